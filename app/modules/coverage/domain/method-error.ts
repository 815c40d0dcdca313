import type { ReachMethod } from "~/modules/places/domain/reach";

/**
 * How wrong each method is, measured out of sample on real streets by `npm run bench streets-accuracy` (the table stands in
 * docs/benchmarks.md). A circle and sectors are judged by the walk on the network; the network by itself with a twentieth of
 * its edges gone, which is what a map may lack or draw though it is closed. Sectors learned from streets inherit that too.
 */
export interface MethodError {
  readonly of: keyof typeof ERRORS;
  /** ground shared with the real walk, intersection ÷ union: the mean, and what the worst tenth of places stays below */
  readonly shared: number;
  readonly worstTenth: number;
  /** real walk ÷ walk said: eight of ten places lie between */
  readonly low: number;
  readonly high: number;
  readonly source: string;
}

const PORTLAND =
  "波特兰路网样本外实测，103 个起点，900 米，2026-11-22 / measured out of sample on Portland's streets, 103 places, 900 m, 22 Nov 2026";

const ERRORS = {
  network: { shared: 0.91, worstTenth: 0.84, low: 0.92, high: 1.09 },
  "sectors-from-streets": { shared: 0.9, worstTenth: 0.82, low: 0.91, high: 1.1 },
  "sectors-from-walks": { shared: 0.8, worstTenth: 0.66, low: 0.94, high: 1.09 },
  circle: { shared: 0.78, worstTenth: 0.62, low: 0.94, high: 1.17 },
} as const;

/** Walks near a place with which the error of sectors was measured; with fewer, a place is as wrong as a circle. */
export const ENOUGH_WALKS = 12;

/** @param isTaught every place has enough measured walks near it */
export function methodError(method: ReachMethod, hasStreets: boolean, isTaught: boolean): MethodError {
  const of = method !== "sectors" ? method : hasStreets ? "sectors-from-streets" : isTaught ? "sectors-from-walks" : "circle";
  return { of, ...ERRORS[of], source: PORTLAND };
}
