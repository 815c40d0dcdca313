import { solveBackup } from "./backup-cover";
import { checkProblem } from "./checked-problem";
import { coverAnswer, stepOf } from "./cover-answer";
import type { SitingAnswer, SitingImpossible, SitingMeans } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";
import { CoverSolving } from "./solve-cover";
import { solveServing } from "./solve-serving";
import { whatToRelax } from "./what-to-relax";

/** Chooses sites: the best choice within the time given, and how sure that is; or what to relax where no choice keeps every limit. */
export function solveSiting(problem: SitingProblem, means: SitingMeans): SitingAnswer | SitingImpossible {
  checkProblem(problem);
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

function solveCover(problem: SitingProblem, goal: "people" | "number", means: SitingMeans): SitingAnswer | SitingImpossible {
  const step = goal === "number" ? 1 : stepOf(problem.weight);
  const found = new CoverSolving(problem, goal, step, means).solve();
  return found.sites ? coverAnswer(problem, found.sites, { ...found, step }) : whatToRelax(problem, means, goal === "number");
}
