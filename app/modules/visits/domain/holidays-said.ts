import type { CalendarDay } from "~/shared/calendar-day";

/** What is known of public holidays between two days. */
export interface HolidaysSaid {
  readonly days: readonly CalendarDay[];
  /** years of which the holidays are not announced: only those by law are kept */
  readonly unknownYears: readonly string[];
}
