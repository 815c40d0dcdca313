// Decides whether a place is open at an instant, by the clock of its own city, and when it opens next. Public holidays are in no
// weekly schedule: what is said of today is «by its usual hours», and the screen says so.
import { tz, TZDate } from "@date-fns/tz";
import { addDays, format } from "date-fns";
import { WEEK_DAYS, type Hours, type WeekDay } from "~/modules/catalog/domain/facility";
import type { CalendarDay } from "~/shared/calendar-day";

export type OpenNow =
  | { readonly kind: "open"; readonly until: string }
  | {
      readonly kind: "closed";
      readonly opensAt: string;
      readonly day: CalendarDay;
      readonly weekDay: WeekDay;
      readonly inDays: number;
    }
  | { readonly kind: "unknown" };

type Week = readonly Pick<Hours, "byDay" | "opensAt" | "closesAt">[];

export function openNow(hours: Week, at: Date, timeZone: string): OpenNow {
  const here = new TZDate(at.getTime(), timeZone);
  const clock = format(here, "HH:mm");
  const today = slotsOn(hours, weekDayOf(here));
  const running = today.filter(({ opensAt, closesAt }) => opensAt <= clock && clock < closesAt);
  const until = running
    .map(({ closesAt }) => closesAt)
    .sort()
    .at(-1);
  if (until !== undefined) return { kind: "open", until };
  for (let inDays = 0; inDays <= 7; inDays++) {
    const there = addDays(here, inDays, { in: tz(timeZone) });
    const weekDay = weekDayOf(there);
    const opens = slotsOn(hours, weekDay)
      .map(({ opensAt }) => opensAt)
      .filter((opensAt) => inDays > 0 || opensAt > clock)
      .sort()[0];
    if (opens !== undefined) return { kind: "closed", opensAt: opens, day: format(there, "yyyy-MM-dd"), weekDay, inDays };
  }
  return { kind: "unknown" };
}

/** `MO`, from Monday on, as schedules write it. */
const weekDayOf = (day: Date): WeekDay => WEEK_DAYS[(day.getDay() + 6) % 7]!;

const slotsOn = (hours: Week, day: WeekDay) => hours.filter(({ byDay }) => byDay.split(",").includes(day));

export interface DayHours {
  readonly day: WeekDay;
  readonly slots: readonly { readonly opensAt: string; readonly closesAt: string; readonly note: string }[];
}

/** The week from Monday on; a day without slots is one on which it stays shut. */
export const weekOf = (hours: readonly Hours[]): DayHours[] =>
  WEEK_DAYS.map((day) => ({
    day,
    slots: hours
      .filter(({ byDay }) => byDay.split(",").includes(day))
      .map(({ opensAt, closesAt, note }) => ({ opensAt, closesAt, note }))
      .sort((a, b) => (a.opensAt < b.opensAt ? -1 : 1)),
  }));
