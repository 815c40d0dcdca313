import type { CalendarDay } from "~/shared/calendar-day";
import { compareDays, type ComparedPopulation, type Comparison } from "../domain/compare-days";
import { answerCoverage, type CoverageAnswer } from "./answer-coverage.server";
import { editionOf } from "./city-columns.server";

export interface ComparedCoverage extends Comparison {
  readonly then: CoverageAnswer;
  readonly population: ComparedPopulation;
}

/** The same question on another day, with the people of the asked day: two editions of a census would hide what places did. */
export async function comparedCoverage(
  now: CoverageAnswer,
  day: CalendarDay | null,
  leaving?: AbortSignal,
): Promise<ComparedCoverage | null> {
  if (day === null) return null;
  const { ground, query } = now;
  const other = { ...query, date: day };
  const then = await answerCoverage(ground, other, query.date, leaving);
  const [used, own] = [editionOf(ground, query), editionOf(ground, other)];
  return { ...compareDays(now, then), then, population: { used, otherDays: own === used ? null : own } };
}
