import type { YearBudget } from "./siting-question";
import { roundingOf } from "./solving/whole-limit";

/**
 * In which year each of the chosen places is built, so that people profit for the most years (Σ people × years open). The set is
 * chosen first, with all the money; then the order: money not spent in a year goes to the next, so a year's places must fit what
 * all years until then bring. Exact over all subsets up to `EXACT` places (dynamic programming), by gain for money beyond.
 */
export interface YearPlan {
  /** for each place the row of its year */
  readonly year: readonly number[];
  readonly years: readonly {
    readonly year: number;
    readonly budget: number;
    readonly spent: number;
    /** what is left for the next */
    readonly left: number;
    /** people reached by what is built until then, all together */
    readonly people: number;
  }[];
  readonly personYears: number;
  readonly isProved: boolean;
}

export const EXACT = 12;

/**
 * @param reached people the places of a set reach, the set as a mask of their rows; never less for more places
 * @param worth what a set is worth in the order; absent = the people it reaches
 * @param mayRun whether a set may be all that is built by the end of a year; all of them together may
 */
export function orderByYears(
  costs: readonly number[],
  years: readonly YearBudget[],
  reached: (open: readonly boolean[]) => number,
  mayRun: (open: readonly boolean[]) => boolean = () => true,
  worth = reached,
): YearPlan | null {
  const money = years.map((_, at) => years.slice(0, at + 1).reduce((sum, { build }) => sum + build, 0));
  const whole = costs.reduce((sum, cost) => sum + cost, 0);
  // whole fen are counted exactly; of other sums as much is left to rounding as where the places were chosen
  const isWhole = [...costs, ...money].every(Number.isInteger);
  const bounds = isWhole ? money : money.map((sum) => sum + roundingOf(sum));
  if (years.length === 0 || whole > bounds.at(-1)!) return null;
  const sets = costs.length <= EXACT ? exactSets(costs, bounds, worth, mayRun) : greedySets(costs, bounds, worth, mayRun);
  const year = costs.map((_, place) => sets.findIndex((open) => open[place]));
  let before = 0;
  const plan = years.map((each, at) => {
    const cost = costs.reduce((sum, one, place) => sum + (sets[at]![place] ? one : 0), 0);
    const spent = cost - before;
    before = cost;
    return { year: each.year, budget: each.build, spent, left: Math.max(0, money[at]! - cost), people: reached(sets[at]!) };
  });
  return {
    ...{ year, years: plan, isProved: costs.length <= EXACT },
    personYears: plan.reduce((sum, { people }) => sum + people, 0),
  };
}

/** Best value of each set at the end of each year: what is open stays open, so a year's set holds the last one's. */
function exactSets(
  costs: readonly number[],
  money: readonly number[],
  reached: (open: readonly boolean[]) => number,
  mayRun: (open: readonly boolean[]) => boolean,
): readonly (readonly boolean[])[] {
  const all = 1 << costs.length;
  const open = (mask: number) => costs.map((_, place) => (mask & (1 << place)) !== 0);
  const cost = new Float64Array(all);
  for (let mask = 1; mask < all; mask++) {
    const low = mask & -mask;
    cost[mask] = cost[mask ^ low]! + costs[31 - Math.clz32(low)]!;
  }
  const people = Float64Array.from({ length: all }, (_, mask) => reached(open(mask)));
  const isShut = Uint8Array.from({ length: all }, (_, mask) => (mayRun(open(mask)) ? 0 : 1));
  let value = new Float64Array(all).fill(-Infinity);
  value[0] = 0;
  const from: Int32Array[] = [];
  for (const [at, bound] of money.entries()) {
    const isLast = at === money.length - 1;
    const next = new Float64Array(all).fill(-Infinity);
    const back = new Int32Array(all).fill(-1);
    for (let mask = 0; mask < all; mask++) {
      if (cost[mask]! > bound || isShut[mask] || (isLast && mask !== all - 1)) continue;
      for (let part = mask; ; part = (part - 1) & mask) {
        const total = value[part]! + people[mask]!;
        if (total > next[mask]!) {
          next[mask] = total;
          back[mask] = part;
        }
        if (part === 0) break;
      }
    }
    value = next;
    from.push(back);
  }
  const sets: boolean[][] = [];
  for (let at = money.length - 1, mask = all - 1; at >= 0; mask = from[at]![mask]!, at--) sets.unshift(open(mask));
  return sets;
}

/** Year by year whatever still fits and adds most people for its money; the last year takes the rest. */
function greedySets(
  costs: readonly number[],
  money: readonly number[],
  reached: (open: readonly boolean[]) => number,
  mayRun: (open: readonly boolean[]) => boolean,
): readonly (readonly boolean[])[] {
  const open = costs.map(() => false);
  let spent = 0;
  return money.map((bound, at) => {
    for (;;) {
      const now = reached(open);
      let best: { readonly place: number; readonly worth: number } | null = null;
      for (const [place, cost] of costs.entries()) {
        if (open[place] || spent + cost > bound) continue;
        open[place] = true;
        const worth = (reached(open) - now + 1e-9) / Math.max(1, cost);
        const may = mayRun(open);
        open[place] = false;
        if (!may) continue;
        if (!best || worth > best.worth) best = { place, worth };
      }
      if (!best) break;
      open[best.place] = true;
      spent += costs[best.place]!;
    }
    return at === money.length - 1 ? costs.map(() => true) : [...open];
  });
}
