import { AsyncLocalStorage } from "node:async_hooks";
import { database } from "./database.server";
import type { Prisma } from "./generated/prisma/client";
import { factsOf, log } from "./log.server";

/** Who is acting. The accounts module names people; the platform only needs these facts. */
export interface Acting {
  readonly personId: string | null;
  readonly role: string;
  readonly cityCode: string | null;
  /** for each permission the ranges of «line:area code» it holds for, as row policies read them; absent = none */
  readonly scope?: Readonly<Partial<Record<string, string>>>;
}

/** One transaction, and who it is for. It travels to every data call of a use case. */
export interface UnitOfWork {
  readonly db: Prisma.TransactionClient;
  readonly actor: Acting;
}

/**
 * The unit of work this call is inside of. Whoever holds a connection and waits for a second one waits, when many do, for one another:
 * what is needed inside is asked of the unit at hand.
 */
const around = new AsyncLocalStorage<{ isOpen: boolean }>();

let toldOfNesting = (): void =>
  log("warn", "a unit of work waits for a second connection", factsOf(new Error("a unit of work inside another")));

/** What happens where a unit of work is opened inside another: it is logged, and tests refuse it. */
export const onNesting = (told: () => void): void => void (toldOfNesting = told);

/**
 * Opens one transaction, tells PostgreSQL who is acting, and commits when `work` returns. A thrown error, or a refusal
 * handed to {@link rollBack}, leaves nothing behind.
 */
export async function inUnitOfWork<T>(
  actor: Acting,
  work: (uow: UnitOfWork) => Promise<T>,
  { timeout = 60_000 } = {},
): Promise<T> {
  if (around.getStore()?.isOpen) toldOfNesting();
  const own = { isOpen: true };
  try {
    const outcome = await around.run(own, () =>
      database().$transaction(
        async (db) => {
          await tell(db, actor);
          return work({ db, actor });
        },
        { maxWait: 10_000, timeout },
      ),
    );
    if (actor.role !== PUBLIC.role) ended += 1;
    return outcome;
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome as T;
    throw error;
  } finally {
    own.isOpen = false;
  }
}

let ended = 0;

/** How many units of work of somebody this process has committed: where it stands as it stood, this process has changed nothing since. */
export const unitsEnded = (): number => ended;

/** Whoever reads what is public: PostgreSQL is told of nobody, and row policies let nobody see what is theirs alone. */
const PUBLIC: Acting = { personId: null, role: "nobody", cityCode: null };

/**
 * Reads what is public, statement by statement: each is a transaction of its own, without a word before and after it. For what is
 * asked often and whose statements need not see one and the same moment. Nothing is written here: nobody may.
 */
export const inPublicReads = <T>(read: (uow: UnitOfWork) => Promise<T>): Promise<T> => read({ db: database(), actor: PUBLIC });

/** A step of the same transaction on behalf of somebody else (what was approved is done with the approval's own reach). */
export async function actAs<T>(uow: UnitOfWork, actor: Acting, step: (uow: UnitOfWork) => Promise<T>): Promise<T> {
  const isTold = isSame(uow.actor, actor);
  if (!isTold) await tell(uow.db, actor);
  const outcome = await step({ db: uow.db, actor });
  if (!isTold) await tell(uow.db, uow.actor);
  return outcome;
}

/** All that PostgreSQL is told is the same. */
const isSame = (one: Acting, other: Acting): boolean =>
  (one.personId ?? "") === (other.personId ?? "") &&
  (one.cityCode ?? "") === (other.cityCode ?? "") &&
  scopeText(one) === scopeText(other);

const tell = (db: Prisma.TransactionClient, actor: Acting): Promise<number> => db.$executeRaw`
  /* prepared: tell */ SELECT set_config('quarterhour.person', ${actor.personId ?? ""}, true), set_config('quarterhour.city', ${actor.cityCode ?? ""}, true),
    set_config('quarterhour.scope', ${scopeText(actor)}, true)`;

/** What row policies read; empty = nothing is granted. */
export const scopeText = ({ scope }: Acting): string => (scope ? JSON.stringify(scope) : "");

class RolledBack extends Error {
  constructor(readonly outcome: unknown) {
    super("rolled back on purpose");
  }
}

/** Ends the unit of work with `outcome` as its result and nothing written. */
export function rollBack(outcome: unknown): never {
  throw new RolledBack(outcome);
}
