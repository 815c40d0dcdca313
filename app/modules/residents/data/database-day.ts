import type { CalendarDay } from "~/shared/calendar-day";

/** A column of type date, as the driver hands it over, and back. */
export const dayOf = (date: Date): CalendarDay => date.toISOString().slice(0, 10);
export const dayOrNull = (date: Date | null): CalendarDay | null => (date ? dayOf(date) : null);
export const dateOf = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`);
export const dateOrNull = (day: CalendarDay | null): Date | null => (day === null ? null : dateOf(day));
