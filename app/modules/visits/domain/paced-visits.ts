import type { CalendarDay } from "~/shared/calendar-day";
import { daysBetween } from "~/shared/half-open-days";

interface Paced {
  readonly opensOn: CalendarDay;
  readonly closesOn: CalendarDay;
  readonly targetOn: CalendarDay;
  /** an appointment stands for it already */
  readonly isAgreed: boolean;
}

/** Both days counted. */
const daysFrom = (from: CalendarDay, last: CalendarDay): number => daysBetween(from, last) + 1;

/**
 * Which visits belong into the days from `first` to `last`: all that close or are best made by then, all that are agreed, and of
 * those that may wait the share that these days are of the days left, so that nobody finds a month's visits on its last day. Those
 * that may wait are taken evenly along the list.
 */
export function pacedVisits(visits: readonly Paced[], first: CalendarDay, last: CalendarDay): boolean[] {
  let owing = 0;
  return visits.map(({ opensOn, closesOn, targetOn, isAgreed }) => {
    if (closesOn <= last || targetOn <= last) return true;
    const from = opensOn > first ? opensOn : first;
    owing += daysFrom(from, last) / daysFrom(from, closesOn);
    if (!isAgreed && owing < 1 - 1e-9) return false;
    owing -= 1;
    return true;
  });
}
