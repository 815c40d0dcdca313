import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { PlanDay, Transport } from "../domain/town-on-record";
import { daysAsked, hoursThen } from "./staff-hours.server";

export interface CaregiverFilter {
  readonly areaCode: string;
  /** a part of the name, "" = everybody */
  readonly name: string;
  readonly isAwayOnly: boolean;
}

export interface ListedCaregiver {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly transport: Transport;
  /** the first day on which they visit no more */
  readonly to: CalendarDay | null;
  /** of the week that holds today */
  readonly weekMinutes: number;
  /** in the four weeks, breaks, holidays and absences taken out, at most what they may do in a day */
  readonly workMinutes: number;
  readonly awayKind: string | null;
  readonly awayTo: CalendarDay | null;
  readonly responsible: number;
  readonly deputy: number;
  /** of those they are responsible for, owed in the four weeks */
  readonly dueMinutes: number;
}

/** Who visits in a part of a city, by area and id; `days` are the four weeks from today; `after` is the last of the page before. Whoever has left is not listed. */
export const listCaregivers = (
  { db }: UnitOfWork,
  cityCode: string,
  days: readonly PlanDay[],
  { areaCode, name, isAwayOnly }: CaregiverFilter,
  after: { readonly areaCode: string; readonly id: string } | null,
  most: number,
): Promise<ListedCaregiver[]> => {
  const day = days[0]!.day;
  return db.$queryRaw<ListedCaregiver[]>`
  WITH page AS MATERIALIZED (
    SELECT c.person_id AS id, n.name, c.area_code, c.transport, c.valid_from, c.valid_to, c.most_minutes
    FROM caregiver c JOIN staff_names(ARRAY(SELECT person_id FROM caregiver WHERE city_code = ${cityCode} AND starts_with(area_code, ${areaCode}))) n ON n.id = c.person_id
    WHERE c.city_code = ${cityCode} AND starts_with(c.area_code, ${areaCode}) AND (c.valid_to IS NULL OR c.valid_to > ${day}::date)
      AND position(${name} in n.name) > 0
      AND ${isAwayOnly ? Prisma.sql`EXISTS (SELECT 1 FROM caregiver_absence a WHERE a.person_id = c.person_id AND a.valid_from <= ${day}::date AND a.valid_to > ${day}::date)` : Prisma.sql`true`}
      AND ${after ? Prisma.sql`(c.area_code, c.person_id) > (${after.areaCode}, ${after.id}::uuid)` : Prisma.sql`true`}
    ORDER BY c.area_code, c.person_id LIMIT ${most}
  ), asked AS (
    SELECT r.responsible_id AS id, count(DISTINCT r.id)::int AS residents, COALESCE(sum(d.minutes), 0)::int AS minutes
    FROM resident r LEFT JOIN due_visit d ON d.resident_id = r.id AND d.opens_on <= ${day}::date + 27
    WHERE r.state = 'registered' AND r.responsible_id IN (SELECT id FROM page) GROUP BY r.responsible_id
  ), deputies AS (
    SELECT deputy_id AS id, count(*)::int AS residents FROM resident WHERE state = 'registered' AND deputy_id IN (SELECT id FROM page) GROUP BY deputy_id
  ), work AS (
    SELECT p.id, sum(LEAST(h.ends - h.begins - h.break_minutes, p.most_minutes))::int AS minutes
    FROM page p CROSS JOIN ${daysAsked(days)} CROSS JOIN ${hoursThen(Prisma.sql`p.id`)}
    WHERE p.valid_from <= asked.day AND (p.valid_to IS NULL OR p.valid_to > asked.day) AND account_active(p.id)
      AND NOT EXISTS (SELECT 1 FROM caregiver_absence a WHERE a.person_id = p.id AND a.valid_from <= asked.day AND a.valid_to > asked.day)
    GROUP BY p.id
  )
  SELECT p.id, p.name, p.area_code AS "areaCode", p.transport, p.valid_to::text AS "to", a.kind AS "awayKind", a.valid_to::text AS "awayTo",
    (SELECT COALESCE(sum(h.ends - h.begins - h.break_minutes), 0)::int FROM caregiver_hours h
      WHERE h.person_id = p.id AND h.valid_from <= ${day}::date AND (h.valid_to IS NULL OR h.valid_to > ${day}::date)) AS "weekMinutes",
    COALESCE(w.minutes, 0) AS "workMinutes", COALESCE(q.residents, 0) AS responsible, COALESCE(v.residents, 0) AS deputy, COALESCE(q.minutes, 0) AS "dueMinutes"
  FROM page p LEFT JOIN asked q ON q.id = p.id LEFT JOIN deputies v ON v.id = p.id LEFT JOIN work w ON w.id = p.id
    LEFT JOIN caregiver_absence a ON a.person_id = p.id AND a.valid_from <= ${day}::date AND a.valid_to > ${day}::date
  ORDER BY p.area_code, p.id`;
};

/** Who holds a caregiver's role in an area and is none yet, by name. */
export const caregiversToBe = (
  { db }: UnitOfWork,
  areaCode: string,
  day: CalendarDay,
): Promise<{ id: string; name: string; areaCode: string }[]> => db.$queryRaw`
  SELECT id, name, area_code AS "areaCode" FROM caregivers_to_be(${areaCode}, ${day}::date) ORDER BY area_code, name COLLATE "C", id LIMIT 300`;
