import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { flagPlace, type FlagPlace } from "../data/flag-list.server";
import { addWord, settle } from "../data/flag-words.server";
import { SETTLINGS } from "../domain/visit-flags";

export type FlagRefusal = {
  readonly kind: "not-permitted" | "not-there" | "no-settling" | "settled-already" | "own-flag" | "no-words" | "too-long-text";
};
const MOST_NOTE = 500;

/** A human's last word on what stood out. Nobody settles what stands at their own visit: they say how it was. */
export function settleFlag(actor: Actor, id: string, how: string, note: string): Promise<Verdict<string, FlagRefusal>> {
  const said = SETTLINGS.find((known) => known === how);
  if (!said) return Promise.resolve(refused({ kind: "no-settling" }));
  return onFlag(actor, id, note, async (uow, flag) => {
    if (!mayIn(actor, "check:visits", flag.areaCode, flag.line)) return refused({ kind: "not-permitted" });
    if (flag.authorId === actor.personId) return refused({ kind: "own-flag" });
    if (!(await settle(uow, id, said, now()))) return refused({ kind: "settled-already" });
    await addWord(uow, id, { did: "settled", how: said, note });
    await record(uow, "settle:visit-flag", flag, { how: said });
    return granted(id);
  });
}

/** Whoever was there says how it was; whoever looks at it reads that first. */
export const sayOfFlag = (actor: Actor, id: string, note: string): Promise<Verdict<string, FlagRefusal>> =>
  onFlag(actor, id, note, async (uow, flag) => {
    if (note.trim() === "") return refused({ kind: "no-words" });
    if (flag.authorId !== actor.personId && !mayIn(actor, "check:visits", flag.areaCode, flag.line))
      return refused({ kind: "not-permitted" });
    if (!flag.isOpen) return refused({ kind: "settled-already" });
    await addWord(uow, id, { did: "said", note: note.trim() });
    await record(uow, "explain:visit-flag", flag, {});
    return granted(id);
  });

type Step = (uow: Parameters<Parameters<typeof inUnitOfWork>[1]>[0], flag: FlagPlace) => Promise<Verdict<string, FlagRefusal>>;

function onFlag(actor: Actor, id: string, note: string, step: Step): Promise<Verdict<string, FlagRefusal>> {
  if (note.length > MOST_NOTE) return Promise.resolve(refused({ kind: "too-long-text" }));
  return inUnitOfWork<Verdict<string, FlagRefusal>>(actor, async (uow) => {
    const flag = await flagPlace(uow, id);
    return flag ? step(uow, flag) : refused({ kind: "not-there" });
  });
}

const record = (
  uow: Parameters<Step>[0],
  action: string,
  { id, areaCode, line, kind }: FlagPlace,
  facts: Record<string, string>,
) =>
  recordAudit(uow, {
    ...{ action, subject: { kind: "visit-flag", id }, areaCode, line, result: "done" },
    facts: { flag: kind, ...facts },
  });
