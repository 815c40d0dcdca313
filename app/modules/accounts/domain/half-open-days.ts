import { addDays, format, parseISO, subDays } from "date-fns";
import type { CalendarDay } from "~/shared/calendar-day";

/** People say the last day, records keep the first day on which something no longer holds. */
export const firstDayAfter = (lastDay: CalendarDay): CalendarDay => format(addDays(parseISO(lastDay), 1), "yyyy-MM-dd");

export const lastDayBefore = (validTo: CalendarDay): CalendarDay => format(subDays(parseISO(validTo), 1), "yyyy-MM-dd");
