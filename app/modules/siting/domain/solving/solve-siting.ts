import { solveBackup } from "./backup-cover";
import { checkProblem } from "./checked-problem";
import { coverAnswer, stepOf } from "./cover-answer";
import { keptExactly } from "./kept-exactly";
import { notFound, type SitingMeans, type SitingSolved } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";
import { CoverSolving } from "./solve-cover";
import { solveServing } from "./solve-serving";
import { whatToRelax } from "./what-to-relax";

/**
 * Chooses sites: the best choice within the time given, and how sure that is; what to relax where no choice keeps every limit;
 * or that none was found in time.
 */
export function solveSiting(problem: SitingProblem, given: SitingMeans): SitingSolved {
  checkProblem(problem);
  const means: SitingMeans = { ...given, solve: keptExactly(given.solve, () => given.now()) };
  if (problem.capacity) return solveServing(problem, means);
  switch (problem.model) {
    case "mclp":
    case "budget":
      return solveCover(problem, "people", means);
    case "lscp":
      return solveCover(problem, "number", means);
    case "backup":
      return solveBackup(problem, means);
    case "p-median":
    case "p-center":
      return solveServing(problem, means);
  }
}

function solveCover(problem: SitingProblem, goal: "people" | "number", means: SitingMeans): SitingSolved {
  const step = goal === "number" ? 1 : stepOf(problem.weight);
  const found = new CoverSolving(problem, goal, step, means).solve();
  if (found.sites) return coverAnswer(problem, found.sites, { ...found, step });
  return found.ended === "proved" ? whatToRelax(problem, means, goal === "number") : notFound(means);
}
