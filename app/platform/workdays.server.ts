import chineseDays from "chinese-days";
import type { CalendarDay } from "~/shared/calendar-day";

/** China's holidays and the weekends worked in their place, as announced each year; elsewhere Monday to Friday are workdays. */
const OF_CHINA = new Set(["Asia/Shanghai", "Asia/Urumqi"]);

/** Holidays by law, on the same days each year or of the lunar year; what is off beside them is announced year by year. */
const OF_LAW = new Set(["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]);
const OF_LUNAR_LAW = new Set(["1-1", "1-2", "1-3", "5-5", "8-15"]);

export interface Workdays {
  readonly isWorkday: (day: CalendarDay) => boolean;
  /** a public holiday, whatever weekday it is */
  readonly isHoliday: (day: CalendarDay) => boolean;
  /** its year's holidays are announced; where not, only those by law are known */
  readonly isKnown: (day: CalendarDay) => boolean;
}

export function workdays(timeZone: string): Workdays {
  if (!OF_CHINA.has(timeZone)) return { isWorkday: (day) => !isWeekend(day), isHoliday: () => false, isKnown: () => true };
  return {
    isWorkday: (day) => (isAnnounced(day) ? chineseDays.isWorkday(day) : !isWeekend(day) && !isByLaw(day)),
    isHoliday: (day) => (isAnnounced(day) ? chineseDays.isHoliday(day) && isNamed(day) : isByLaw(day)),
    isKnown: isAnnounced,
  };
}

const isWeekend = (day: CalendarDay): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The library names a day it knows something of «National Day,国庆节,3», any other by its weekday. */
const isNamed = (day: CalendarDay): boolean => chineseDays.getDayDetail(day).name.includes(",");
const isAnnounced = (day: CalendarDay): boolean => isNamed(`${day.slice(0, 4)}-10-01`);

function isByLaw(day: CalendarDay): boolean {
  if (OF_LAW.has(day.slice(5)) || day === chineseDays.getSolarTermDate(Number(day.slice(0, 4)), 4, "pure_brightness"))
    return true;
  const lunar = (at: CalendarDay): string => {
    const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(at);
    return isLeap ? "" : `${lunarMon}-${lunarDay}`;
  };
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return OF_LUNAR_LAW.has(lunar(day)) || lunar(next) === "1-1";
}
