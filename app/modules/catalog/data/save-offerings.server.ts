import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Capacity } from "../domain/capacity";
import type { DatedRow } from "../domain/dated-record";
import type { Offering, OfferingClass, Price } from "../domain/facility";
import { dateOf, dateOrNull } from "./calendar-column.server";

export async function insertOfferings(uow: UnitOfWork, facilityId: string, offerings: readonly Offering[]): Promise<void> {
  for (const offering of offerings) {
    const id = newId();
    await uow.db.offering.create({ data: { id, facilityId, serviceType: offering.serviceType, ...period(offering) } });
    await insertClasses(uow, id, offering.classes);
  }
}

/** Rows without a key are new, keys that went missing are taken back, the rest is written where it differs. */
export async function saveOfferings(
  uow: UnitOfWork,
  facilityId: string,
  before: readonly Offering[],
  after: readonly Offering[],
): Promise<void> {
  await uow.db.offering.deleteMany({ where: { id: { in: missingKeys(before, after) } } });
  for (const offering of after) {
    const was = before.find((row) => row.id !== null && row.id === offering.id);
    if (!was || was.id === null) await insertOfferings(uow, facilityId, [offering]);
    else {
      if (differs(was, offering)) await uow.db.offering.update({ where: { id: was.id }, data: period(offering) });
      await saveClasses(uow, was.id, was.classes, offering.classes);
    }
  }
}

async function saveClasses(
  uow: UnitOfWork,
  offeringId: string,
  before: readonly OfferingClass[],
  after: readonly OfferingClass[],
): Promise<void> {
  await uow.db.offeringClass.deleteMany({ where: { id: { in: missingKeys(before, after) } } });
  for (const ofClass of after) {
    const was = before.find((row) => row.id !== null && row.id === ofClass.id);
    if (!was || was.id === null) {
      await insertClasses(uow, offeringId, [ofClass]);
      continue;
    }
    const { isInclusive, peoplePerCarer = null } = ofClass;
    if (was.isInclusive !== isInclusive || (was.peoplePerCarer ?? null) !== peoplePerCarer)
      await uow.db.offeringClass.update({ where: { id: was.id }, data: { isInclusive, peoplePerCarer } });
    await saveCapacities(uow, was.id, was.capacities, ofClass.capacities);
    await savePrices(uow, was.id, was.prices, ofClass.prices);
  }
}

async function insertClasses(uow: UnitOfWork, offeringId: string, classes: readonly OfferingClass[]): Promise<void> {
  for (const ofClass of classes) {
    const { kind, carePattern, ageFromMonths, ageToMonths, isInclusive, peoplePerCarer = null, capacities, prices } = ofClass;
    const id = newId();
    await uow.db.offeringClass.create({
      data: { id, offeringId, kind, carePattern, ageFromMonths, ageToMonths, isInclusive, peoplePerCarer },
    });
    await saveCapacities(uow, id, [], capacities);
    await savePrices(uow, id, [], prices);
  }
}

async function saveCapacities(
  uow: UnitOfWork,
  classId: string,
  before: readonly DatedRow<Capacity>[],
  after: readonly DatedRow<Capacity>[],
): Promise<void> {
  await uow.db.capacity.deleteMany({ where: { id: { in: missingKeys(before, after) } } });
  for (const row of after) {
    const data = { ...row.value, ...period(row) };
    if (row.id === null) await uow.db.capacity.create({ data: { id: newId(), classId, ...data } });
    else if (isChanged(before, row)) await uow.db.capacity.update({ where: { id: row.id }, data });
  }
}

async function savePrices(
  uow: UnitOfWork,
  classId: string,
  before: readonly DatedRow<Price>[],
  after: readonly DatedRow<Price>[],
): Promise<void> {
  await uow.db.price.deleteMany({ where: { id: { in: missingKeys(before, after) } } });
  for (const row of after) {
    const data = { ...row.value, ...period(row) };
    if (row.id === null) await uow.db.price.create({ data: { id: newId(), classId, ...data } });
    else if (isChanged(before, row)) await uow.db.price.update({ where: { id: row.id }, data });
  }
}

interface Keyed {
  readonly id: string | null;
}

const period = ({ from, to }: { from: string; to: string | null }) => ({ validFrom: dateOf(from), validTo: dateOrNull(to) });
const differs = (a: { from: string; to: string | null }, b: { from: string; to: string | null }): boolean =>
  a.from !== b.from || a.to !== b.to;
const isChanged = <V>(before: readonly DatedRow<V>[], row: DatedRow<V>): boolean =>
  JSON.stringify(before.find(({ id }) => id === row.id)) !== JSON.stringify(row);

const missingKeys = (before: readonly Keyed[], after: readonly Keyed[]): string[] =>
  before.flatMap(({ id }) => (id !== null && !after.some((row) => row.id === id) ? [id] : []));
