import type { SitingAnswer, SitingMeans } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";
import { assignedOf, gapOf } from "./serving-answer";
import { choiceWithin } from "./choice-within";
import { servePeople, waysOf, type NotServed } from "./serve-people";
import { servingOf } from "./serving";

/**
 * The p-median problem (Hakimi 1964): open sites so that people × way to the nearest one is least; where sites can be full, to
 * the nearest with room (people of one demand may be shared). Demands no allowed site reaches are listed and left out; every
 * other demand must be served.
 */
export function pMedian(problem: SitingProblem, means: SitingMeans): SitingAnswer | NotServed {
  const serving = servingOf(problem, { costOf: (cost) => cost, nobody: Infinity, isMerged: false });
  const found = servePeople(
    problem,
    serving,
    means,
    (objective, bound, sites) => means.told({ objective, bound, seconds: means.now(), sites }),
    problem.capacity ? {} : { firstChoice: () => choiceWithin(problem, Infinity, means) },
  );
  if (typeof found === "string") return found;
  // no way is shorter than nothing, whatever was not looked at
  const bound = Math.max(0, found.bound);
  const isProved = found.ended === "proved" || bound === found.value;
  return {
    kind: "answer",
    model: "p-median",
    objective: found.value,
    sites: found.sites,
    assigned: assignedOf(problem, serving, waysOf(serving, found.sites)),
    uncoverable: serving.uncoverable,
    bound,
    gap: gapOf(found.value, bound),
    proved: isProved,
    ended: isProved ? "proved" : found.ended,
  };
}
