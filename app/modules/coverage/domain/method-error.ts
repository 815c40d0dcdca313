import type { ReachMethod } from "~/modules/places/domain/reach";

/**
 * How wrong each method is, for homes beside the streets of four towns, measured by `npm run bench printed-errors` with the
 * app's own fit (the table stands in docs/benchmarks.md). Towns differ, so the widest is printed. A circle and sectors are
 * judged by the walk on the network; the network by itself with a twentieth of its edges gone, which is what a map may lack
 * or draw though it is closed: that it is a twentieth is assumed. Sectors learned from streets inherit that too.
 */
export interface MethodError {
  readonly of: keyof typeof ERRORS;
  /** homes shared with the real walk, intersection ÷ union: the mean of the town it suits least and of the one it suits best */
  readonly shared: number;
  readonly sharedAtBest: number;
  /** what the worst tenth of places stays below in the town it suits least */
  readonly worstTenth: number;
  /** real walk ÷ walk said: eight of ten places of each town lie between */
  readonly low: number;
  readonly high: number;
  readonly source: string;
}

const MEASURED =
  "波特兰、赫尔辛基、列支敦士登、安道尔路网实测，387 个起点，街旁住处，900 米，取四地中最宽，2026-11-22 / measured on the streets of " +
  "Portland, Helsinki, Liechtenstein and Andorra, 387 places, homes beside streets, 900 m, the widest of the four, 22 Nov 2026";

const ERRORS = {
  network: { shared: 0.88, sharedAtBest: 0.95, worstTenth: 0.68, low: 0.88, high: 1.16 },
  "sectors-from-streets": { shared: 0.69, sharedAtBest: 0.89, worstTenth: 0.48, low: 0.84, high: 1.43 },
  "sectors-from-walks": { shared: 0.63, sharedAtBest: 0.84, worstTenth: 0.38, low: 0.88, high: 1.33 },
  circle: { shared: 0.59, sharedAtBest: 0.85, worstTenth: 0.28, low: 0.95, high: 1.7 },
} as const;

/** Walks near a place with which the error of sectors was measured; with fewer, a place is as wrong as a circle. */
export const ENOUGH_WALKS = 12;

/** @param isTaught every place has enough measured walks near it */
export function methodError(method: ReachMethod, hasStreets: boolean, isTaught: boolean): MethodError {
  const of = method !== "sectors" ? method : hasStreets ? "sectors-from-streets" : isTaught ? "sectors-from-walks" : "circle";
  return { of, ...ERRORS[of], source: MEASURED };
}
