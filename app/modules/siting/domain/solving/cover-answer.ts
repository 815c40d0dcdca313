import { isWithin } from "./cover-ground";
import { gapOf } from "./serving-answer";
import type { Assigned, SitingAnswer } from "./siting-answer";
import { FORBIDDEN, type SitingProblem } from "./siting-problem";

/** What a choice of sites covers, counted from the question itself. */
export interface CoverCount {
  readonly once: number;
  readonly twice: number;
  /** each covered demand to its nearest opened site; of equally near ones to the first */
  readonly assigned: readonly Assigned[];
}

export function countCover(problem: SitingProblem, sites: Iterable<number>): CoverCount {
  const { links, demands, weight } = problem;
  const isOpen = new Uint8Array(problem.sites);
  for (const site of sites) isOpen[site] = 1;
  const assigned: Assigned[] = [];
  let [once, twice] = [0, 0];
  for (let demand = 0; demand < demands; demand++) {
    let [covers, nearest] = [0, -1];
    for (let link = links.start[demand]!; link < links.start[demand + 1]!; link++) {
      if (!isOpen[links.site[link]!] || !isWithin(problem, link)) continue;
      covers++;
      if (nearest < 0 || isNearer(problem, link, nearest)) nearest = link;
    }
    if (covers === 0) continue;
    once += weight[demand]!;
    if (covers > 1) twice += weight[demand]!;
    assigned.push({ demand, site: links.site[nearest]!, cost: links.cost[nearest]!, people: weight[demand]! });
  }
  return { once, twice, assigned };
}

const isNearer = ({ links: { cost, site } }: SitingProblem, link: number, than: number): boolean =>
  cost[link]! < cost[than]! || (cost[link] === cost[than] && site[link]! < site[than]!);

/** Demands that no fixed or free site reaches. */
export function uncoverableOf(problem: SitingProblem): number[] {
  const { links, demands, state } = problem;
  const found: number[] = [];
  for (let demand = 0; demand < demands; demand++) {
    let isReached = false;
    for (let link = links.start[demand]!; link < links.start[demand + 1]! && !isReached; link++)
      isReached = state[links.site[link]!] !== FORBIDDEN && isWithin(problem, link);
    if (!isReached) found.push(demand);
  }
  return found;
}

/** Figures differ by less than this share of them only where machines round. */
const NEARLY = 1e-9;

/** The answer in full: what is known of the bound is rounded to what the figure can be at all. */
export function coverAnswer(
  problem: SitingProblem,
  sites: Iterable<number>,
  known: { readonly bound: number; readonly ended: SitingAnswer["ended"]; readonly step: number },
): SitingAnswer {
  const opened = [...new Set(sites)].sort((one, other) => one - other);
  const { once, twice, assigned } = countCover(problem, opened);
  const isNumber = problem.model === "lscp";
  const objective = isNumber ? opened.length : problem.model === "backup" ? twice : once;
  const reached = isNumber ? Math.min(known.bound, objective) : Math.max(known.bound, objective);
  const rounded = known.step > 0 ? inSteps(reached, known.step, isNumber) : reached;
  const isProved = Math.abs(rounded - objective) <= NEARLY * Math.max(1, Math.abs(objective));
  const bound = isProved ? objective : rounded;
  return {
    ...{ kind: "answer", model: problem.model, objective, sites: opened, assigned },
    uncoverable: uncoverableOf(problem),
    bound,
    gap: gapOf(objective, bound),
    proved: isProved,
    ended: isProved ? "proved" : known.ended,
  };
}

function inSteps(bound: number, step: number, isUp: boolean): number {
  const steps = bound / step;
  const room = 1e-6 + 1e-12 * Math.abs(steps);
  return (isUp ? Math.ceil(steps - room) : Math.floor(steps + room)) * step;
}

/** Every sum of these figures is a multiple of it: their greatest common divisor; 0 where they are no whole numbers. */
export function stepOf(weight: Float64Array): number {
  if (!weight.every(Number.isSafeInteger)) return 0;
  let step = 0;
  for (const one of weight) {
    for (let other = one; other !== 0;) [step, other] = [other, step % other];
    if (step === 1) return 1;
  }
  return step;
}
