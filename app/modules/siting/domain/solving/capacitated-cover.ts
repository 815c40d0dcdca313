import { capacitatedSetCover } from "./capacitated-set-cover";
import { servingOf } from "./serving";
import { assignedOf, gapOf } from "./serving-answer";
import { servePeople, waysOf, type NotServed } from "./serve-people";
import type { SitingAnswer, SitingMeans } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";

/**
 * Covering where sites can be full (Current & Storbeck 1988): within the radius and within each site's room, as many people as
 * possible (mclp, budget) or everybody with the fewest sites (lscp). People of one demand may go to several sites.
 */
export function capacitatedCover(problem: SitingProblem, means: SitingMeans): SitingAnswer | NotServed {
  const isSetCover = problem.model === "lscp";
  const serving = servingOf(problem, {
    costOf: (cost) => (cost <= problem.radius ? 0 : Infinity),
    nobody: isSetCover ? Infinity : 1,
    isMerged: true,
  });
  const all = serving.people.reduce((sum, own) => sum + own, 0);
  const told = (value: number | null, bound: number | null, sites: readonly number[]): void =>
    means.told({ objective: value, bound, seconds: means.now(), sites });
  const found = isSetCover
    ? capacitatedSetCover(problem, serving, means, told)
    : servePeople(problem, serving, means, (value, bound, sites) =>
        told(value === null ? null : all - value, bound === null ? null : all - Math.max(0, bound), sites),
      );
  if (typeof found === "string") return found;
  const objective = isSetCover ? found.value : all - found.value;
  const bound = isSetCover ? found.bound : all - Math.max(0, found.bound);
  const isProved = found.ended === "proved" || bound === objective;
  return {
    kind: "answer",
    model: problem.model,
    objective,
    sites: found.sites,
    assigned: assignedOf(problem, serving, waysOf(serving, found.sites)),
    uncoverable: serving.uncoverable,
    bound,
    gap: gapOf(objective, bound),
    proved: isProved,
    ended: isProved ? "proved" : found.ended,
  };
}
