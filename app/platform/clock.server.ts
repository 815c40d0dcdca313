import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { CalendarDay } from "~/shared/calendar-day";

/** The only place that asks what time it is. */
export const now = (): Date => new Date();

/** Today in the city's own zone, `2025-12-31`. */
export const today = (timeZone = "Asia/Shanghai"): CalendarDay => format(new TZDate(now().getTime(), timeZone), "yyyy-MM-dd");
