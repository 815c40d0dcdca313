import { FORBIDDEN, type SitingLimit, type SitingProblem } from "./siting-problem";

/** Refuses a question whose numbers do not fit together: whoever made it has an error, and no answer would mean anything. */
export function checkProblem(problem: SitingProblem): void {
  const { demands, sites, weight, links, radius, state, limits, conflicts, needs, capacity } = problem;
  insist(weight.length === demands && weight.every(isAmount), "weights are finite numbers ≥ 0, one a demand");
  insist(state.length === sites && state.every((one) => one <= FORBIDDEN), "a site is free, fixed or forbidden");
  insist(radius >= 0, "the radius is a number ≥ 0");
  const ends = links.start[demands];
  insist(links.start.length === demands + 1 && links.start[0] === 0, "links stand by demands");
  insist(ends === links.site.length && ends === links.cost.length, "links end where the last demand's end");
  insist(links.cost.every(isAmount), "costs are finite numbers ≥ 0");
  const seenBy = new Int32Array(sites).fill(-1);
  for (let demand = 0; demand < demands; demand++) {
    insist(links.start[demand]! <= links.start[demand + 1]!, "links stand by demands");
    for (let link = links.start[demand]!; link < links.start[demand + 1]!; link++) {
      const site = links.site[link]!;
      insist(site < sites && seenBy[site] !== demand, "a demand has one link to each site, and none to a site there is not");
      seenBy[site] = demand;
    }
  }
  const isSite = (site: number) => Number.isInteger(site) && site >= 0 && site < sites;
  for (const limit of limits)
    insist(isLimit(limit) && limit.site.every(isSite), `the limit «${limit.key}» is of sites there are`);
  insist(
    conflicts.every((group) => group.every(isSite)),
    "conflicts are of sites there are",
  );
  insist(
    needs.every(({ site, oneOf }) => isSite(site) && oneOf.every(isSite)),
    "needs are of sites there are",
  );
  insist(capacity === null || (capacity.length === sites && capacity.every((one) => one >= 0)), "capacities are numbers ≥ 0");
}

const isAmount = (value: number): boolean => value >= 0 && value < Infinity;

const isLimit = ({ site, amount, least, most }: SitingLimit): boolean =>
  site.length === amount.length && amount.every(Number.isFinite) && !Number.isNaN(least) && !Number.isNaN(most);

function insist(isTrue: boolean, sentence: string): void {
  if (!isTrue) throw new RangeError(`siting: ${sentence}`);
}
