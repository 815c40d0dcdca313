import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { ListedDue } from "../domain/listed-due";
import { reportedAway } from "./reported-away.server";

export interface DueFilter {
  readonly areaCode: string;
  /** only whom this person answers for */
  readonly personId: string | null;
  readonly isOverdueOnly: boolean;
  /** only who is reported gone and waits to be verified */
  readonly isToVerifyOnly?: boolean;
}

const wanted = (
  cityCode: string,
  day: CalendarDay,
  { areaCode, personId, isOverdueOnly, isToVerifyOnly }: DueFilter,
) => Prisma.sql`
  d.city_code = ${cityCode} AND starts_with(d.area_code, ${areaCode})
  AND ${personId ? Prisma.sql`${personId}::uuid IN (r.responsible_id, r.deputy_id)` : Prisma.sql`true`}
  AND ${isToVerifyOnly ? Prisma.sql`w.resident_id IS NOT NULL` : Prisma.sql`true`}
  AND ${isOverdueOnly ? Prisma.sql`d.closes_on < ${day}::date` : Prisma.sql`d.opens_on <= ${day}::date + 27`}`;

/** Who is due, what closes first before the others; `after` is the last of the page before. */
export const listDue = (
  { db }: UnitOfWork,
  cityCode: string,
  day: CalendarDay,
  filter: DueFilter,
  after: { readonly closesOn: CalendarDay; readonly id: string } | null,
  most: number,
): Promise<ListedDue[]> => db.$queryRaw<ListedDue[]>`
  WITH waiting AS MATERIALIZED (${reportedAway(cityCode, filter.areaCode)})
  SELECT d.id, d.resident_id AS "residentId", r.name, d.area_code AS "areaCode", r.cell, r.responsible_id AS "responsibleId", d.opens_on::text AS "opensOn",
    d.closes_on::text AS "closesOn", to_char(d.closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "closesAt", d.target_on::text AS "targetOn", d.cause,
    d.cause_id AS "causeId", d.minutes, d.is_phone_enough AS "isPhoneEnough", d.is_carried_over AS "isCarriedOver", w.reported
  FROM due_visit d JOIN resident r ON r.id = d.resident_id LEFT JOIN waiting w ON w.resident_id = d.resident_id
  WHERE ${wanted(cityCode, day, filter)} AND ${after ? Prisma.sql`(d.closes_on, d.id) > (${after.closesOn}::date, ${after.id}::uuid)` : Prisma.sql`true`}
  ORDER BY d.closes_on, d.id LIMIT ${most}`;

export interface DueCounts {
  readonly overdue: number;
  readonly thisWeek: number;
  readonly later: number;
  /** people who are reported gone and wait to be verified: counted above all the same */
  readonly toVerify: number;
}

/** How many close before today, within seven days, and later. */
export async function countDue({ db }: UnitOfWork, cityCode: string, day: CalendarDay, filter: DueFilter): Promise<DueCounts> {
  const [row] = await db.$queryRaw<DueCounts[]>`
    WITH waiting AS MATERIALIZED (${reportedAway(cityCode, filter.areaCode)})
    SELECT count(*) FILTER (WHERE d.closes_on < ${day}::date)::int AS overdue,
      count(*) FILTER (WHERE d.closes_on >= ${day}::date AND d.closes_on < ${day}::date + 7)::int AS "thisWeek",
      count(*) FILTER (WHERE d.closes_on >= ${day}::date + 7)::int AS later, count(DISTINCT w.resident_id)::int AS "toVerify"
    FROM due_visit d ${filter.personId ? Prisma.sql`JOIN resident r ON r.id = d.resident_id` : Prisma.empty} LEFT JOIN waiting w ON w.resident_id = d.resident_id
    WHERE ${wanted(cityCode, day, { ...filter, isOverdueOnly: false, isToVerifyOnly: false })}`;
  return row!;
}

export const campaignNames = async ({ db }: UnitOfWork, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    (await db.campaign.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } })).map(({ id, name }) => [
      id,
      name,
    ]),
  );

/** Who answers for somebody is told by name to whoever may read of it. */
export async function namesOfPeople({ db }: UnitOfWork, ids: Iterable<string>): Promise<Record<string, string>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return {};
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`SELECT id, name FROM staff_names(${asked}::uuid[])`;
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
