import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";

/** An appointment in force of one person. */
export interface OwnVisit {
  readonly id: string;
  readonly residentId: string;
  /** null where the reader may not know */
  readonly name: string | null;
  readonly cell: string | null;
  readonly areaCode: string;
  readonly line: string;
  readonly day: CalendarDay;
  readonly minute: number;
  readonly endMinute: number;
  readonly channel: "home" | "phone";
  readonly cause: "rule" | "after-change" | "campaign";
  readonly minutes: number;
  readonly travelMinutes: number;
  readonly backMinutes: number;
  readonly isForTwo: boolean;
}

const minuteOf = (column: Prisma.Sql, timeZone: string) =>
  Prisma.sql`(extract(hour FROM ${column} AT TIME ZONE ${timeZone}) * 60 + extract(minute FROM ${column} AT TIME ZONE ${timeZone}))::int`;

/** Somebody's appointments in force between two instants, in their order; none to come with who left, is in hospital or away. */
export const ownVisits = (
  { db }: UnitOfWork,
  personId: string,
  timeZone: string,
  from: Date,
  to: Date,
): Promise<OwnVisit[]> => db.$queryRaw<OwnVisit[]>`
  WITH mine AS MATERIALIZED (
    SELECT * FROM planned_visit WHERE person_id = ${personId}::uuid AND is_published AND begins_at >= ${from} AND begins_at < ${to}
      AND (begins_at <= now() OR is_to_be_seen(resident_id, begins_at)) ORDER BY begins_at, id LIMIT 500
  ), told AS MATERIALIZED (SELECT * FROM whom_one_visits(ARRAY(SELECT resident_id FROM mine)))
  SELECT p.id, p.resident_id AS "residentId", COALESCE(r.name, o.name) AS name, COALESCE(r.cell, o.cell) AS cell, p.area_code AS "areaCode", p.line,
    to_char(p.begins_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, ${minuteOf(Prisma.sql`p.begins_at`, timeZone)} AS minute,
    ${minuteOf(Prisma.sql`p.ends_at`, timeZone)} AS "endMinute", p.channel, p.cause, p.minutes, p.travel_minutes AS "travelMinutes", p.back_minutes AS "backMinutes",
    p.pair_id IS NOT NULL AS "isForTwo"
  FROM mine p LEFT JOIN resident r ON r.id = p.resident_id LEFT JOIN told o ON o.id = p.resident_id ORDER BY p.begins_at, p.id`;

/** Somebody owed a visit whom a person answers for. */
export interface OwnDue {
  readonly id: string;
  readonly residentId: string;
  readonly name: string;
  readonly areaCode: string;
  readonly cell: string | null;
  readonly isResponsible: boolean;
  readonly closesOn: CalendarDay;
  readonly minutes: number;
  readonly isPhoneEnough: boolean;
}

/** What is owed up to a day to those a person is responsible or deputy for, by community and cell, what closes first before the others. */
export const ownDue = ({ db }: UnitOfWork, cityCode: string, personId: string, last: CalendarDay): Promise<OwnDue[]> =>
  db.$queryRaw<OwnDue[]>`
  SELECT d.id, d.resident_id AS "residentId", r.name, r.area_code AS "areaCode", r.cell, r.responsible_id IS NOT DISTINCT FROM ${personId}::uuid AS "isResponsible",
    d.closes_on::text AS "closesOn", d.minutes, d.is_phone_enough AS "isPhoneEnough"
  FROM resident r JOIN due_visit d ON d.resident_id = r.id
  WHERE (r.responsible_id = ${personId}::uuid OR r.deputy_id = ${personId}::uuid) AND r.state = 'registered' AND r.city_code = ${cityCode} AND d.opens_on <= ${last}::date
  ORDER BY r.area_code, r.cell NULLS LAST, d.closes_on, r.name COLLATE "C", d.id LIMIT 500`;

export interface AnsweredFor {
  readonly residentId: string;
  readonly isResponsible: boolean;
}

/** Everybody a person is responsible or deputy for: the own ones first. */
export const answeredFor = ({ db }: UnitOfWork, cityCode: string, personId: string): Promise<AnsweredFor[]> =>
  db.$queryRaw<AnsweredFor[]>`
  SELECT r.id AS "residentId", r.responsible_id IS NOT DISTINCT FROM ${personId}::uuid AS "isResponsible" FROM resident r
  WHERE (r.responsible_id = ${personId}::uuid OR r.deputy_id = ${personId}::uuid) AND r.state = 'registered' AND r.city_code = ${cityCode} AND r.erased_at IS NULL
  ORDER BY 2 DESC, r.area_code, r.cell NULLS LAST, r.id LIMIT 300`;
