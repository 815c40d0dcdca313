import { FIXED, FORBIDDEN, type SitingProblem } from "./siting-problem";

/**
 * The one limit a bound looks at beside people's ways: `Σ amount[site] · opened ≤ most`. Every other limit is left out, which
 * makes the bound weaker and never wrong.
 */
export interface PickLimit {
  readonly amount: Float64Array;
  readonly most: number;
  /** the problem has no rule beside this one */
  readonly isAlone: boolean;
}

/** «So many sites» before money: the limit of unit amounts about most sites, else the one about most sites. */
export function pickLimit(problem: SitingProblem): PickLimit {
  const usable = problem.limits.filter(({ amount, most }) => most < Infinity && amount.every((own) => own >= 0));
  const isCount = (limit: (typeof usable)[number]) => limit.amount.every((own) => own === 1);
  const rank = (limit: (typeof usable)[number]) => (isCount(limit) ? problem.sites : 0) + limit.site.length;
  const best = usable.reduce<(typeof usable)[number] | null>(
    (first, next) => (first && rank(first) >= rank(next) ? first : next),
    null,
  );
  const amount = new Float64Array(problem.sites);
  best?.site.forEach((site, i) => (amount[site]! += best.amount[i]!));
  const isAlone =
    problem.limits.every((limit) => limit === best && limit.least <= leastOf(problem, limit.site)) &&
    problem.conflicts.length === 0 &&
    problem.needs.length === 0;
  return { amount, most: best?.most ?? Infinity, isAlone };
}

/** A «least» asks for nothing where opening more is always allowed up to it: unit counts of sites that are not forbidden. */
function leastOf({ state, limits }: SitingProblem, sites: Uint32Array): number {
  if (limits.length > 1) return 0;
  let free = 0;
  let fixed = 0;
  for (const site of sites) {
    if (state[site] === FIXED) fixed++;
    else if (state[site] !== FORBIDDEN) free++;
  }
  return limits[0]!.amount.every((own) => own === 1) ? Math.min(limits[0]!.most, fixed + free) : 0;
}
