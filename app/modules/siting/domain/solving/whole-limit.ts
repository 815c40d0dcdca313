import type { SitingLimit } from "./siting-problem";

const NEARLY = 1e-9;

/** Numbers of places and money in whole fen: such a limit is kept to the last one, since its sums are exact in doubles. */
export const isWholeLimit = ({ amount, least, most }: SitingLimit): boolean =>
  amount.every(Number.isInteger) &&
  [least, most].every((bound) => Number.isInteger(bound) || Math.abs(bound) === Infinity) &&
  amount.reduce((sum, one) => sum + Math.abs(one), 0) <= Number.MAX_SAFE_INTEGER;

/** By how much a sum of other amounts may pass its bound: what is left to rounding. */
export const roundingOf = (sum: number): number => NEARLY * Math.max(1, Math.abs(sum));
