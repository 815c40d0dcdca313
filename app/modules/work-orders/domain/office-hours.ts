// Nobody is rung at night for a form: an order that is neither a danger nor about water, power, gas or heating waits for the office.
import { TZDate } from "@date-fns/tz";
import { addDays, format } from "date-fns";
import type { CalendarDay } from "~/shared/calendar-day";
import { instantOn } from "./duty-roster";
import type { OrderClass } from "./work-order";

const OPENS = 8 * 60 + 30;
const CLOSES = 17 * 60 + 30;
/** Longer than any holiday. */
const MOST_DAYS = 30;

export const ringsInOffice = (of: OrderClass): boolean => of === "ordinary" || of === "complex";

/** When an office is open: now, or at the beginning of the next workday. */
export function whenOpen(at: Date, timeZone: string, isWorkday: (day: CalendarDay) => boolean): Date {
  const here = new TZDate(at.getTime(), timeZone);
  for (let n = 0; n < MOST_DAYS; n++) {
    const day = format(addDays(here, n), "yyyy-MM-dd");
    if (!isWorkday(day) || at >= instantOn(day, CLOSES, timeZone)) continue;
    return new Date(Math.max(at.getTime(), instantOn(day, OPENS, timeZone).getTime()));
  }
  return at;
}
