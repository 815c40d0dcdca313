import { granted, type Verdict } from "~/shared/verdict";
import type { AccessMeasure } from "../domain/access-run";
import type { CityGround } from "../domain/city-ground";
import type { CoverageQuery } from "../domain/coverage-query";
import type { CalendarDay } from "~/shared/calendar-day";
import { accessKey, answerAccess, howFarAccess, type AccessAnswer } from "./answer-access.server";
import { answerCoverage, coverageKey, howFarCoverage, type CoverageAnswer } from "./answer-coverage.server";
import { comparedCoverage, type ComparedCoverage } from "./compared-coverage.server";
import { MachineTurns } from "./machine-turns.server";

interface Compared {
  readonly answer: CoverageAnswer;
  readonly compared: ComparedCoverage | null;
}

const coverageTurns = new MachineTurns<Compared>();
const accessTurns = new MachineTurns<AccessAnswer>();

/** The figures of a machine's question: at once where they are there or on their way, else in the machines' turn. */
export async function answerCoverageOfMachine(
  ground: CityGround,
  query: CoverageQuery,
  compare: CalendarDay | null,
  leaving: AbortSignal,
): Promise<Verdict<Compared, "too-many-waiting">> {
  const both = async (stopped: AbortSignal): Promise<Compared> => {
    const answer = await answerCoverage(ground, query, query.date, stopped);
    return { answer, compared: await comparedCoverage(answer, compare, stopped) };
  };
  const isKnown =
    howFarCoverage(ground, query) !== null &&
    (compare === null || howFarCoverage(ground, { ...query, date: compare }, query.date) !== null);
  if (isKnown) return granted(await both(leaving));
  return coverageTurns.get(`${coverageKey(ground, query)} ${compare ?? ""}`, both, leaving);
}

/** The same of access. */
export async function answerAccessOfMachine(
  ground: CityGround,
  query: CoverageQuery,
  measure: AccessMeasure,
  leaving: AbortSignal,
): Promise<Verdict<AccessAnswer, "too-many-waiting">> {
  const answer = (stopped: AbortSignal) => answerAccess(ground, query, measure, stopped);
  if (howFarAccess(ground, query, measure) !== null) return granted(await answer(leaving));
  return accessTurns.get(accessKey(ground, query, measure), answer, leaving);
}
