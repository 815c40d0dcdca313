import { servePeople, type NotServed } from "./serve-people";
import { servingOf } from "./serving";
import type { SitingMeans } from "./siting-answer";
import { FORBIDDEN, type SitingProblem } from "./siting-problem";
import { CoverSolving } from "./solve-cover";
import { VertexSwap } from "./vertex-swap";

const NEARLY = 1e-6;
const SHAKES = 10;

/**
 * Is there a choice with everybody within `radius` of an open site? Swaps look for one that leaves nobody out. Where they find
 * none and «so many sites» is the only rule, the fewest sites that cover everybody are asked for until it is known whether that
 * is few enough; with other rules, how few demands must be left out.
 */
export function choiceWithin(problem: SitingProblem, radius: number, means: SitingMeans): readonly number[] | NotServed {
  const everyOne: SitingProblem = { ...problem, capacity: null, weight: new Float64Array(problem.demands).fill(1) };
  const serving = servingOf(everyOne, { costOf: (cost) => (cost <= radius ? 0 : Infinity), nobody: 1, isMerged: true });
  const swaps = new VertexSwap(everyOne, serving);
  swaps.build();
  for (let i = 0; i < SHAKES && swaps.value > NEARLY && swaps.value < Infinity && means.now() < means.seconds; i++)
    swaps.shake(means.seed + i, 2 + (i % 3));
  if (swaps.value < NEARLY) return swaps.sites;
  const most = countAlone(problem);
  if (most !== null) return fewEnough({ ...everyOne, model: "lscp", radius, limits: [] }, most, means);
  let isSomebodyLeft = false;
  const found = servePeople(everyOne, serving, { ...means, told: () => {} }, () => {}, {
    isEnough: (value, bound) => {
      isSomebodyLeft ||= bound > NEARLY;
      return value < NEARLY || isSomebodyLeft;
    },
  });
  // a bound says that somebody is always left out, even where no choice was found that keeps every rule
  if (typeof found === "string") return isSomebodyLeft ? "impossible" : found;
  if (found.value < NEARLY) return found.sites;
  return found.bound > NEARLY ? "impossible" : "not in time";
}

/** The number of sites where that is the only rule; null where there are others, or it does not count every site. */
function countAlone({ limits, conflicts, needs, state, sites }: SitingProblem): number | null {
  const [limit, ...others] = limits;
  if (!limit || others.length > 0 || conflicts.length > 0 || needs.length > 0 || limit.least > 0) return null;
  const counted = new Uint8Array(sites);
  limit.site.forEach((site, i) => (counted[site] = limit.amount[i] === 1 ? 1 : 0));
  return state.every((own, site) => own === FORBIDDEN || counted[site] === 1) ? limit.most : null;
}

/** The fewest sites that cover everybody, as far as it takes to know whether they are at most `most`. */
function fewEnough(problem: SitingProblem, most: number, means: SitingMeans): readonly number[] | NotServed {
  let [fewest, least] = [Infinity, 0];
  const { sites, bound } = new CoverSolving(problem, "number", 1, {
    ...means,
    isStopped: () => means.isStopped() || fewest <= most || least > most,
    told: (progress) => {
      fewest = progress.objective ?? fewest;
      least = Math.ceil((progress.bound ?? 0) - NEARLY);
    },
  }).solve();
  if (sites && sites.length <= most) return sites;
  return Math.max(least, Math.ceil(bound - NEARLY)) > most ? "impossible" : "not in time";
}
