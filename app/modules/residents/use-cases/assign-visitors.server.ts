import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { assignListed } from "../data/resident-list.server";
import { findResident, type Visitors, writeVisitors } from "../data/resident-record.server";
import { isVisitorOf, visitorsNear } from "../data/visitors.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { TAKE_AWAY } from "../domain/visitors-said";
import type { ResidentFilter } from "../domain/resident-filter";
import { auditResident } from "./audit-resident.server";

export type VisitorRefusal = {
  readonly kind:
    | "not-there"
    | "not-permitted"
    | "same-two"
    | "no-visitor-here"
    | "deputy-alone"
    | "choose-visitor"
    | "list-too-wide"
    | "list-changed";
};

/** 包保责任人 and deputy: typed ids, "" = nobody. */
export interface TypedVisitors {
  readonly responsible: string;
  readonly deputy: string;
}

/** Caregivers of an area, for a form to choose from. */
export const visitorsOfArea = (actor: Actor, city: City, areaCode: string) =>
  inUnitOfWork(actor, (uow) => visitorsNear(uow, areaCode, today(city.timeZone)));

/** Who answers for this resident, and who stands in. */
export const assignVisitors = (
  actor: Actor,
  city: City,
  residentId: string,
  typed: TypedVisitors,
): Promise<Verdict<null, VisitorRefusal>> =>
  inUnitOfWork<Verdict<null, VisitorRefusal>>(actor, async (uow) => {
    const resident = isUuid(residentId) ? await findResident(uow, residentId) : null;
    if (!resident) return refused({ kind: "not-there" });
    if (!mayIn(actor, "write:residents", resident.areaCode, resident.line)) return refused({ kind: "not-permitted" });
    const visitors = await chosen(uow, resident.areaCode, typed, today(city.timeZone));
    if (!visitors.ok) return visitors;
    await writeVisitors(uow, residentId, visitors.value, now());
    await auditResident(uow, "write:resident-visitor", resident, { ...visitors.value });
    return granted(null);
  });

/**
 * The same for everybody registered whom a list of one street or community shows, by cell, category or whoever has nobody yet.
 * @param typed a list's visitors are taken away only when that is said: `responsible` is then TAKE_AWAY, and "" is no answer
 * @param seen how many the list showed: who came or went since is not given away unseen
 */
export async function assignList(
  actor: Actor,
  city: City,
  filter: ResidentFilter,
  seen: number,
  typed: TypedVisitors,
): Promise<Verdict<number, VisitorRefusal>> {
  const { areaCode, cell } = filter;
  if (!/^(\d{9}|\d{12})$/.test(areaCode) || !areaCode.startsWith(city.code)) return refused({ kind: "list-too-wide" });
  const line = "civil-affairs";
  if (!mayIn(actor, "write:residents", areaCode, line)) return refused({ kind: "not-permitted" });
  if (typed.responsible === "") return refused({ kind: "choose-visitor" });
  const meant = { ...typed, responsible: typed.responsible === TAKE_AWAY ? "" : typed.responsible };
  const day = today(city.timeZone);
  return inUnitOfWork<Verdict<number, VisitorRefusal>>(actor, async (uow) => {
    const visitors = await chosen(uow, areaCode, meant, day);
    if (!visitors.ok) return visitors;
    const changed = await assignListed(uow, city.code, filter, day, visitors.value, now());
    if (changed !== seen) rollBack(refused({ kind: "list-changed" }));
    await recordAudit(uow, {
      ...{ action: "write:resident-visitor", subject: { kind: "area", id: areaCode }, areaCode, line, result: "done" },
      facts: { cell, changed, ...visitors.value },
    });
    return granted(changed);
  });
}

async function chosen(
  uow: UnitOfWork,
  areaCode: string,
  { responsible, deputy }: TypedVisitors,
  day: string,
): Promise<Verdict<Visitors, VisitorRefusal>> {
  if (responsible === "" && deputy !== "") return refused({ kind: "deputy-alone" });
  if (responsible !== "" && responsible === deputy) return refused({ kind: "same-two" });
  for (const id of [responsible, deputy])
    if (id !== "" && !(isUuid(id) && (await isVisitorOf(uow, areaCode, id, day)))) return refused({ kind: "no-visitor-here" });
  return granted({ responsibleId: responsible || null, deputyId: deputy || null });
}
