import type { CalendarDay } from "~/shared/calendar-day";

/** The demo city's clocks. */
const OFFSET = "+08:00";

/** An instant by minutes after midnight there. */
export const atMinute = (day: CalendarDay, minute: number): string =>
  `${day}T${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00${OFFSET}`;
