import type { Limit } from "~/modules/coverage/domain/coverage-query";
import type { ReachMethod } from "~/modules/places/domain/reach";
import type { WalkerKey } from "~/modules/places/domain/walker";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Fen, Lat, Lon, Metres } from "~/shared/units";
import type { SitingModel } from "./solving/siting-problem";

/**
 * What a planner asks, in people's words: the most people reached, everybody reached by the fewest, two places within reach,
 * the shortest walks on average, the shortest of the longest walks.
 */
export const SITING_AIMS = ["most", "all", "twice", "shortest", "farthest"] as const;
export type SitingAim = (typeof SITING_AIMS)[number];

/** Where new ones may stand: where people live, idle premises, houses of other kinds, points somebody gave. */
export const CANDIDATE_SOURCES = ["communities", "premises", "facilities", "points"] as const;
export type CandidateSource = (typeof CANDIDATE_SOURCES)[number];
/** What may be chosen: a new place from one of these sources, or one that is there made larger. */
export type CandidateKind = CandidateSource | "extend";

/** A place somebody drew, typed or pasted. */
export interface DrawnPoint {
  readonly name: string;
  readonly lon: Lon;
  readonly lat: Lat;
  readonly build: Fen | null;
  readonly yearly: Fen | null;
  /** people it may serve */
  readonly capacity: number | null;
}

/** One group of people and what one of them weighs in the choice; the circle of its own where it has one. */
export interface WeighedGroup {
  readonly key: string;
  readonly weight: number;
  readonly limit: Limit | null;
}

/** One year's money for building; what it leaves goes to the next. */
export interface YearBudget {
  readonly year: number;
  readonly build: Fen;
}

/**
 * A second level of service sited in the same question: a place of it also offers what the lower level offers, so it reaches people
 * of both (Moore & ReVelle 1982, successively inclusive).
 */
export interface UpperLevel {
  /** the service of the upper level */
  readonly type: string;
  /** its own circle, for every group */
  readonly limit: Limit;
  /** how many new ones of it at most; null = as many as money and limits allow */
  readonly count: number | null;
  /** what a new one of it costs wherever it stands: a candidate's own cost is one of the lower level */
  readonly usualCost: { readonly build: Fen | null; readonly yearly: Fen | null };
  /** what one person within its reach counts beside one within reach of the lower level */
  readonly weight: number;
  /** a new lower one stands only so near an upper one, existing or new, as the crow flies; null = anywhere */
  readonly within: Metres | null;
}

/** Places that are there may hold more: each so many people more, for so much. */
export interface Extending {
  readonly people: number;
  readonly build: Fen | null;
  readonly yearly: Fen | null;
  /** how many of them at most; null = as many as the money allows */
  readonly most: number | null;
}

export interface SitingQuestion {
  /** services; a place counts if it offers any of them. The first gives the new ones their name */
  readonly types: readonly string[];
  /** the first is whom the figures tell of */
  readonly groups: readonly WeighedGroup[];
  readonly walker: WalkerKey;
  readonly limit: Limit;
  readonly method: ReachMethod;
  readonly date: CalendarDay;
  readonly aim: SitingAim;
  /** how many new ones at most, of two levels of the lower; null = as many as money and limits allow */
  readonly count: number | null;
  /** where the new ones stand and whose people count; "" = the whole city */
  readonly areaCode: string;
  readonly from: readonly CandidateSource[];
  /** stages of premises that may be chosen; none = all that are not dropped */
  readonly stages: readonly string[];
  readonly points: readonly DrawnPoint[];
  /** places that exist are kept; without, the question begins on an empty map */
  readonly isKeeping: boolean;
  /** planned and building ones count as being there */
  readonly isCountingPlanned: boolean;
  /** existing facilities that do not count, one by one */
  readonly off: readonly string[];
  /** candidates that must be among the new ones, and that must not */
  readonly must: readonly string[];
  readonly never: readonly string[];
  readonly budget: { readonly build: Fen | null; readonly yearly: Fen | null; readonly years: readonly YearBudget[] };
  /** what a new one costs where nobody said */
  readonly usualCost: { readonly build: Fen | null; readonly yearly: Fen | null };
  readonly perDistrict: { readonly least: number | null; readonly most: number | null };
  /** people one new place may serve where nobody said; null = as many as come */
  readonly capacity: number | null;
  /** null = new places alone; questions of before say nothing of it */
  readonly extend?: Extending | null;
  /** least distance between new ones, as the crow flies */
  readonly spacing: Metres | null;
  /** a new one may stand only where another service is so near, as the crow flies */
  readonly needs: { readonly type: string; readonly metres: Metres } | null;
  /** an upper level sited together with this one; null = none. Questions of before say nothing of it */
  readonly upper?: UpperLevel | null;
  /** how long may be looked for the best */
  readonly seconds: number;
}

export const COUNT_BOUNDS = { least: 1, most: 500 } as const;
export const SECONDS_BOUNDS = { least: 1, most: 600 } as const;
export const WEIGHT_BOUNDS = { least: 0.01, most: 100 } as const;
export const MOST_POINTS = 500;
/** Of a file of places. */
export const MOST_FILE_BYTES = 1024 * 1024;
export const MOST_YEARS = 10;
export const USUAL_COUNT = 8;
export const USUAL_UPPER = 1;
/** Aims two levels may have together. */
export const LEVEL_AIMS: readonly SitingAim[] = ["most", "all"];
export const USUAL_SECONDS = 30;

/** The whole of the money for building: the years' sum where it is given by years. */
export const buildBudget = ({ budget: { build, years } }: Pick<SitingQuestion, "budget">): Fen | null =>
  years.length > 0 ? years.reduce((sum, year) => sum + year.build, 0) : build;

/** Places hold only so many people: because of a number for all, or of one for some points. */
export const isRoomed = ({ capacity, from, points }: Pick<SitingQuestion, "capacity" | "from" | "points">): boolean =>
  capacity !== null || (from.includes("points") && points.some((point) => point.capacity !== null));

/** The model behind the words. */
export function modelOf(question: Pick<SitingQuestion, "aim" | "count" | "budget">): SitingModel {
  switch (question.aim) {
    case "most":
      return question.count === null && buildBudget(question) !== null ? "budget" : "mclp";
    case "all":
      return "lscp";
    case "twice":
      return "backup";
    case "shortest":
      return "p-median";
    case "farthest":
      return "p-center";
  }
}

/** Whether the question is about who is within a circle, or about how far everybody walks. */
export const isCovering = ({ aim }: Pick<SitingQuestion, "aim">): boolean => aim === "most" || aim === "all" || aim === "twice";

/** The same question with four times the time to look; null where it has all there is. */
export const moreTime = (question: SitingQuestion): SitingQuestion | null =>
  question.seconds < SECONDS_BOUNDS.most
    ? { ...question, seconds: Math.min(SECONDS_BOUNDS.most, Math.max(USUAL_SECONDS, 4 * question.seconds)) }
    : null;
