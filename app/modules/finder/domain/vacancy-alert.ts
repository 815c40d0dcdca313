// «Tell me when a place opens»: for which class by a birth month, from which month, near which place or at which facility. It speaks
// of a free place that whoever waits has not heard of, once. What was free when it was set they saw; what they were told of stays
// told until a fresh word says that the class is full, or it is no longer offered. «Unknown» says neither: a word that grew old and
// is said again is the same place. Assumes that nobody wants a second letter for a place that may never have been gone.
import { monthsOldOn } from "~/modules/catalog/domain/class-for-age";
import type { Vacancy } from "~/modules/catalog/domain/vacancy";
import type { GeoPoint } from "~/shared/geo-point";
import { isMonth, monthProblems } from "./enquiry";
import { readReach, type ReadPhone, type Reach } from "./reach";

export interface AlertAsk {
  readonly bornMonth: string;
  readonly startMonth: string;
  /** phone or mail, or "" = only on the page behind the link */
  readonly reach: string;
  readonly minutes: string;
}

/** What is sealed whole. */
export interface AlertSaid {
  readonly reach: Reach | null;
  readonly home: GeoPoint | null;
  /** as it was typed */
  readonly place: string;
  readonly bornMonth: string | null;
  readonly startMonth: string;
  readonly walker: string;
}

export type AlertProblem = "month-shape" | "month-order" | "month-missing" | "reach-shape" | "minutes-shape";
export type AlertProblems = Readonly<Partial<Record<keyof AlertAsk, AlertProblem>>>;
export const MINUTES = [10, 15, 20, 30, 45] as const;

export function alertProblems(ask: AlertAsk, thisMonth: string, needsBirth: boolean, readPhone: ReadPhone): AlertProblems {
  return {
    ...(monthProblems(ask, thisMonth) as AlertProblems),
    ...(ask.startMonth === "" ? { startMonth: "month-missing" as const } : {}),
    ...(needsBirth && ask.bornMonth === "" ? { bornMonth: "month-missing" as const } : {}),
    ...(ask.reach.trim() !== "" && !readReach(ask.reach, readPhone) ? { reach: "reach-shape" as const } : {}),
    ...(MINUTES.some((minutes) => String(minutes) === ask.minutes) ? {} : { minutes: "minutes-shape" as const }),
  };
}

/** Born in the middle of that month: whoever is near an edge of a class is told by asking. */
export const monthsAtStart = (bornMonth: string | null, startMonth: string): number | null =>
  bornMonth === null || !isMonth(bornMonth) ? null : monthsOldOn(`${bornMonth}-15`, `${startMonth}-15`);

export interface WatchedClass {
  readonly classId: string;
  readonly vacancy: Vacancy;
}

export interface Known {
  /** that it is free is known to whoever waits: they saw it or were told, and nobody has said «full» since */
  readonly wasFree: boolean;
  readonly openings: number;
}

export interface Look {
  readonly classId: string;
  /** known to be free by whoever waits, from now on */
  readonly isFree: boolean;
  /** counts up with each opening */
  readonly openings: number;
  readonly hasOpened: boolean;
}

/** What a look at the classes finds new; a class seen for the first time after the alert was set has opened when it is free. */
export const lookAt = (classes: readonly WatchedClass[], known: ReadonlyMap<string, Known>, isFirst: boolean): Look[] =>
  classes.map(({ classId, vacancy: { kind } }) => {
    const { wasFree = isFirst && kind === "free", openings = 0 } = known.get(classId) ?? {};
    const hasOpened = kind === "free" && !wasFree;
    const isFree = kind === "unknown" ? wasFree : kind === "free";
    return { classId, isFree, hasOpened, openings: openings + (hasOpened ? 1 : 0) };
  });
