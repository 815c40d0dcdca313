import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { countContacts, MOST_CONTACTS } from "../data/resident-contacts.server";
import {
  addEarlierStay,
  endMerge,
  holdMerge,
  moveBack,
  moveParts,
  noteMerge,
  restoreWhereabouts,
  whereaboutsOf,
  writeMerged,
} from "../data/resident-merge.server";
import { holdResident, touchResident } from "../data/resident-record.server";
import { auditResident } from "./audit-resident.server";
import { dueFollows } from "./due-follows.server";
import { refreshRisk } from "./resident-risk.server";

export type MergeRefusal = {
  readonly kind:
    "not-there" | "not-permitted" | "same-file" | "kept-not-registered" | "other-merged" | "merge-gone" | "contacts-full";
};

/**
 * Two files of one person become one: the kept file takes over what it lacks, the other one leaves the register as «same
 * person» and names the one that stands for it. Nothing is deleted, so that it can be taken back.
 */
export async function mergeResidents(
  actor: Actor,
  city: City,
  keptId: string,
  otherId: string,
): Promise<Verdict<string, MergeRefusal>> {
  if (!isUuid(keptId) || !isUuid(otherId)) return refused({ kind: "not-there" });
  if (keptId === otherId) return refused({ kind: "same-file" });
  const day = today(city.timeZone);
  return inUnitOfWork<Verdict<string, MergeRefusal>>(actor, async (uow) => {
    // In one order, whoever comes first: two merges of the same pair wait for each other.
    const held = new Map<string, Awaited<ReturnType<typeof holdResident>>>();
    for (const id of [keptId, otherId].sort()) held.set(id, await holdResident(uow, id));
    const [kept, other] = [held.get(keptId), held.get(otherId)];
    if (!kept || !other || kept.cityCode !== city.code || other.cityCode !== city.code) return refused({ kind: "not-there" });
    const theirs = [kept, other].every(({ areaCode, line }) => mayIn(actor, "write:residents", areaCode, line));
    if (!theirs) return refused({ kind: "not-permitted" });
    if (kept.state !== "registered") return refused({ kind: "kept-not-registered" });
    if (other.mergedInto !== null) return refused({ kind: "other-merged" });
    if ((await countContacts(uow, [keptId, otherId])) > MOST_CONTACTS) return refused({ kind: "contacts-full" });
    const whereabouts = await whereaboutsOf(uow, [keptId, otherId]);
    const rows = await moveParts(uow, keptId, otherId);
    const { state, registeredOn, leftOn, leftReason } = other;
    const stay = state === "registered" ? await addEarlierStay(uow, keptId, { from: registeredOn, to: kept.registeredOn }) : null;
    const before = { state, registeredOn, leftOn, leftReason };
    const id = await noteMerge(uow, keptId, otherId, { rows, stay, before, whereabouts });
    // Whoever was only proposed came and went on this day: what has left has an entry.
    const end = { state: "left", registeredOn: registeredOn ?? day, leftOn: leftOn ?? day, leftReason: "same-person" };
    await writeMerged(uow, otherId, { mergedInto: keptId, ...end }, now());
    await touchResident(uow, keptId, now());
    await refreshRisk(uow, keptId, day);
    await dueFollows(uow, kept.cityCode);
    await auditResident(uow, "merge:residents", kept, { other: otherId, merge: id });
    return granted(id);
  });
}

/** Takes a merge back: rows that moved go where they came from, the other file stands as it stood. */
export async function undoMerge(actor: Actor, city: City, mergeId: string): Promise<Verdict<null, MergeRefusal>> {
  if (!isUuid(mergeId)) return refused({ kind: "merge-gone" });
  const day = today(city.timeZone);
  return inUnitOfWork<Verdict<null, MergeRefusal>>(actor, async (uow) => {
    const merge = await holdMerge(uow, mergeId);
    if (!merge) return refused({ kind: "merge-gone" });
    const [kept, other] = [await holdResident(uow, merge.keptId), await holdResident(uow, merge.leftId)];
    if (!kept || !other) return refused({ kind: "not-there" });
    const theirs = [kept, other].every(({ areaCode, line }) => mayIn(actor, "write:residents", areaCode, line));
    if (!theirs) return refused({ kind: "not-permitted" });
    const held = await whereaboutsOf(uow, [merge.keptId, merge.leftId]);
    await moveBack(uow, merge.keptId, merge.leftId, merge.moved);
    await writeMerged(uow, merge.leftId, { mergedInto: null, ...merge.moved.before }, now());
    await restoreWhereabouts(uow, mergeId, merge.moved.whereabouts ?? {}, held);
    await touchResident(uow, merge.keptId, now());
    await endMerge(uow, mergeId, now());
    for (const one of [kept, other]) if (one.state === "registered" || one === other) await refreshRisk(uow, one.id, day);
    await dueFollows(uow, kept.cityCode);
    await auditResident(uow, "part:residents", kept, { other: merge.leftId, merge: mergeId });
    return granted(null);
  });
}
