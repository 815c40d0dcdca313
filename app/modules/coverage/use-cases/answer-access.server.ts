import { inThread } from "~/platform/threads.server";
import type { AccessInput, AccessResult } from "../domain/access-figures";
import type { AccessMeasure } from "../domain/access-run";
import type { CityGround, CoverageSite } from "../domain/city-ground";
import type { CoverageQuery } from "../domain/coverage-query";
import type { MethodStatement } from "../domain/method-statement";
import { coverageKey } from "./answer-coverage.server";
import type { AskedOfThread } from "./asked-of-thread.server";
import { cityColumns } from "./city-columns.server";
import { Kept } from "./kept-answers.server";

/** Why a question has no figure: beds and meals have no sum, and without capacities there is nothing to share. */
export type NoAccess = "several-types" | "no-capacity" | "no-sites";

export interface AccessAnswer {
  readonly ground: CityGround;
  readonly query: CoverageQuery;
  readonly measure: AccessMeasure;
  readonly method: MethodStatement;
  readonly sites: readonly CoverageSite[];
  readonly none: NoAccess | null;
  /** rows of `ground.areas` that are demand, in the order of the result's columns */
  readonly demandRows: Int32Array;
  readonly people: Float64Array;
  readonly parent: Int32Array;
  /** null where `none` says why */
  readonly result: AccessResult | null;
}

const answers = new Kept<AccessAnswer>(24);

/** Names question, measure and revision: answers are kept by it, and it is the ETag of everything derived. */
export const accessKey = (ground: CityGround, query: CoverageQuery, measure: AccessMeasure): string =>
  `${coverageKey(ground, query)}-${measure}`;

/**
 * What people have to draw on: loaded once a revision, computed in a worker thread, kept in memory.
 * @param leaving aborted when whoever asked has left; the thread then stops unless somebody else waits
 */
export const answerAccess = (
  ground: CityGround,
  query: CoverageQuery,
  measure: AccessMeasure,
  leaving?: AbortSignal,
): Promise<AccessAnswer> =>
  answers.get(
    accessKey(ground, query, measure),
    async (stopped, progress) => {
      const { method, sites, input, streets } = await cityColumns(ground, query, query.date, stopped);
      const none = noneFor(query, sites);
      const capacity = Float64Array.from(sites, ({ licensed }) => licensed ?? NaN);
      const asked: AskedOfThread<AccessInput> = { input: { city: input, capacity, measure }, streets, progress: progress.memory };
      const result = none ? null : await inThread<typeof asked, AccessResult>("coverage-access", asked, stopped, progress);
      return {
        ground,
        query,
        measure,
        method,
        sites,
        none,
        demandRows: input.demand.area,
        people: input.demand.people,
        parent: input.tree.parent,
        result,
      };
    },
    leaving,
  );

/** How far this process is with the same question. */
export const howFarAccess = (ground: CityGround, query: CoverageQuery, measure: AccessMeasure) =>
  answers.howFar(accessKey(ground, query, measure));

function noneFor({ types }: CoverageQuery, sites: readonly CoverageSite[]): NoAccess | null {
  if (types.length > 1) return "several-types";
  if (sites.length === 0) return "no-sites";
  return sites.some(({ licensed }) => licensed !== null) ? null : "no-capacity";
}
