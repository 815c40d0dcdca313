import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { CalendarDay } from "~/shared/calendar-day";

/** The only place that asks what time it is. */
export const now = (): Date => new Date();

/** The day of an instant in a city's own zone, `2025-12-31`. */
export const dayOf = (at: Date, timeZone = "Asia/Shanghai"): CalendarDay =>
  format(new TZDate(at.getTime(), timeZone), "yyyy-MM-dd");

/** Today in the city's own zone. */
export const today = (timeZone = "Asia/Shanghai"): CalendarDay => dayOf(now(), timeZone);
