import { tz, TZDate } from "@date-fns/tz";
import { addDays, format, startOfDay } from "date-fns";
import type { CalendarDay } from "./calendar-day";

/** Hours of the day in which somebody answers, in minutes since midnight. */
export interface OpenHours {
  readonly from: number;
  readonly until: number;
}

/** Longer than any run of days on which nobody answers. */
const MOST_DAYS = 60;

/** So many minutes of the hours in which somebody answers later: what is left of today's, then those of the days that follow. */
export function afterOpenMinutes(
  at: Date,
  minutes: number,
  { from, until }: OpenHours,
  timeZone: string,
  isOpen: (day: CalendarDay) => boolean = () => true,
): Date {
  if (until <= from) throw new Error(`hours from minute ${from} until ${until}: expected an end after the beginning`);
  const zone = { in: tz(timeZone) };
  const midnight = startOfDay(new TZDate(at.getTime(), timeZone), zone);
  let left = minutes * 60_000;
  for (let days = 0, shut = 0; ; days++) {
    const day = addDays(midnight, days, zone);
    if (!isOpen(format(day, "yyyy-MM-dd")) && ++shut <= MOST_DAYS) continue;
    const hour = (minute: number): number =>
      new TZDate(day.getTime(), timeZone).setHours(Math.floor(minute / 60), minute % 60, 0, 0);
    const begins = Math.max(at.getTime(), hour(from));
    const open = Math.max(0, hour(until) - begins);
    if (left <= open) return new Date(begins + left);
    left -= open;
  }
}
