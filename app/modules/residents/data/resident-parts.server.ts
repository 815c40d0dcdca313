import { v7 as newId } from "uuid";
import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import { maskOf } from "~/modules/accounts/domain/sensitive-field";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay, Dated } from "~/shared/calendar-day";
import type { IsolationCategory } from "../domain/isolation-category";
import type { RiskLevel } from "../domain/risk-level";
import { dateOf, dateOrNull, dayOf, dayOrNull } from "./database-day";
import { contactPlaceOf } from "./resident-sealed.server";

export interface DatedPart extends Dated {
  readonly id: string;
}
export interface ResidentParts {
  readonly categories: readonly (DatedPart & { readonly category: IsolationCategory })[];
  readonly assessments: readonly {
    id: string;
    grade: number;
    assessedOn: CalendarDay;
    expiresOn: CalendarDay;
    standard: string;
  }[];
  readonly overrides: readonly (DatedPart & {
    readonly risk: RiskLevel;
    readonly reason: string;
    readonly saidBy: string | null;
  })[];
  readonly contacts: readonly { id: string; name: string; relation: string; phoneMask: string | null; rank: number }[];
  readonly consents: readonly {
    id: string;
    scope: string;
    givenOn: CalendarDay;
    withdrawnOn: CalendarDay | null;
    givenBy: string;
    how: string;
  }[];
  readonly absences: readonly (DatedPart & { readonly kind: string })[];
  readonly changes: readonly { id: string; kind: string; happenedOn: CalendarDay }[];
  readonly wishes: readonly { personId: string; wish: string }[];
  readonly stays: readonly (DatedPart & { readonly leftReason: string })[];
}

const dated = (row: { id: string; validFrom: Date; validTo: Date | null }): DatedPart => ({
  id: row.id,
  from: dayOf(row.validFrom),
  to: dayOrNull(row.validTo),
});

export async function residentParts(uow: UnitOfWork, residentId: string): Promise<ResidentParts> {
  const byDay = { where: { residentId }, orderBy: [{ validFrom: "desc" as const }, { id: "asc" as const }] };
  const { db } = uow;
  const categories = await db.residentCategory.findMany(byDay);
  const assessments = await db.residentAssessment.findMany({ where: { residentId }, orderBy: { assessedOn: "desc" } });
  const overrides = await db.residentRiskOverride.findMany(byDay);
  const contacts = await db.residentContact.findMany({ where: { residentId }, orderBy: { rank: "asc" } });
  const consents = await db.residentConsent.findMany({ where: { residentId }, orderBy: [{ scope: "asc" }, { givenOn: "desc" }] });
  const absences = await db.residentAbsence.findMany(byDay);
  const changes = await db.residentChange.findMany({ where: { residentId }, orderBy: { happenedOn: "desc" } });
  const wishes = await db.residentVisitorWish.findMany({ where: { residentId }, orderBy: { personId: "asc" } });
  const stays = await db.residentStay.findMany(byDay);
  return {
    categories: categories.map((row) => ({ ...dated(row), category: row.category as IsolationCategory })),
    assessments: assessments.map(({ id, grade, assessedOn, expiresOn, standard }) => ({
      ...{ id, grade, standard, assessedOn: dayOf(assessedOn), expiresOn: dayOf(expiresOn) },
    })),
    overrides: overrides.map((row) => ({
      ...{ ...dated(row), risk: row.risk as RiskLevel, reason: row.reason, saidBy: row.saidBy },
    })),
    contacts: contacts.map(({ id, name, relation, phoneCipher, rank }) => {
      const phone = unlessUnopened(() => openValue(phoneCipher, contactPlaceOf(id)));
      return { id, name, relation, rank, phoneMask: phone === null ? null : maskOf("phone", phone) };
    }),
    consents: consents.map(({ id, scope, givenOn, withdrawnOn, givenBy, how }) => ({
      ...{ id, scope, givenBy, how, givenOn: dayOf(givenOn), withdrawnOn: dayOrNull(withdrawnOn) },
    })),
    absences: absences.map((row) => ({ ...dated(row), kind: row.kind })),
    changes: changes.map(({ id, kind, happenedOn }) => ({ id, kind, happenedOn: dayOf(happenedOn) })),
    wishes: wishes.map(({ personId, wish }) => ({ personId, wish })),
    stays: stays.map((row) => ({ ...dated(row), leftReason: row.leftReason })),
  };
}

/** From this day the resident is in these categories and in no others; what held before keeps its days. */
export async function holdCategories(
  uow: UnitOfWork,
  residentId: string,
  wanted: readonly IsolationCategory[],
  on: CalendarDay,
): Promise<void> {
  const where = { residentId, OR: [{ validTo: null }, { validTo: { gt: dateOf(on) } }] };
  const held = await uow.db.residentCategory.findMany({ where });
  for (const row of held) {
    const stays = wanted.some((one) => one === row.category);
    if (stays && row.validFrom <= dateOf(on)) {
      if (row.validTo) await uow.db.residentCategory.update({ where: { id: row.id }, data: { validTo: null } });
    } else if (row.validFrom < dateOf(on))
      await uow.db.residentCategory.update({ where: { id: row.id }, data: { validTo: dateOf(on) } });
    else await uow.db.residentCategory.delete({ where: { id: row.id } });
  }
  const covered = held.filter((row) => row.validFrom <= dateOf(on)).map(({ category }) => category);
  const data = wanted
    .filter((one) => !covered.includes(one))
    .map((category) => ({ id: newId(), residentId, category, validFrom: dateOf(on) }));
  if (data.length > 0) await uow.db.residentCategory.createMany({ data });
}

export async function addAssessment(
  uow: UnitOfWork,
  residentId: string,
  { grade, assessedOn, expiresOn }: { readonly grade: number; readonly assessedOn: CalendarDay; readonly expiresOn: CalendarDay },
): Promise<void> {
  const days = { grade, assessedOn: dateOf(assessedOn), expiresOn: dateOf(expiresOn) };
  await uow.db.residentAssessment.deleteMany({ where: { residentId, assessedOn: days.assessedOn } });
  await uow.db.residentAssessment.createMany({ data: [{ id: newId(), residentId, ...days }] });
}

/** A new word on the risk ends the one before it on that day. */
export async function overrideRisk(
  uow: UnitOfWork,
  residentId: string,
  said: { readonly risk: RiskLevel; readonly reason: string; readonly from: CalendarDay; readonly to: CalendarDay | null },
): Promise<void> {
  await endOverride(uow, residentId, said.from);
  await uow.db.residentRiskOverride.create({
    data: {
      ...{ id: newId(), residentId, risk: said.risk, reason: said.reason, saidBy: uow.actor.personId },
      ...{ validFrom: dateOf(said.from), validTo: dateOrNull(said.to) },
    },
  });
}

export async function endOverride(uow: UnitOfWork, residentId: string, on: CalendarDay): Promise<void> {
  const day = dateOf(on);
  await uow.db.residentRiskOverride.deleteMany({ where: { residentId, validFrom: { gte: day } } });
  const where = { residentId, OR: [{ validTo: null }, { validTo: { gt: day } }] };
  await uow.db.residentRiskOverride.updateMany({ where, data: { validTo: day } });
}

export async function giveConsent(
  uow: UnitOfWork,
  residentId: string,
  said: { readonly scope: string; readonly on: CalendarDay; readonly givenBy: string; readonly how: string },
): Promise<boolean> {
  const { scope, givenBy, how } = said;
  const day = dateOf(said.on);
  const inForce = { residentId, scope, OR: [{ withdrawnOn: null }, { withdrawnOn: { gt: day } }] };
  if ((await uow.db.residentConsent.count({ where: inForce })) > 0) return false;
  await uow.db.residentConsent.createMany({
    data: [{ id: newId(), residentId, scope, givenOn: day, givenBy, how, recordedBy: uow.actor.personId }],
  });
  return true;
}

export const withdrawConsent = async (uow: UnitOfWork, residentId: string, id: string, on: CalendarDay): Promise<boolean> =>
  (
    await uow.db.residentConsent.updateMany({
      where: { residentId, id, withdrawnOn: null, givenOn: { lte: dateOf(on) } },
      data: { withdrawnOn: dateOf(on) },
    })
  ).count > 0;

/** False where another absence holds on one of those days. */
export async function addAbsence(
  uow: UnitOfWork,
  residentId: string,
  { kind, from, to }: { readonly kind: string; readonly from: CalendarDay; readonly to: CalendarDay | null },
): Promise<boolean> {
  const others = await uow.db.residentAbsence.findMany({ where: { residentId } });
  const meets = others.some(
    (one) => (to === null || dayOf(one.validFrom) < to) && (one.validTo === null || dayOf(one.validTo) > from),
  );
  if (meets) return false;
  await uow.db.residentAbsence.createMany({
    data: [{ id: newId(), residentId, kind, validFrom: dateOf(from), validTo: dateOrNull(to) }],
  });
  return true;
}

/** Back on this day; somebody who came back on the day they left was never away. Null where no such absence lasts. */
export async function endAbsence(
  uow: UnitOfWork,
  residentId: string,
  id: string,
  on: CalendarDay,
): Promise<{ kind: string; hadBegun: boolean } | null> {
  const row = await uow.db.residentAbsence.findFirst({
    where: { residentId, id, OR: [{ validTo: null }, { validTo: { gt: dateOf(on) } }] },
  });
  if (!row) return null;
  const hadBegun = row.validFrom < dateOf(on);
  if (!hadBegun) await uow.db.residentAbsence.deleteMany({ where: { id } });
  else await uow.db.residentAbsence.updateMany({ where: { id }, data: { validTo: dateOf(on) } });
  return { kind: row.kind, hadBegun };
}

/** @param at null = only the day is known. The same again on that day is the later of the two: somebody may fall twice. */
export async function noteChange(
  uow: UnitOfWork,
  residentId: string,
  kind: string,
  on: CalendarDay,
  at: Date | null,
): Promise<void> {
  const known = { residentId, kind, happenedOn: dateOf(on) };
  const { count } = await uow.db.residentChange.createMany({
    data: [{ id: newId(), ...known, happenedAt: at, recordedBy: uow.actor.personId }],
    skipDuplicates: true,
  });
  if (count === 0 && at)
    await uow.db.residentChange.updateMany({ where: { ...known, happenedAt: { lt: at } }, data: { happenedAt: at } });
}

export async function setWish(
  uow: UnitOfWork,
  residentId: string,
  personId: string,
  wish: "preferred" | "never" | null,
): Promise<void> {
  await uow.db.residentVisitorWish.deleteMany({ where: { residentId, personId } });
  if (wish !== null) await uow.db.residentVisitorWish.createMany({ data: [{ residentId, personId, wish }] });
}

export async function addStay(
  uow: UnitOfWork,
  residentId: string,
  stay: { readonly from: CalendarDay; readonly to: CalendarDay; readonly leftReason: string },
): Promise<void> {
  await uow.db.residentStay.createMany({
    data: [{ id: newId(), residentId, validFrom: dateOf(stay.from), validTo: dateOf(stay.to), leftReason: stay.leftReason }],
    skipDuplicates: true,
  });
}

/** The stay that an exit ended, where the exit never was. */
export const takeOffStay = (uow: UnitOfWork, residentId: string, { from, to }: { from: CalendarDay; to: CalendarDay }) =>
  uow.db.residentStay.deleteMany({ where: { residentId, validFrom: dateOf(from), validTo: dateOf(to) } });
