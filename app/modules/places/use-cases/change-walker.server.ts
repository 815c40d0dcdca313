import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { listWalkerChanges, noteWalkerChange } from "../data/walker-changes.server";
import { listCityWalkers, lockWalker, saveWalker } from "../data/walkers.server";
import type { Walker } from "../domain/walker";
import {
  checkWalker,
  fieldsThatDiffer,
  saidOf,
  walkerSeen,
  type WalkerChange,
  type WalkerRefusal,
  type WalkerSaid,
} from "../domain/walker-change";

export type ChangeWalkerRefusal =
  | { readonly kind: "not-permitted" }
  | { readonly kind: "no-such-walker" }
  | { readonly kind: "changed-meanwhile" }
  | { readonly kind: "not-so"; readonly problems: readonly WalkerRefusal[] };

export interface CityWalkers {
  readonly walkers: Walker[];
  /** who changed what, the newest first */
  readonly changes: WalkerChange[];
}

/** How the city's people walk, for whoever may change it. */
export async function cityWalkers(
  actor: Actor,
  cityCode: string,
): Promise<Verdict<CityWalkers, { readonly kind: "not-permitted" }>> {
  if (!mayIn(actor, "write:catalog", cityCode)) return refused({ kind: "not-permitted" });
  return inUnitOfWork(actor, async (uow) =>
    granted({ walkers: await listCityWalkers(uow, cityCode), changes: await listWalkerChanges(uow, cityCode) }),
  );
}

/**
 * Says anew how one kind of walker walks.
 * @param seen what the editor saw when she began (`walkerSeen`): somebody else's change is never overwritten unread
 */
export async function changeWalker(
  actor: Actor,
  cityCode: string,
  key: string,
  said: WalkerSaid,
  seen: string,
): Promise<Verdict<true, ChangeWalkerRefusal>> {
  if (!mayIn(actor, "write:catalog", cityCode)) return refused({ kind: "not-permitted" });
  return inUnitOfWork<Verdict<true, ChangeWalkerRefusal>>(actor, async (uow) => {
    const before = await lockWalker(uow, cityCode, key);
    if (!before) return refused({ kind: "no-such-walker" });
    if (walkerSeen(before) !== seen) return refused({ kind: "changed-meanwhile" });
    const checked = checkWalker(before, said);
    if (!checked.ok) return refused({ kind: "not-so", problems: checked.refusal });
    if (fieldsThatDiffer(before, checked.value).length === 0) return granted(true);
    await saveWalker(uow, cityCode, key, checked.value);
    await noteWalkerChange(uow, cityCode, {
      walker: before.key,
      at: now(),
      before: saidOf(before),
      after: saidOf(checked.value),
    });
    const subject = { kind: "walker", id: key };
    await recordAudit(uow, { action: "write:walker", subject, areaCode: cityCode, line: "", result: "done" });
    return granted(true);
  });
}
