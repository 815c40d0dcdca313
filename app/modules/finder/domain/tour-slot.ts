// When somebody may come and look: one hour, or the same hour of a weekday for some weeks, with so many places.
import { TZDate } from "@date-fns/tz";
import { addDays, format, parseISO } from "date-fns";
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";

/** As the form says it. */
export interface SlotsAsk {
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly places: string;
  /** 1 = this day only */
  readonly weeks: string;
}

export interface SlotTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export type SlotProblem = "day-shape" | "day-past" | "hour-shape" | "hour-order" | "places-shape" | "weeks-shape";
export type SlotProblems = Readonly<Partial<Record<keyof SlotsAsk, SlotProblem>>>;

export const MOST_PLACES = 200;
export const MOST_WEEKS = 26;
const LONGEST_HOURS = 8;

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

const instantOn = (day: CalendarDay, hour: string, timeZone: string): Date => {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const [h, m] = hour.split(":").map(Number) as [number, number];
  return new Date(new TZDate(year, month - 1, date, h, m, 0, timeZone).getTime());
};

/** The slots a form asks for, or what is wrong with it; weeks in which that hour is past are left out. */
export function readSlots(
  ask: SlotsAsk,
  now: Date,
  timeZone: string,
): { readonly slots: readonly SlotTimes[]; readonly places: number } | { readonly problems: SlotProblems } {
  const places = /^\d{1,3}$/.test(ask.places) ? Number(ask.places) : 0;
  const weeks = /^\d{1,2}$/.test(ask.weeks) ? Number(ask.weeks) : 0;
  const [isDay, isFrom, isUntil] = [isCalendarDay(ask.day), HOUR.test(ask.from), HOUR.test(ask.until)];
  const on = (n: number): SlotTimes => {
    const day = format(addDays(parseISO(ask.day), n * 7), "yyyy-MM-dd");
    return { startsAt: instantOn(day, ask.from, timeZone), endsAt: instantOn(day, ask.until, timeZone) };
  };
  const isWhole = isDay && isFrom && isUntil;
  const hours = isWhole ? (on(0).endsAt.getTime() - on(0).startsAt.getTime()) / 3_600_000 : 1;
  const slots = isWhole
    ? Array.from({ length: Math.min(weeks, MOST_WEEKS) }, (_, n) => on(n)).filter(({ startsAt }) => startsAt > now)
    : [];
  const problems: SlotProblems = {
    ...(isDay ? {} : { day: "day-shape" as const }),
    ...(isFrom ? {} : { from: "hour-shape" as const }),
    ...(isUntil ? {} : { until: "hour-shape" as const }),
    ...(isWhole && !(hours > 0 && hours <= LONGEST_HOURS) ? { until: "hour-order" as const } : {}),
    ...(places >= 1 && places <= MOST_PLACES ? {} : { places: "places-shape" as const }),
    ...(weeks >= 1 && weeks <= MOST_WEEKS ? {} : { weeks: "weeks-shape" as const }),
    ...(isWhole && hours > 0 && weeks >= 1 && slots.length === 0 ? { day: "day-past" as const } : {}),
  };
  return Object.keys(problems).length > 0 ? { problems } : { slots, places };
}

/** Until when one books, moves and cancels: so many hours before it begins. */
export const isBookable = (startsAt: Date, now: Date, hoursBefore: number): boolean =>
  startsAt.getTime() - now.getTime() >= hoursBefore * 3_600_000;
