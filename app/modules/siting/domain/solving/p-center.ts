import { choiceWithin } from "./choice-within";
import { gapOf } from "./serving-answer";
import { waysOf, type NotServed } from "./serve-people";
import { servingOf, type Serving } from "./serving";
import type { SitingAnswer, SitingMeans } from "./siting-answer";
import type { SitingProblem } from "./siting-problem";
import { VertexSwap } from "./vertex-swap";

/**
 * The p-center problem (Hakimi 1964): open sites so that the longest way of anybody is shortest. The answer is one of the costs
 * in the table; bisection asks for each whether a choice covers everybody within it (Minieka 1970). Demands no allowed site reaches are listed and left out.
 */
export function pCenter(problem: SitingProblem, means: SitingMeans): SitingAnswer | NotServed {
  const serving = servingOf({ ...problem, capacity: null }, { costOf: (cost) => cost, nobody: Infinity, isMerged: false });
  const isOver = (): boolean => means.now() >= means.seconds || means.isStopped();
  let sites: readonly number[] | null = null;
  // nobody's way is shorter than to their own nearest site
  const floor = floorOf(serving);
  let radii = Float64Array.from(new Set(serving.cost))
    .sort()
    .filter((cost) => cost >= floor);
  let longest = Infinity;
  const bound = (): number => (radii.length > 0 ? Math.min(radii[0]!, longest) : longest);
  const found = (better: readonly number[]): void => {
    const reach = reachOf(serving, better);
    if (reach >= longest && sites) return;
    sites = better;
    longest = reach;
    radii = radii.filter((cost) => cost < longest);
    means.told({ objective: longest, bound: bound(), seconds: means.now(), sites: better });
  };
  const swaps = new VertexSwap(problem, serving);
  if (swaps.build() && swaps.value < Infinity) found(swaps.sites);
  if (serving.demands === 0 && !sites) {
    const any = choiceWithin(problem, Infinity, means);
    if (typeof any === "string") return any;
    found(any);
  }
  while (radii.length > 0 && !isOver()) {
    const radius = radii[sites ? (radii.length - 1) >> 1 : radii.length - 1]!;
    const within = choiceWithin(problem, radius, means);
    if (typeof within !== "string") found(within);
    else if (!sites) return within;
    else if (within === "impossible") radii = radii.filter((cost) => cost > radius);
    else break;
  }
  if (!sites) return "not in time";
  const isProved = radii.length === 0 || bound() === longest;
  return {
    kind: "answer",
    model: "p-center",
    objective: longest,
    sites,
    assigned: waysOf(serving, sites).map(({ row, site, cost, people }) => ({ demand: serving.member[row]!, site, cost, people })),
    uncoverable: serving.uncoverable,
    bound: bound(),
    gap: gapOf(longest, bound()),
    proved: isProved,
    ended: isProved ? "proved" : means.isStopped() ? "stopped" : "time",
  };
}

function floorOf({ demands, start, cost }: Serving): number {
  let floor = 0;
  for (let d = 0; d < demands; d++) floor = Math.max(floor, cost[start[d]!]!);
  return floor;
}

/** The longest way when everybody goes to the nearest of `sites`; Infinity where somebody reaches none. */
function reachOf(serving: Serving, sites: readonly number[]): number {
  const ways = waysOf(serving, sites);
  return ways.length < serving.demands ? Infinity : ways.reduce((most, { cost }) => Math.max(most, cost), 0);
}
