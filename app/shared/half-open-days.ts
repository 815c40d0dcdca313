import { addDays, differenceInCalendarDays, format, parseISO, subDays } from "date-fns";
import type { CalendarDay } from "./calendar-day";

/** People say the last day, records keep the first day on which something no longer holds. */
export const firstDayAfter = (lastDay: CalendarDay): CalendarDay => format(addDays(parseISO(lastDay), 1), "yyyy-MM-dd");

export const lastDayBefore = (validTo: CalendarDay): CalendarDay => format(subDays(parseISO(validTo), 1), "yyyy-MM-dd");

/** From one day to another: 1 from today to tomorrow. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number => differenceInCalendarDays(parseISO(to), parseISO(from));
