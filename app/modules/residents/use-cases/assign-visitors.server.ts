import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findResident, type Visitors, writeVisitors, writeVisitorsOfCell } from "../data/resident-record.server";
import { isVisitorOf, visitorsNear } from "../data/visitors.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { auditResident } from "./audit-resident.server";

export type VisitorRefusal = {
  readonly kind: "not-there" | "not-permitted" | "same-two" | "no-visitor-here" | "deputy-alone" | "cell-shape";
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

/** The same for everybody registered in a grid cell of a community, or in all of it; the value is how many. */
export async function assignCell(
  actor: Actor,
  city: City,
  areaCode: string,
  cell: string,
  typed: TypedVisitors,
): Promise<Verdict<number, VisitorRefusal>> {
  if (!/^\d{12}$/.test(areaCode) || !areaCode.startsWith(city.code)) return refused({ kind: "not-there" });
  if (!/^[A-Za-z0-9-]{0,32}$/.test(cell)) return refused({ kind: "cell-shape" });
  const line = "civil-affairs";
  if (!mayIn(actor, "write:residents", areaCode, line)) return refused({ kind: "not-permitted" });
  return inUnitOfWork<Verdict<number, VisitorRefusal>>(actor, async (uow) => {
    const visitors = await chosen(uow, areaCode, typed, today(city.timeZone));
    if (!visitors.ok) return visitors;
    const changed = await writeVisitorsOfCell(uow, areaCode, cell || null, visitors.value, now());
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
