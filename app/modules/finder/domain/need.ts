// What a family looks for: which service, for whom, from when, how far, and what it must have. An address says it, so that a
// link, a bookmark and a page without scripts ask the same; whatever it says that is no answer is left out and named.
import { CARE_PATTERNS, type CarePattern, type PriceUnit } from "~/modules/catalog/domain/facility";
import { isVacancyMonth, monthAfter, monthsBetween, type VacancyMonth } from "~/modules/catalog/domain/vacancy";
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import type { Minutes } from "~/shared/units";
import { yearsFrom } from "./whole-years";

export const MINUTES_OFFERED: readonly Minutes[] = [5, 10, 15, 20, 30, 45];
export const MONTHS_AHEAD = 12;

/** What a place may have that somebody needs; on record each is yes, no or unknown. */
export const NEEDS = ["step-free", "lift", "pram-parking", "accessible-toilet"] as const;
export type NeedKey = (typeof NEEDS)[number];

/** 备案 is not a licence: either may be asked for, or both. */
export const PAPERS = ["licence", "filing"] as const;
export type Paper = (typeof PAPERS)[number];

export const OPEN_DAYS = ["weekday", "weekend"] as const;
export type OpenDay = (typeof OPEN_DAYS)[number];

export interface Wishes {
  readonly free: boolean;
  readonly inclusive: boolean;
  /** care fee at most, whole yuan */
  readonly mostYuan: number | null;
  readonly pattern: CarePattern | null;
  readonly openOn: OpenDay | null;
  /** wall clock `17:30`; with no day said, on weekdays */
  readonly openAt: string | null;
  readonly papers: readonly Paper[];
  /** the last published inspection left nothing open */
  readonly inspected: boolean;
  readonly needs: readonly NeedKey[];
}

export interface Need {
  readonly type: string;
  readonly born: CalendarDay | null;
  readonly start: VacancyMonth;
  readonly walker: string;
  readonly minutes: Minutes;
  readonly wishes: Wishes;
}

export const NO_WISHES: Wishes = {
  ...{ free: false, inclusive: false, mostYuan: null, pattern: null, openOn: null, openAt: null },
  ...{ papers: [], inspected: false, needs: [] },
};

/** What the city's registries know of a service. */
export interface TypeOffered {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** one character, drawn on the map */
  readonly symbol: string;
  readonly circleMinutes: Minutes | null;
  readonly walkerKey: string;
  /** a child's birth date decides the class */
  readonly isOfInfants: boolean;
  /** a free place means something */
  readonly countsPlaces: boolean;
  /** what a price is told in */
  readonly unit: PriceUnit;
}

export interface WalkerOffered {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Offered {
  readonly types: readonly TypeOffered[];
  readonly walkers: readonly WalkerOffered[];
  readonly today: CalendarDay;
}

export type NeedProblem =
  | { readonly field: "need"; readonly given: string }
  | { readonly field: "born"; readonly given: string; readonly why: "not-a-day" | "later-than-start" }
  | { readonly field: "start" | "walker" | "minutes" | "price" | "time" | "age"; readonly given: string };

export interface ReadNeed {
  readonly need: Need;
  readonly problems: readonly NeedProblem[];
  /** whoever looks said who walks; else it is the service's usual walker */
  readonly isOwnWalker: boolean;
}

export const MOST_YUAN = 99_999;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const USUAL_MINUTES: Minutes = 15;

export const firstDayOf = (month: VacancyMonth): CalendarDay => `${month}-01`;

/** The day one would start: the first of the month, or today where that is past. */
export const startDay = ({ start }: Pick<Need, "start">, today: CalendarDay): CalendarDay =>
  firstDayOf(start) < today ? today : firstDayOf(start);

/** Null: the city has no service at all. */
export function readNeed(params: URLSearchParams, { types, walkers, today }: Offered): ReadNeed | null {
  const problems: NeedProblem[] = [];
  const said = (name: string) => (params.get(name) ?? "").trim();
  const typed = said("need");
  const type = types.find(({ key }) => key === typed) ?? types.find(({ isOfInfants }) => isOfInfants) ?? types[0];
  if (!type) return null;
  if (typed !== "" && typed !== type.key) problems.push({ field: "need", given: typed });
  const thisMonth = today.slice(0, 7);
  const month = said("start");
  const isAhead =
    isVacancyMonth(month) && monthsBetween(thisMonth, month) >= 0 && monthsBetween(thisMonth, month) <= MONTHS_AHEAD;
  const start = isAhead ? month : thisMonth;
  if (month !== "" && !isAhead) problems.push({ field: "start", given: month });
  const walker = said("walker");
  const isOwnWalker = walkers.some(({ key }) => key === walker);
  if (walker !== "" && !isOwnWalker) problems.push({ field: "walker", given: walker });
  const minutes = minutesFrom(said("minutes"), usualMinutes(type), problems);
  const need: Need = {
    type: type.key,
    born: type.isOfInfants ? bornFrom(said("born"), startDay({ start }, today), problems) : null,
    start,
    walker: isOwnWalker ? walker : type.walkerKey,
    minutes,
    wishes: {
      free: said("free") === "1",
      inclusive: said("inclusive") === "1",
      mostYuan: yuanFrom(said("price"), problems),
      pattern: CARE_PATTERNS.find((pattern) => pattern === said("pattern")) ?? null,
      openOn: OPEN_DAYS.find((day) => day === said("open")) ?? null,
      openAt: timeFrom(said("time"), problems),
      papers: PAPERS.filter((paper) => params.getAll("papers").includes(paper)),
      inspected: said("inspected") === "1",
      needs: NEEDS.filter((key) => params.getAll("needs").includes(key)),
    },
  };
  // Only what a service for others than infants asks.
  const years = type.isOfInfants ? "" : said("age");
  if (years !== "" && yearsFrom(years) === null) problems.push({ field: "age", given: years });
  return { need, problems, isOwnWalker };
}

/** The type's own circle where it is one that is offered. */
export const usualMinutes = ({ circleMinutes }: Pick<TypeOffered, "circleMinutes">): Minutes =>
  MINUTES_OFFERED.find((offered) => offered === circleMinutes) ?? USUAL_MINUTES;

export const monthsOffered = (today: CalendarDay): VacancyMonth[] =>
  Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthAfter(today.slice(0, 7), ahead));

/** The day some words say, as people write days (2025年3月1日, 2025/3/1); what is no day stays as it is. */
export const dayWritten = (given: string): string =>
  /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(given)
    ? given
        .match(/\d+/g)!
        .map((part) => part.padStart(2, "0"))
        .join("-")
    : given;

function bornFrom(given: string, starts: CalendarDay, problems: NeedProblem[]): CalendarDay | null {
  if (given === "") return null;
  const day = dayWritten(given);
  if (!isCalendarDay(day)) problems.push({ field: "born", given, why: "not-a-day" });
  else if (day > starts) problems.push({ field: "born", given, why: "later-than-start" });
  else return day;
  return null;
}

function minutesFrom(given: string, usual: Minutes, problems: NeedProblem[]): Minutes {
  const minutes = MINUTES_OFFERED.find((offered) => String(offered) === given);
  if (minutes === undefined && given !== "") problems.push({ field: "minutes", given });
  return minutes ?? usual;
}

function yuanFrom(given: string, problems: NeedProblem[]): number | null {
  if (given === "") return null;
  const yuan = Number(given.replace(/^[¥￥]\s*|[,，]|元$/g, ""));
  if (Number.isInteger(yuan) && yuan >= 0 && yuan <= MOST_YUAN) return yuan;
  problems.push({ field: "price", given });
  return null;
}

function timeFrom(given: string, problems: NeedProblem[]): string | null {
  if (given === "") return null;
  const clock = given.replace("：", ":").padStart(5, "0");
  if (TIME.test(clock)) return clock;
  problems.push({ field: "time", given });
  return null;
}
