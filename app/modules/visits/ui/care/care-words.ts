import type { TFunction } from "i18next";
import type { FormProblem } from "../../domain/care-form";
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

/** 10:18 · with its day where it is not that of `now` */
export function hourWords(at: number, now: number, timeZone: string): string {
  const [day, hour] = [
    new Intl.DateTimeFormat("en-GB", { month: "numeric", day: "numeric", timeZone }),
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }),
  ];
  const isToday = day.format(at) === day.format(now);
  const [date, month] = day.format(at).split("/").map(Number) as [number, number];
  return isToday ? hour.format(at) : `${month}/${date} ${hour.format(at)}`;
}

export const areaWords = ({ areas }: CareList, code: string, language: string): string => {
  const area = areas[code];
  return area ? (language === "en" ? area.nameEn : area.name) : code;
};

export const kilobytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1024));

/** What stands in the way of saving: what only the phone's form asks has its words here, the rest is said as at the desk. */
export const problemWords = (problem: FormProblem, t: TFunction<"care">, say: TFunction<"visits">): string =>
  problem === "no-condition" || problem === "no-reason" || problem === "no-deed"
    ? t(`open.${problem}`)
    : say(`refusal.${problem}`);

/** Reasons the server gives that have words of their own. */
const WHYS = new Set([
  ...[
    "other-content",
    "not-permitted",
    "not-there",
    "not-registered",
    "in-the-future",
    "too-long-ago",
    "too-large",
    "no-consent",
  ],
  ...["no-picture", "too-many-photos", "visit-refused", "visit-not-here", "other-author", "busy", "server", "key-unknown"],
  ...["unanswered", "restored", "does-not-open", "not-readable", "no-ticket", "does-not-fit", "no-minutes", "seen-by-phone"],
  ...["seen-in-no-time", "too-long-text", "no-time", "no-outcome", "no-channel", "no-purpose", "no-id", "other-id"],
  ...["no-such-city", "unknown-kind", "desk-full"],
]);

/** A reason in words, never as the key it is. */
export const whyWords = (why: string, t: TFunction<"care">): string => t(`outbox.why.${WHYS.has(why) ? why : "unknown"}`);
