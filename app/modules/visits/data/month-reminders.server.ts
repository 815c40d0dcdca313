import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";

/** A month that somebody above asked a unit for. */
export interface AskedMonth {
  readonly areaCode: string;
  readonly month: CalendarDay;
  readonly by: string | null;
  readonly at: string;
}

interface Whose {
  readonly cityCode: string;
  readonly line: Line;
}

/** Asks units for a month; whoever was asked today already is not asked again. Answers how many were. */
export const askForMonths = (
  { db, actor }: UnitOfWork,
  { cityCode, line }: Whose,
  areaCodes: readonly string[],
  month: CalendarDay,
  day: CalendarDay,
): Promise<number> => db.$executeRaw`
  INSERT INTO month_reminder (id, city_code, line, area_code, month, on_day, reminded_by)
  SELECT gen_random_uuid(), ${cityCode}, ${line}, area_code, ${month}::date, ${day}::date, ${actor.personId}::uuid FROM unnest(${areaCodes}::text[]) AS area_code
  ON CONFLICT DO NOTHING`;

/** What these units were asked for and have not handed in since, each month once, with who asked last. */
export const askedMonths = (
  { db }: UnitOfWork,
  { cityCode, line }: Whose,
  areaCodes: readonly string[],
): Promise<AskedMonth[]> => db.$queryRaw<AskedMonth[]>`
  SELECT DISTINCT ON (a.month, a.area_code) a.area_code AS "areaCode", a.month::text AS month, a.reminded_by AS by,
    to_char(a.reminded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
  FROM month_reminder a
  WHERE a.city_code = ${cityCode} AND a.line = ${line} AND a.area_code = ANY(${areaCodes}::text[]) AND NOT EXISTS (
    SELECT 1 FROM month_report m WHERE m.city_code = a.city_code AND m.line = a.line AND m.area_code = a.area_code AND m.month = a.month
      AND m.state IN ('submitted', 'locked'))
  ORDER BY a.month, a.area_code, a.reminded_at DESC`;
