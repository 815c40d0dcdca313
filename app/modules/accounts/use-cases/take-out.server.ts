import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { Actor } from "../domain/actor";
import type { Audited } from "../domain/audited";
import { recordAudit } from "./record-audit.server";

/** What a file that leaves says of itself. */
export interface TakenOut {
  readonly who: string;
  /** ISO 8601, UTC */
  readonly at: string;
  /** the audit's number of this very file */
  readonly id: string;
  /** the key of the reason; "" where none is asked for */
  readonly why: string;
}

/** That something is taken out is on record before the first of it leaves; the record's number stands in the file. */
export async function takeOut(actor: Actor, deed: Omit<Audited, "result">): Promise<TakenOut> {
  const id = await inUnitOfWork(actor, (uow) => recordAudit(uow, { ...deed, result: "done" }));
  return { who: actor.name, at: now().toISOString(), id, why: deed.why ?? "" };
}
