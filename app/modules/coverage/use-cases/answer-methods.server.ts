import { inThread } from "~/platform/threads.server";
import type { CityGround } from "../domain/city-ground";
import type { CoverageQuery } from "../domain/coverage-query";
import type { MethodFigure, MethodsInput } from "../domain/methods-run";
import { methodsOf } from "../domain/read-query";
import { coverageKey } from "./answer-coverage.server";
import type { AskedOfThread } from "./asked-of-thread.server";
import { cityColumns } from "./city-columns.server";
import { Kept } from "./kept-answers.server";

const answers = new Kept<readonly MethodFigure[]>(48);

/**
 * One question by every method the city can answer by, computed in a worker thread when somebody wants to compare: the
 * figures themselves never wait for it. Nothing where there is one method only.
 * @param leaving aborted when whoever asked has left
 */
export const answerMethods = (
  ground: CityGround,
  query: CoverageQuery,
  leaving?: AbortSignal,
): Promise<readonly MethodFigure[]> =>
  answers.get(
    coverageKey(ground, query),
    async (stopped, progress) => {
      const methods = methodsOf(ground);
      if (methods.length < 2) return [];
      const { input, streets } = await cityColumns(ground, query, query.date, stopped);
      const asked: AskedOfThread<MethodsInput> = { input: { city: input, methods }, streets, progress: progress.memory };
      return inThread<typeof asked, MethodFigure[]>("coverage-methods", asked, stopped, progress);
    },
    leaving,
  );

/** How far this process is with the same question. */
export const howFarMethods = (ground: CityGround, query: CoverageQuery) => answers.howFar(coverageKey(ground, query));
