import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";

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

/** Told today already is told. */
export const addReminders = ({ db, actor }: UnitOfWork, rows: readonly ReminderRow[]) =>
  db.visitReminder.createMany({
    data: rows.map(({ month, day, ...row }) => ({
      ...row,
      month: dateOf(month),
      onDay: dateOf(day),
      remindedBy: actor.personId,
    })),
    skipDuplicates: true,
  });

/** The last reminder somebody got this month; null = none. */
export async function lastReminder(
  { db, actor }: UnitOfWork,
  month: CalendarDay,
): Promise<{ readonly day: CalendarDay; readonly missing: number } | null> {
  const row = await db.visitReminder.findFirst({
    where: { personId: actor.personId!, month: dateOf(month) },
    orderBy: [{ onDay: "desc" }, { id: "desc" }],
  });
  return row && { day: row.onDay.toISOString().slice(0, 10), missing: row.missing };
}
