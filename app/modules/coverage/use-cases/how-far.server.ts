import { shareDone, type Counted, type HowFar } from "~/shared/progress";
import { WALK_BANDS } from "../domain/circles-run";
import type { CoverageQuery } from "../domain/coverage-query";
import { whatIfQuery } from "../domain/what-if-question";
import { howFarAccess } from "./answer-access.server";
import { howFarMethods } from "./answer-methods.server";
import { howFarCircles, howFarCoverage } from "./answer-coverage.server";
import { understoodAccess, type AskedAccess } from "./asked-access.server";

/** What a person may be waiting for: a page or a layer of the map. */
export const AWAITED = ["page", "access", "what-if", "places", "circles", "minutes", "points", "methods"] as const;
export type Awaited = (typeof AWAITED)[number];

/** How far an answer is. What is not known is not said: another web process may be the one that computes. */
export interface AnswerProgress {
  /** 0 … 1 of everything waited for; null = unknown */
  readonly share: number | null;
  /** what is gone through just now; null = nothing yet, or all is done */
  readonly now: { readonly counted: Counted; readonly done: number; readonly of: number } | null;
}

const UNKNOWN: AnswerProgress = { share: null, now: null };

/** How far this process is with what an address asks. */
export async function howFar(cityCode: string, awaited: Awaited, params: URLSearchParams): Promise<AnswerProgress> {
  const asked = await understoodAccess(cityCode, params);
  return asked ? together(partsOf(asked, awaited)) : UNKNOWN;
}

type Part = HowFar | "made" | null;

/** The computations one after another that make an answer. */
function partsOf({ ground, query, measure, compare }: AskedAccess, awaited: Awaited): Part[] {
  const figures = (of: CoverageQuery) => howFarCoverage(ground, of);
  switch (awaited) {
    case "page":
      return [figures(query), ...(compare ? [howFarCoverage(ground, { ...query, date: compare }, query.date)] : [])];
    case "places":
      return [figures(query)];
    case "access":
    case "points":
      return [howFarAccess(ground, query, measure)];
    case "what-if":
      return [figures(whatIfQuery(query, ground.streets !== null))];
    case "methods":
      return [howFarMethods(ground, query)];
    case "circles":
      return [figures(query), howFarCircles(ground, query)];
    case "minutes":
      return [figures(query), howFarCircles(ground, query, WALK_BANDS)];
  }
}

/** Parts weigh the same; one that has not begun is none of it. */
function together(parts: readonly Part[]): AnswerProgress {
  if (parts.every((part) => part === null)) return UNKNOWN;
  const shares = parts.map((part) => (part === "made" ? 1 : part === null ? 0 : shareDone(part)));
  const running = parts.find((part): part is HowFar => part !== null && part !== "made" && part.step > 0);
  return {
    share: shares.reduce((sum, share) => sum + share, 0) / parts.length,
    now: running ? { counted: running.counted, done: running.done, of: running.of } : null,
  };
}
