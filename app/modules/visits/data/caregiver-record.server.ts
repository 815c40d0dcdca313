import { v7 as newId } from "uuid";
import type { Sex } from "~/modules/residents/domain/resident";
import { openValue, sealValue } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay, Dated } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { Absence, AbsenceReason, CaregiverCard } from "../domain/caregiver-card";
import type { Transport } from "../domain/town-on-record";
import type { DatedHours } from "../domain/weekly-hours";
import { startPlaceOf } from "./plan-basis.server";

export interface CaregiverRecord extends CaregiverCard {
  readonly id: string;
  readonly cityCode: string;
  readonly line: Line;
  readonly version: number;
  readonly hasStart: boolean;
}

const dayOf = (date: Date): CalendarDay => date.toISOString().slice(0, 10);
const dateOf = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);

const columnsOf = ({ from, to, languages, skills, ...card }: CaregiverCard) => ({
  ...{ ...card, languages: [...languages], skills: [...skills] },
  ...{ validFrom: dateOf(from), validTo: to === null ? null : dateOf(to) },
});

/** Null where there is none the actor may see. */
export async function findCaregiver({ db }: UnitOfWork, id: string): Promise<CaregiverRecord | null> {
  const row = await db.caregiver.findUnique({ where: { personId: id } });
  if (!row) return null;
  const { personId, startCipher, validFrom, validTo, sex, transport, line, ...rest } = row;
  return {
    ...{ ...rest, id: personId, hasStart: startCipher !== null, line: line as Line },
    ...{ sex: sex as Sex, transport: transport as Transport, from: dayOf(validFrom), to: validTo && dayOf(validTo) },
  };
}

/** False where somebody has made this person a caregiver meanwhile. */
export async function addCaregiver({ db }: UnitOfWork, id: string, cityCode: string, card: CaregiverCard): Promise<boolean> {
  const rows = await db.caregiver.createMany({ data: { personId: id, cityCode, ...columnsOf(card) }, skipDuplicates: true });
  return rows.count === 1;
}

/** Each of the following is false where the version is not the one on record any more. */
export async function writeCard({ db }: UnitOfWork, id: string, version: number, card: CaregiverCard): Promise<boolean> {
  const data = { ...columnsOf(card), version: { increment: 1 } };
  return (await db.caregiver.updateMany({ where: { personId: id, version }, data })).count === 1;
}

export async function nextVersion({ db }: UnitOfWork, id: string, version: number): Promise<boolean> {
  return (await db.caregiver.updateMany({ where: { personId: id, version }, data: { version: { increment: 1 } } })).count === 1;
}

export async function hoursOf({ db }: UnitOfWork, personId: string): Promise<DatedHours[]> {
  const rows = await db.caregiverHours.findMany({ where: { personId }, orderBy: [{ weekday: "asc" }, { validFrom: "asc" }] });
  return rows.map(({ personId: _who, validFrom, validTo, ...day }) => ({
    ...{ ...day, from: dayOf(validFrom), to: validTo && dayOf(validTo) },
  }));
}

export async function writeHours({ db }: UnitOfWork, personId: string, rows: readonly DatedHours[]): Promise<void> {
  await db.caregiverHours.deleteMany({ where: { personId } });
  await db.caregiverHours.createMany({
    data: rows.map(({ from, to, ...day }) => ({
      personId,
      ...day,
      validFrom: dateOf(from),
      validTo: to === null ? null : dateOf(to),
    })),
  });
}

/** Absences that end after a day, the next first. */
export async function absencesOf({ db }: UnitOfWork, personId: string, after: CalendarDay): Promise<Absence[]> {
  const where = { personId, validTo: { gt: dateOf(after) } };
  const rows = await db.caregiverAbsence.findMany({ where, orderBy: { validFrom: "asc" } });
  return rows.map(({ id, kind, validFrom, validTo }) => ({
    ...{ id, kind: kind as AbsenceReason, from: dayOf(validFrom), to: dayOf(validTo) },
  }));
}

/** Null where another absence lies in these days. */
export async function addAbsence(
  { db }: UnitOfWork,
  personId: string,
  kind: AbsenceReason,
  { from, to }: Dated & { readonly to: CalendarDay },
): Promise<string | null> {
  const id = newId();
  const rows = await db.$executeRaw`
    INSERT INTO caregiver_absence (id, person_id, kind, valid_from, valid_to) SELECT ${id}::uuid, ${personId}::uuid, ${kind}, ${from}::date, ${to}::date
    WHERE NOT EXISTS (SELECT 1 FROM caregiver_absence WHERE person_id = ${personId}::uuid AND daterange(valid_from, valid_to) && daterange(${from}::date, ${to}::date))`;
  return rows === 1 ? id : null;
}

/** An absence that has begun ends today; one to come is taken off. False where there is none. */
export async function endAbsence({ db }: UnitOfWork, personId: string, id: string, today: CalendarDay): Promise<boolean> {
  const ended = await db.caregiverAbsence.updateMany({
    where: { id, personId, validFrom: { lt: dateOf(today) }, validTo: { gt: dateOf(today) } },
    data: { validTo: dateOf(today) },
  });
  if (ended.count === 1) return true;
  return (await db.caregiverAbsence.deleteMany({ where: { id, personId, validFrom: { gte: dateOf(today) } } })).count === 1;
}

/** Appointments in force of one person between two instants. */
export const countInForce = ({ db }: UnitOfWork, personId: string, from: Date, to: Date): Promise<number> =>
  db.plannedVisit.count({ where: { personId, isPublished: true, beginsAt: { gte: from, lt: to } } });

/** How the sealed start is opened: only whoever records the opening asks for it. Null where there is none. */
export async function openStart({ db }: UnitOfWork, personId: string): Promise<(() => string) | null> {
  const row = await db.caregiver.findUnique({ where: { personId }, select: { startCipher: true } });
  const cipher = row?.startCipher ?? null;
  return cipher === null ? null : () => openValue(cipher, startPlaceOf(personId));
}

export const writeStart = ({ db }: UnitOfWork, personId: string, position: string | null) =>
  db.caregiver.update({
    where: { personId },
    data: { startCipher: position === null ? null : sealValue(position, startPlaceOf(personId)), version: { increment: 1 } },
  });
