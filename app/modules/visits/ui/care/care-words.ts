import type { CareList } from "../../domain/care-list";

export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const localeOf = (language: string): string => (language === "en" ? "en" : "zh-CN");

/** 11月22日 周日 · 22 Nov, Sun */
export const dayWords = (day: string, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { month: "short", day: "numeric", weekday: "short", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );

export const timeWords = (instant: string | number, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    ...{ month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone },
  }).format(new Date(instant));

export const areaWords = ({ areas }: CareList, code: string, language: string): string => {
  const area = areas[code];
  return area ? (language === "en" ? area.nameEn : area.name) : code;
};

export const kilobytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1024));
