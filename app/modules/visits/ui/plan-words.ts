import type { TFunction } from "i18next";

/** Minutes of the day as a clock shows them. */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

export const hoursText = (minutes: number): string => (minutes / 60).toFixed(1);
export const kmText = (metres: number): string => (metres / 1_000).toFixed(1);
export const shareText = (part: number, of: number): string => (of === 0 ? "–" : `${Math.round((100 * part) / of)}%`);

export const dayText = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language === "en" ? "en" : "zh-CN", {
    month: "numeric",
    day: "numeric",
    weekday: "short",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));

/** What a move adds, in words; nothing when it is free. */
export const moveText = (t: TFunction<"visits">, minutes: number, metres: number): string =>
  t("plan.move.cost", { minutes: minutes > 0 ? `+${minutes}` : minutes, km: `${metres > 0 ? "+" : ""}${kmText(metres)}` });
