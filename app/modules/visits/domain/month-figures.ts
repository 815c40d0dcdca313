import { ISOLATION_CATEGORIES, type DatedCategory, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import type { CalendarDay, Dated } from "~/shared/calendar-day";
import type { VisitChannel, VisitOutcome } from "./visit-log";

/** One resident and everything that happened in the month. */
export interface ResidentMonth {
  readonly areaCode: string;
  /** every stay on the register; who comes back has several */
  readonly registered: readonly Dated[];
  readonly categories: readonly DatedCategory[];
  readonly logs: readonly { readonly outcome: VisitOutcome; readonly channel: VisitChannel; readonly isPhoneEnough: boolean }[];
  readonly findings: number;
  readonly closed: number;
}

/** One line of 月度汇总表. Counts are people, except the last two, which are findings. */
export interface MonthFigures {
  /** 应访 */
  readonly due: number;
  /** 实访: seen, or spoken to where the rule allows it */
  readonly visited: number;
  /** of those visited: by a visit at home, or only by phone or video */
  readonly atHome: number;
  readonly byPhone: number;
  /** of those not visited, each under the last reason */
  readonly refused: number;
  readonly noAnswer: number;
  readonly inHospital: number;
  readonly away: number;
  /** not visited, and nobody tried, or for another reason */
  readonly notTried: number;
  readonly findings: number;
  readonly closed: number;
}

/** In the order of the form. */
export const FIGURE_KEYS = [
  "due",
  "visited",
  "atHome",
  "byPhone",
  "refused",
  "noAnswer",
  "inHospital",
  "away",
  "notTried",
  "findings",
  "closed",
] as const satisfies readonly (keyof MonthFigures)[];

/** The definition the figures follow, printed beside them. */
export const MONTH_BASIS = "2026-01";

/**
 * Who is due in a month (basis 2026-01): everyone on the register in one of the six categories on at least one day of it, those
 * who came or went within the month included. Days are [first, after).
 */
export function isDueIn(
  resident: Pick<ResidentMonth, "registered" | "categories">,
  first: CalendarDay,
  after: CalendarDay,
): boolean {
  return categoriesIn(resident, first, after).length > 0;
}

/** The categories that make somebody due in the month. */
export function categoriesIn(
  { registered, categories }: Pick<ResidentMonth, "registered" | "categories">,
  first: CalendarDay,
  after: CalendarDay,
): IsolationCategory[] {
  const stays = registered
    .map((stay) => ({ from: later(stay.from, first), to: sooner(stay.to, after) }))
    .filter(({ from, to }) => from < to);
  return ISOLATION_CATEGORIES.filter((category) =>
    categories.some(
      (each) =>
        each.category === category && stays.some(({ from, to }) => each.from < to && (each.to === null || each.to > from)),
    ),
  );
}

const later = (a: CalendarDay, b: CalendarDay): CalendarDay => (a > b ? a : b);
const sooner = (a: CalendarDay | null, b: CalendarDay): CalendarDay => (a !== null && a < b ? a : b);

export interface MonthTable {
  readonly total: MonthFigures;
  /** somebody with two categories counts once in the total and once in each */
  readonly byCategory: Readonly<Record<IsolationCategory, MonthFigures>>;
}

/** 月度汇总: the figures of these residents for the month [first, after). */
export function monthTable(residents: readonly ResidentMonth[], first: CalendarDay, after: CalendarDay): MonthTable {
  const total = emptyFigures();
  const byCategory = Object.fromEntries(ISOLATION_CATEGORIES.map((category) => [category, emptyFigures()])) as Record<
    IsolationCategory,
    Writable
  >;
  for (const resident of residents) {
    const theirs = categoriesIn(resident, first, after);
    if (theirs.length === 0) continue;
    const column = columnOf(resident);
    for (const figures of [total, ...theirs.map((category) => byCategory[category])]) {
      figures.due++;
      figures[column]++;
      if (column === "atHome" || column === "byPhone") figures.visited++;
      figures.findings += resident.findings;
      figures.closed += resident.closed;
    }
  }
  return { total, byCategory };
}

/** 月探访率: visited ÷ due, null where nobody was due (which is not 100 %). */
export const monthlyRate = ({ due, visited }: MonthFigures): number | null => (due === 0 ? null : visited / due);

/** In per cent with one decimal, never rounded up: 2,999 of 3,000 are not 100 %. */
export const ratePercent = ({ due, visited }: MonthFigures): number | null =>
  due === 0 ? null : Math.floor((visited * 1_000) / due) / 10;

type Writable = { -readonly [K in keyof MonthFigures]: MonthFigures[K] };

/** A month in which nobody was due and nothing happened. */
export const NO_FIGURES: MonthFigures = {
  due: 0,
  visited: 0,
  atHome: 0,
  byPhone: 0,
  refused: 0,
  noAnswer: 0,
  inHospital: 0,
  away: 0,
  notTried: 0,
  findings: 0,
  closed: 0,
};

const emptyFigures = (): Writable => ({ ...NO_FIGURES });

const COLUMN_OF: Partial<Record<VisitOutcome, "refused" | "noAnswer" | "inHospital" | "away">> = {
  ...{ refused: "refused", "no-answer": "noAnswer", "in-hospital": "inHospital", away: "away" },
};

/** In which of the columns that add up to «due» a resident stands. Logs are in the order they happened. */
function columnOf({ logs }: ResidentMonth): "atHome" | "byPhone" | "refused" | "noAnswer" | "inHospital" | "away" | "notTried" {
  const counted = logs.filter(countsAsVisit);
  if (counted.some(({ channel }) => channel === "home")) return "atHome";
  if (counted.length > 0) return "byPhone";
  return COLUMN_OF[logs.at(-1)?.outcome ?? "other"] ?? "notTried";
}

/** Seen, or spoken to: at home always, by phone or video where the rule allows it. */
export function countsAsVisit(log: {
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly isPhoneEnough: boolean;
}): boolean {
  if (log.outcome !== "seen" && log.outcome !== "spoken-to") return false;
  return log.channel === "home" || log.isPhoneEnough;
}

export type Light = "green" | "yellow" | "red" | "unknown";

/** 红黄绿: from which share a month is green, and from which it is yellow. Data with a source, given by the city. */
export interface LightLimits {
  readonly green: number;
  readonly yellow: number;
}

/** Never shown without its word. */
export function lightOf(rate: number | null, { green, yellow }: LightLimits): Light {
  if (rate === null) return "unknown";
  return rate >= green ? "green" : rate >= yellow ? "yellow" : "red";
}

export type LimitsProblem = "no-share" | "yellow-not-below" | "no-source";
const MOST_SOURCE = 200;

/** The first thing wrong with what somebody says of the lights, or null. Shares are of one. */
export function problemOfLimits({ green, yellow, source }: LightLimits & { readonly source: string }): LimitsProblem | null {
  if (![green, yellow].every((share) => Number.isFinite(share) && share >= 0 && share <= 1) || green === 0) return "no-share";
  if (yellow >= green) return "yellow-not-below";
  return source === "" || source.length > MOST_SOURCE ? "no-source" : null;
}
