// Decides what may be said of free places in one go: which words «all still right» says anew, what a form's numbers mean, how old
// a word is and which reminder it has reached. A word is said anew with its own numbers, never with what was made of them.
import { LARGEST_CLASS } from "./capacity";
import {
  isVacancyMonth,
  monthsBetween,
  statementFor,
  type StatementWay,
  type VacancyMonth,
  type VacancyStatement,
} from "./vacancy";

/** How far ahead anybody plans a start. */
export const MONTHS_AHEAD = 18;

const DAY_MS = 86_400_000;

/** How a city keeps words fresh, from its parameters. */
export interface Freshness {
  readonly freshDays: number;
  /** days after which an operator is reminded, in order */
  readonly nudgeDays: readonly number[];
}

export interface SaidVacancy {
  readonly classId: string;
  readonly startMonth: VacancyMonth;
  readonly taken: number | null;
  readonly held: number;
}

export type SaidProblem = "month" | "taken" | "held";

export function problemOf({ startMonth, taken, held }: SaidVacancy, thisMonth: VacancyMonth): SaidProblem | null {
  const ahead = isVacancyMonth(startMonth) ? monthsBetween(thisMonth, startMonth) : -1;
  if (ahead < 0 || ahead > MONTHS_AHEAD) return "month";
  if (taken !== null && !isCount(taken)) return "taken";
  return isCount(held) ? null : "held";
}

const isCount = (figure: number): boolean => Number.isInteger(figure) && figure >= 0 && figure <= LARGEST_CLASS;

export const wordOf = (said: SaidVacancy, how: StatementWay, confirmedAt: Date, { freshDays }: Freshness): VacancyStatement => ({
  ...said,
  ...{ how, confirmedAt, expiresAt: new Date(confirmedAt.getTime() + freshDays * DAY_MS) },
});

/** The words of one class that still speak of this month or a later one, the nearest first. */
export function standingWords(words: readonly VacancyStatement[], thisMonth: VacancyMonth, now: Date): VacancyStatement[] {
  const later = [...new Set(words.map(({ startMonth }) => startMonth))].filter((month) => month > thisMonth).sort();
  return [thisMonth, ...later].flatMap((month) => statementFor(words, month, now) ?? []);
}

/** «All still right»: every standing word of the classes, said anew; what was said of a month gone by is said of this one. */
export function saidAnew(
  words: readonly VacancyStatement[],
  classIds: readonly string[],
  thisMonth: VacancyMonth,
  how: StatementWay,
  at: Date,
  freshness: Freshness,
): VacancyStatement[] {
  return classIds.flatMap((classId) =>
    standingWords(
      words.filter((word) => word.classId === classId),
      thisMonth,
      at,
    ).map(({ startMonth, taken, held }) =>
      wordOf({ classId, startMonth: startMonth < thisMonth ? thisMonth : startMonth, taken, held }, how, at, freshness),
    ),
  );
}

/** Whole days since a word was said. */
export const daysOld = (confirmedAt: Date, now: Date): number => Math.floor((now.getTime() - confirmedAt.getTime()) / DAY_MS);

/** Which reminder a word has reached: 0 = none yet. */
export const nudgeStep = (confirmedAt: Date, { nudgeDays }: Freshness, now: Date): number =>
  nudgeDays.filter((days) => daysOld(confirmedAt, now) >= days).length;

/** never: nobody said anything · stale: families see «unknown» · ageing: a reminder is due · fresh */
export const WORD_AGES = ["stale", "ageing", "never", "fresh"] as const;
export type WordAge = (typeof WORD_AGES)[number];
export const isWordAge = (text: string): text is WordAge => (WORD_AGES as readonly string[]).includes(text);
