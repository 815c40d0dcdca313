import { Prisma } from "~/platform/generated/prisma/client";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { PlanDay } from "../domain/town-on-record";

/** Days as rows of `asked`: the day, its weekday, whether it is a holiday, and whether it is a weekend worked in one's place. */
export const daysAsked = (days: readonly PlanDay[]): Prisma.Sql => Prisma.sql`
  unnest(${days.map(({ day }) => day)}::date[], ${days.map(({ weekday }) => weekday)}::int[], ${days.map(({ isHoliday }) => isHoliday)}::boolean[],
    ${days.map(({ weekday, isWorkday }) => isWorkday && weekday > 5)}::boolean[]) AS asked (day, weekday, is_holiday, is_worked)`;

/** The hours `h` of `person` on the day `asked`, as a plan counts them. */
export const hoursThen = (person: Prisma.Sql): Prisma.Sql => Prisma.sql`
  LATERAL (SELECT o.begins, o.ends, o.break_minutes FROM (
      SELECT each.*, each.weekday = asked.weekday AS is_own FROM caregiver_hours each
      WHERE each.person_id = ${person} AND each.valid_from <= asked.day AND (each.valid_to IS NULL OR each.valid_to > asked.day)
        AND (each.weekday = asked.weekday OR (asked.is_worked AND each.weekday = 1))
      ORDER BY is_own DESC LIMIT 1) o
    WHERE NOT asked.is_holiday OR (o.is_own AND o.on_holidays)) h`;

/** Minutes that the caregivers of an area work on these days, breaks, holidays and absences taken out, at most what each may. */
export async function staffMinutes(
  { db }: UnitOfWork,
  cityCode: string,
  areaCode: string,
  days: readonly PlanDay[],
): Promise<number> {
  const [row] = await db.$queryRaw<{ minutes: number }[]>`
    SELECT COALESCE(sum(LEAST(h.ends - h.begins - h.break_minutes, c.most_minutes)), 0)::int AS minutes
    FROM ${daysAsked(days)}
      JOIN caregiver c ON c.valid_from <= asked.day AND (c.valid_to IS NULL OR c.valid_to > asked.day)
      CROSS JOIN ${hoursThen(Prisma.sql`c.person_id`)}
    WHERE c.city_code = ${cityCode} AND starts_with(c.area_code, ${areaCode}) AND account_active(c.person_id)
      AND NOT EXISTS (SELECT 1 FROM caregiver_absence a WHERE a.person_id = c.person_id AND a.valid_from <= asked.day AND a.valid_to > asked.day)`;
  return row!.minutes;
}
