import { homePoint } from "~/modules/residents/domain/home-position";
import { Prisma } from "~/platform/generated/prisma/client";
import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { CaregiverOnRecord, Days, Transport, VisitOnRecord, WeekdayHours } from "../domain/town-on-record";

/** Which visits and caregivers a plan is about. */
export interface PlanScope {
  readonly cityCode: string;
  readonly line: string;
  readonly areaCode: string;
  readonly firstOn: CalendarDay;
  readonly lastOn: CalendarDay;
  readonly timeZone: string;
}

/** A visit as it is owed or planned, but for where its resident lives and what is agreed. */
export type VisitRow = Omit<VisitOnRecord, "home" | "published" | "pinned" | "isPinKept" | "isCall" | "isOutside">;

/** What is owed, with the day on which it is best made. */
export type DueRow = VisitRow & { readonly targetOn: CalendarDay };

/** What a visit asks of whoever goes, as the register says. */
const ASKED = Prisma.sql`
  r.risk, r.needs_two AS "needsTwo", r.visit_from AS "visitFrom", r.visit_until AS "visitUntil", r.visitor_sex AS "visitorSex",
  r.visitor_skills AS "visitorSkills", r.languages, r.responsible_id AS "responsibleId", r.deputy_id AS "deputyId",
  ARRAY(SELECT w.person_id FROM resident_visitor_wish w WHERE w.resident_id = r.id AND w.wish = 'preferred' ORDER BY 1) AS preferred,
  ARRAY(SELECT w.person_id FROM resident_visitor_wish w WHERE w.resident_id = r.id AND w.wish = 'never' ORDER BY 1) AS never,
  COALESCE((SELECT json_agg(json_build_object('from', a.valid_from, 'to', a.valid_to) ORDER BY a.valid_from) FROM resident_absence a WHERE a.resident_id = r.id), '[]') AS absences`;

/** An instant of which only the minute of its day in the city counts. */
const minuteOf = (column: Prisma.Sql, timeZone: string) =>
  Prisma.sql`(extract(hour FROM ${column} AT TIME ZONE ${timeZone}) * 60 + extract(minute FROM ${column} AT TIME ZONE ${timeZone}))::int`;

/**
 * What is open for a visit in these days, by where it is.
 * @param leastMinutes the monthly floor says nothing of minutes; a visit takes some
 */
export const dueInScope = (
  { db }: UnitOfWork,
  scope: PlanScope,
  after: Date,
  leastMinutes: number,
): Promise<DueRow[]> => db.$queryRaw<DueRow[]>`
  SELECT d.target_on::text AS "targetOn", d.resident_id AS "residentId", d.line, d.area_code AS "areaCode", d.opens_on::text AS "opensOn", d.closes_on::text AS "closesOn", d.cause,
    d.cause_id AS "causeId", CASE d.minutes WHEN 0 THEN ${leastMinutes}::int ELSE d.minutes END AS minutes, d.is_phone_enough AS "isPhoneEnough",
    to_char(d.closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closesAt",
    CASE WHEN d.closes_at > ${after} THEN ${minuteOf(Prisma.sql`d.closes_at`, scope.timeZone)} END AS "closesAtMinute", ${ASKED}
  FROM due_visit d JOIN resident r ON r.id = d.resident_id
  WHERE d.city_code = ${scope.cityCode} AND d.line = ${scope.line} AND starts_with(d.area_code, ${scope.areaCode}) AND r.state = 'registered'
    AND d.opens_on <= ${scope.lastOn}::date
  ORDER BY d.area_code, d.resident_id, d.closes_on, d.id`;

/** A planned visit with what is asked of whoever goes. */
export interface PlannedRow extends VisitRow {
  readonly id: string;
  readonly personId: string;
  readonly day: CalendarDay;
  readonly minute: number;
  readonly endMinute: number;
  readonly channel: "home" | "phone";
  readonly isPinned: boolean;
  readonly pairId: string | null;
}

const planned = (timeZone: string) => Prisma.sql`
  SELECT p.id, p.resident_id AS "residentId", p.line, p.area_code AS "areaCode", p.due_opens_on::text AS "opensOn", p.due_closes_on::text AS "closesOn", p.cause,
    p.cause_id AS "causeId", p.minutes, p.is_phone_enough AS "isPhoneEnough", p.person_id AS "personId",
    to_char(p.due_closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closesAt", ${minuteOf(Prisma.sql`p.due_closes_at`, timeZone)} AS "closesAtMinute",
    to_char(p.begins_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, ${minuteOf(Prisma.sql`p.begins_at`, timeZone)} AS minute,
    ${minuteOf(Prisma.sql`p.ends_at`, timeZone)} AS "endMinute", p.channel, p.is_pinned AS "isPinned", p.pair_id AS "pairId", ${ASKED}
  FROM planned_visit p JOIN resident r ON r.id = p.resident_id`;

/** Appointments in force that touch the area, or these people, between two instants. */
export const publishedBetween = (
  { db }: UnitOfWork,
  { line, areaCode, timeZone }: Pick<PlanScope, "line" | "areaCode" | "timeZone">,
  personIds: readonly string[],
  from: Date,
  to: Date,
): Promise<PlannedRow[]> => db.$queryRaw<PlannedRow[]>`
  ${planned(timeZone)} WHERE p.is_published AND p.begins_at >= ${from} AND p.begins_at < ${to} AND p.line = ${line}
    AND (starts_with(p.area_code, ${areaCode}) OR p.person_id = ANY(${[...personIds]}::uuid[])) ORDER BY p.person_id, p.begins_at, p.id`;

/** Of these appointments those whose caregiver does not go, by id, and why. */
export async function rowsOfThoseOff({ db }: UnitOfWork, rows: readonly PlannedRow[]): Promise<Map<string, "left" | "absent">> {
  const found = await db.$queryRaw<{ id: string; off: "left" | "absent" }[]>`
    SELECT id, off FROM (SELECT id, visitor_off(person, day) AS off FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ personId }) => personId)}::uuid[],
      ${rows.map(({ day }) => day)}::date[]) AS asked (id, person, day)) told WHERE off IS NOT NULL`;
  return new Map(found.map(({ id, off }) => [id, off]));
}

export const plannedOfPlan = ({ db }: UnitOfWork, planId: string, timeZone: string): Promise<PlannedRow[]> =>
  db.$queryRaw<PlannedRow[]>`${planned(timeZone)} WHERE p.plan_id = ${planId}::uuid ORDER BY p.person_id, p.begins_at, p.id`;

/** The two days that a move of a visit touches, and the other days of its resident; nothing where the plan has no such visit. */
export const plannedAround = (
  { db }: UnitOfWork,
  planId: string,
  timeZone: string,
  { visitId, personId, day }: { readonly visitId: string; readonly personId: string; readonly day: CalendarDay },
): Promise<PlannedRow[]> => db.$queryRaw<PlannedRow[]>`
  ${planned(timeZone)} JOIN planned_visit moved ON moved.id = ${visitId}::uuid AND moved.plan_id = p.plan_id
  WHERE p.plan_id = ${planId}::uuid AND (p.resident_id = moved.resident_id
    OR p.person_id = moved.person_id AND (p.begins_at AT TIME ZONE ${timeZone})::date = (moved.begins_at AT TIME ZONE ${timeZone})::date
    OR p.person_id = ${personId}::uuid AND (p.begins_at AT TIME ZONE ${timeZone})::date = ${day}::date)
  ORDER BY p.person_id, p.begins_at, p.id`;

interface CaregiverRow {
  readonly id: string;
  readonly areaCode: string;
  readonly sex: string;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly transport: string;
  readonly cipher: string | null;
  readonly mostVisits: number;
  readonly mostMinutes: number;
  readonly from: CalendarDay;
  readonly to: CalendarDay | null;
  readonly hours: readonly WeekdayHours[];
  readonly absences: readonly Days[];
}

/** Where a caregiver's way begins is sealed for the caregiver's row. */
export const startPlaceOf = (personId: string): string => `caregiver.start_cipher.${personId}`;

const inScope = (scope: PlanScope, personIds: readonly string[]) => {
  const asked = [...personIds];
  return Prisma.sql`FROM caregiver c
    WHERE c.city_code = ${scope.cityCode} AND c.line = ${scope.line} AND account_active(c.person_id)
      AND c.valid_from <= ${scope.lastOn}::date AND (c.valid_to IS NULL OR c.valid_to > ${scope.firstOn}::date)
      AND ${asked.length > 0 ? Prisma.sql`c.person_id = ANY(${asked}::uuid[])` : Prisma.sql`starts_with(c.area_code, ${scope.areaCode})`}
    ORDER BY c.area_code, c.person_id`;
};

/** Who visits, where nobody asks whence and when. */
export async function caregiverIdsInScope({ db }: UnitOfWork, scope: PlanScope, personIds: readonly string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT c.person_id AS id ${inScope(scope, personIds)}`;
  return rows.map(({ id }) => id);
}

/** Who visits: these people, or everybody of the area, who is on the staff on any of these days. */
export async function caregiversInScope(
  { db }: UnitOfWork,
  scope: PlanScope,
  personIds: readonly string[],
): Promise<CaregiverOnRecord[]> {
  const rows = await db.$queryRaw<CaregiverRow[]>`
    SELECT c.person_id AS id, c.area_code AS "areaCode", c.sex, c.languages, c.skills, c.transport, c.start_cipher AS cipher, c.most_visits AS "mostVisits",
      c.most_minutes AS "mostMinutes", c.valid_from::text AS "from", c.valid_to::text AS "to",
      COALESCE((SELECT json_agg(json_build_object('weekday', h.weekday, 'begins', h.begins, 'ends', h.ends, 'breakFrom', h.break_from, 'breakUntil', h.break_until,
        'breakMinutes', h.break_minutes, 'onHolidays', h.on_holidays, 'from', h.valid_from, 'to', h.valid_to) ORDER BY h.weekday, h.valid_from) FROM caregiver_hours h WHERE h.person_id = c.person_id), '[]') AS hours,
      COALESCE((SELECT json_agg(json_build_object('from', a.valid_from, 'to', a.valid_to) ORDER BY a.valid_from) FROM caregiver_absence a WHERE a.person_id = c.person_id), '[]') AS absences
    ${inScope(scope, personIds)}`;
  return rows.map(({ cipher, from, to, transport, ...row }) => {
    const plain = cipher && unlessUnopened(() => openValue(cipher, startPlaceOf(row.id)));
    return {
      ...row,
      transport: transport as Transport,
      home: plain ? homePoint(plain) : null,
      employed: { from, to },
      begun: null,
    };
  });
}
