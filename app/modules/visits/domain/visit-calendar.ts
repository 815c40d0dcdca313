import { tz } from "@date-fns/tz";
import { addDays, endOfQuarter, startOfISOWeek, startOfMonth, startOfQuarter } from "date-fns";
import type { CalendarDay } from "~/shared/calendar-day";

/** The calendar periods a rule can count in. A week begins on Monday. */
export const VISIT_PERIODS = ["week", "month", "quarter"] as const;
export type VisitPeriod = (typeof VISIT_PERIODS)[number];

/**
 * Whole quarters of days, numbered from 0, each with the period it lies in, so that asking about a day costs an array look-up.
 * `weekOf[day]` and its sisters give the first day of that period; a week may begin before day 0 and is then cut off there.
 */
export interface VisitCalendar {
  readonly days: readonly CalendarDay[];
  readonly indexOf: ReadonlyMap<CalendarDay, number>;
  /** for each kind of period and day: number of the period */
  readonly period: Readonly<Record<VisitPeriod, Int32Array>>;
  /** for each kind of period: the first day of each, and the day after its last */
  readonly begins: Readonly<Record<VisitPeriod, Int32Array>>;
  /** by day: 1 where people work, holidays and weekends worked in their place known; visits are best made then */
  readonly workday: Uint8Array;
}

const UTC = { in: tz("UTC") };

/** Every day from the quarter of `from` to the end of the quarter of `to`. */
export function visitCalendar(
  from: CalendarDay,
  to: CalendarDay,
  isWorkday: (day: CalendarDay) => boolean = () => true,
): VisitCalendar {
  const first = startOfQuarter(from, UTC);
  const last = endOfQuarter(to, UTC);
  const days: CalendarDay[] = [];
  const starts: Record<VisitPeriod, string[]> = { week: [], month: [], quarter: [] };
  for (let day = first; day <= last; day = addDays(day, 1, UTC)) {
    days.push(text(day));
    starts.week.push(text(startOfISOWeek(day, UTC)));
    starts.month.push(text(startOfMonth(day, UTC)));
    starts.quarter.push(text(startOfQuarter(day, UTC)));
  }
  const numbered = VISIT_PERIODS.map((period) => [period, numbers(starts[period])] as const);
  return {
    days,
    workday: Uint8Array.from(days, (day) => (isWorkday(day) ? 1 : 0)),
    indexOf: new Map(days.map((day, index) => [day, index])),
    period: Object.fromEntries(numbered.map(([period, { of }]) => [period, of])) as Record<VisitPeriod, Int32Array>,
    begins: Object.fromEntries(numbered.map(([period, { begins }]) => [period, begins])) as Record<VisitPeriod, Int32Array>,
  };
}

const text = (day: Date): CalendarDay => day.toISOString().slice(0, 10);

function numbers(starts: readonly string[]): { of: Int32Array; begins: Int32Array } {
  const of = new Int32Array(starts.length);
  const begins: number[] = [];
  starts.forEach((start, day) => {
    if (day === 0 || start !== starts[day - 1]) begins.push(day);
    of[day] = begins.length - 1;
  });
  return { of, begins: Int32Array.from([...begins, starts.length]) };
}
