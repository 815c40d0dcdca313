import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";

export interface ReminderRow {
  readonly id: string;
  readonly cityCode: string;
  readonly line: string;
  readonly areaCode: string;
  readonly personId: string;
  readonly month: CalendarDay;
  readonly day: CalendarDay;
  readonly missing: number;
}

const dateOf = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);

/** Told today already is told. Answers how many were told now. */
export const addReminders = async ({ db, actor }: UnitOfWork, rows: readonly ReminderRow[]): Promise<number> => {
  const { count } = await db.visitReminder.createMany({
    data: rows.map(({ month, day, ...row }) => ({
      ...row,
      month: dateOf(month),
      onDay: dateOf(day),
      remindedBy: actor.personId,
    })),
    skipDuplicates: true,
  });
  return count;
};

/** What somebody was reminded of. */
export interface OwnReminder {
  readonly areaCode: string;
  readonly line: Line;
  readonly month: CalendarDay;
  readonly by: string | null;
  readonly at: string;
  /** how many were missing on that day */
  readonly missing: number;
}

/** Reminders somebody got since a day, the last of each area and month. */
export const ownReminders = (
  { db }: UnitOfWork,
  cityCode: string,
  personId: string,
  since: CalendarDay,
): Promise<OwnReminder[]> =>
  db.$queryRaw<OwnReminder[]>`
    SELECT DISTINCT ON (month, area_code) area_code AS "areaCode", line, month::text AS month, reminded_by AS by, missing,
      to_char(reminded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
    FROM visit_reminder WHERE person_id = ${personId}::uuid AND city_code = ${cityCode} AND on_day >= ${since}::date
    ORDER BY month, area_code, reminded_at DESC`;
