import type { SitingAnswer, SitingImpossible, SitingMeans } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";

/** Chooses sites: the best choice within the time given, and how sure that is; or what to relax where no choice keeps every limit. */
export function solveSiting(problem: SitingProblem, _means: SitingMeans): SitingAnswer | SitingImpossible {
  switch (problem.model) {
    case "mclp":
    case "budget":
    case "lscp":
    case "backup":
      throw new Error("not yet");
    case "p-median":
      throw new Error("not yet");
    case "p-center":
      throw new Error("not yet");
  }
}
