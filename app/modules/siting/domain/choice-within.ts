import { servingOf } from "./serving";
import { servePeople, type NotServed } from "./serve-people";
import type { SitingMeans } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";

const NEARLY = 1e-6;

/**
 * Is there a choice with everybody within `radius` of an open site? As few demands as possible are left out: none, and there is
 * one; a bound above none, and it is impossible.
 */
export function choiceWithin(problem: SitingProblem, radius: number, means: SitingMeans): readonly number[] | NotServed {
  const everyOne = { ...problem, capacity: null, weight: new Float64Array(problem.demands).fill(1) };
  const serving = servingOf(everyOne, { costOf: (cost) => (cost <= radius ? 0 : Infinity), nobody: 1, isMerged: true });
  if (serving.uncoverable.length > radiusless(problem)) return "impossible";
  const found = servePeople(everyOne, serving, means, () => undefined, {
    isEnough: (value, bound) => value < NEARLY || bound > NEARLY,
  });
  if (typeof found === "string") return found;
  if (found.value < NEARLY) return found.sites;
  return found.bound > NEARLY ? "impossible" : "not in time";
}

/** Demands no allowed site reaches at any cost: they are listed, and nobody waits for them. */
function radiusless(problem: SitingProblem): number {
  return servingOf(problem, { costOf: (cost) => cost, nobody: 1, isMerged: false }).uncoverable.length;
}
