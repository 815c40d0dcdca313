/** A day of the calendar as ISO text, `2025-12-31`: no clock, no zone, and it sorts as text. */
export type CalendarDay = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

export function isCalendarDay(text: string): boolean {
  const match = SHAPE.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Dated rows are half open: `[from, to)`, an absent end means «until further notice». */
export interface Dated {
  readonly from: CalendarDay;
  readonly to: CalendarDay | null;
}

export const holdsOn = (dated: Dated, day: CalendarDay): boolean => dated.from <= day && (dated.to === null || day < dated.to);
