import chineseDays from "chinese-days";
import type { CalendarDay } from "~/shared/calendar-day";

/** China's holidays and the weekends worked in their place, as announced each year; elsewhere Monday to Friday are workdays. */
const OF_CHINA = new Set(["Asia/Shanghai", "Asia/Urumqi"]);

export function workdays(timeZone: string): (day: CalendarDay) => boolean {
  if (OF_CHINA.has(timeZone)) return (day) => chineseDays.isWorkday(day);
  return (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
