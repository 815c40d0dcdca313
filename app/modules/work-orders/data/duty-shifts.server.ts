import { v7 as newId } from "uuid";
import { now } from "~/platform/clock.server";
import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay, Dated } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { DutyShift, OnDuty } from "../domain/duty-roster";

export interface RosterAsked {
  readonly cityCode: string;
  readonly line: Line;
  /** shifts of these areas, of those above them and of those below */
  readonly areaCodes: readonly string[];
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

export interface KeptShift extends DutyShift {
  readonly line: Line;
  readonly version: number;
}

const COLUMNS = Prisma.sql`s.id, s.area_code AS "areaCode", s.line, s.valid_from::text AS "validFrom", s.valid_to::text AS "validTo", s.weekdays, s.begins, s.ends,
  s.person_id AS "personId", s.deputy_id AS "deputyId", s.version,
  COALESCE((SELECT json_agg(json_build_object('day', w.on_day::text, 'personId', w.person_id, 'deputyId', w.deputy_id) ORDER BY w.on_day)
    FROM duty_swap w WHERE w.shift_id = s.id), '[]') AS swaps`;

/** All shifts that hold on some day between two, with their swaps; a night that began the day before counts with that day. */
export const shiftsServing = ({ db }: UnitOfWork, { cityCode, line, areaCodes, from, to }: RosterAsked): Promise<KeptShift[]> =>
  db.$queryRaw<KeptShift[]>`
    SELECT ${COLUMNS} FROM duty_shift s
    WHERE s.city_code = ${cityCode} AND s.line = ${line} AND s.valid_from <= ${to}::date AND (s.valid_to IS NULL OR s.valid_to > ${from}::date - 1)
      AND EXISTS (SELECT 1 FROM unnest(${[...areaCodes]}::text[]) a WHERE starts_with(a, s.area_code) OR starts_with(s.area_code, a))
    ORDER BY s.area_code, s.begins, s.id`;

/** Somebody on the roster of an area. */
export interface OnRoster {
  readonly personId: string;
  readonly areaCode: string;
}

/**
 * When people may serve where they are rostered: an account that is not active, or that was never given a right that covers the
 * area, never; any other within its rights there, and not between or before them.
 */
export const spellsOfService = async (
  { db }: UnitOfWork,
  rostered: readonly OnRoster[],
  line: Line,
): Promise<(OnRoster & { readonly spells: readonly Dated[] })[]> =>
  rostered.length === 0
    ? []
    : db.$queryRaw<(OnRoster & { readonly spells: readonly Dated[] })[]>`
      SELECT p.id AS "personId", r.area AS "areaCode", COALESCE(json_agg(json_build_object('from', g.valid_from::text, 'to', g.valid_to::text)) FILTER (WHERE g.id IS NOT NULL), '[]') AS spells
      FROM unnest(${rostered.map(({ personId }) => personId)}::uuid[], ${rostered.map(({ areaCode }) => areaCode)}::text[]) AS r (person, area)
        JOIN person p ON p.id = r.person
        LEFT JOIN role_grant g ON g.person_id = p.id AND p.state = 'active' AND g.role IN ('supervisor', 'caregiver') AND g.line IN ('', ${line}) AND starts_with(r.area, g.area_code)
      GROUP BY p.id, r.area`;

export async function findShift({ db }: UnitOfWork, id: string): Promise<KeptShift | null> {
  const [row] = await db.$queryRaw<KeptShift[]>`SELECT ${COLUMNS} FROM duty_shift s WHERE s.id = ${id}::uuid`;
  return row ?? null;
}

export interface ShiftSaid extends OnDuty {
  readonly areaCode: string;
  readonly line: Line;
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
  readonly weekdays: readonly number[];
  readonly begins: number;
  readonly ends: number;
}

const dayDate = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);

export async function addShift({ db, actor }: UnitOfWork, cityCode: string, said: ShiftSaid): Promise<string> {
  const id = newId();
  const { validFrom, validTo, weekdays, ...rest } = said;
  const days = { validFrom: dayDate(validFrom), validTo: validTo && dayDate(validTo), weekdays: [...weekdays] };
  await db.dutyShift.create({ data: { id, cityCode, ...rest, ...days, saidBy: actor.personId } });
  return id;
}

/** Whether it was still as it was seen, and ends now with that day; one that had not begun never holds, and stays on record as that. */
export async function endShift(
  { db, actor }: UnitOfWork,
  shift: KeptShift,
  version: number,
  validTo: CalendarDay,
): Promise<boolean> {
  const where = { id: shift.id, version };
  const last = validTo < shift.validFrom ? shift.validFrom : validTo;
  const data = { validTo: dayDate(last), saidBy: actor.personId, version: { increment: 1 } };
  return (await db.dutyShift.updateMany({ where, data })).count === 1;
}

export async function saySwap({ db, actor }: UnitOfWork, shiftId: string, day: CalendarDay, { personId, deputyId }: OnDuty) {
  const said = { personId, deputyId, saidBy: actor.personId, saidAt: now() };
  const onDay = dayDate(day);
  await db.dutySwap.upsert({ where: { shiftId_onDay: { shiftId, onDay } }, create: { shiftId, onDay, ...said }, update: said });
}

export const forgetSwap = ({ db }: UnitOfWork, shiftId: string, day: CalendarDay) =>
  db.dutySwap.deleteMany({ where: { shiftId, onDay: dayDate(day) } });

/** Who may be on duty in an area: whoever's right to look after people covers it today. */
export const peopleForDuty = (
  { db }: UnitOfWork,
  areaCode: string,
  line: Line,
  day: CalendarDay,
): Promise<{ id: string; name: string }[]> => db.$queryRaw<{ id: string; name: string }[]>`
  SELECT DISTINCT p.id, p.name FROM person p JOIN role_grant g ON g.person_id = p.id
  WHERE p.state = 'active' AND g.role IN ('supervisor', 'caregiver') AND g.valid_from <= ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)
    AND g.line IN ('', ${line}) AND starts_with(${areaCode}, g.area_code)
  ORDER BY p.name, p.id LIMIT 300`;

/** Hours somebody still holds, first or as deputy, from a day on: shifts, and days of others' shifts. */
export interface DutyAhead {
  readonly shiftId: string;
  readonly areaCode: string;
  readonly begins: number;
  readonly ends: number;
  readonly isDeputy: boolean;
  readonly from: CalendarDay;
  /** the first day without it; null = until further notice */
  readonly to: CalendarDay | null;
  /** one day of somebody else's shift */
  readonly isSwap: boolean;
}

export const dutyAheadOf = ({ db }: UnitOfWork, personId: string, day: CalendarDay): Promise<DutyAhead[]> => db.$queryRaw<
  DutyAhead[]
>`
  SELECT s.id AS "shiftId", s.area_code AS "areaCode", s.begins, s.ends, s.deputy_id = ${personId}::uuid AS "isDeputy", s.valid_from::text AS "from", s.valid_to::text AS "to", false AS "isSwap"
  FROM duty_shift s WHERE ${personId}::uuid IN (s.person_id, s.deputy_id) AND (s.valid_to IS NULL OR s.valid_to > GREATEST(${day}::date, s.valid_from))
  UNION ALL
  SELECT s.id, s.area_code, s.begins, s.ends, w.deputy_id = ${personId}::uuid, w.on_day::text, (w.on_day + 1)::text, true
  FROM duty_swap w JOIN duty_shift s ON s.id = w.shift_id WHERE ${personId}::uuid IN (w.person_id, w.deputy_id) AND w.on_day >= ${day}::date
  ORDER BY "from", "areaCode" LIMIT 50`;

/** The areas right below one, by their code. */
export async function areasBelow({ db }: UnitOfWork, cityCode: string, areaCode: string, digits: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ code: string }[]>`
    SELECT DISTINCT code FROM area WHERE city_code = ${cityCode} AND length(code) = ${digits} AND starts_with(code, ${areaCode}) ORDER BY code LIMIT 200`;
  return rows.map(({ code }) => code);
}
