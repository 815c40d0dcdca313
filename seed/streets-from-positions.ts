// Gives each street its communities so that a street lies together: sub-districts (街道) take the positions nearest the
// centre, towns (镇, 乡) the rest, and each half is cut in two across its longer side until one street is left.
import type { Spot } from "./community-positions";

export interface StreetToPlace {
  readonly code: string;
  readonly isTown: boolean;
  /** How many communities it has. */
  readonly count: number;
}

/** Positions by street code; every position is given once. */
export function streetsFromPositions(streets: readonly StreetToPlace[], spots: readonly Spot[]): Map<string, Spot[]> {
  const wanted = streets.reduce((sum, street) => sum + street.count, 0);
  if (wanted !== spots.length) throw new Error(`${spots.length} positions for ${wanted} communities.`);
  const inner = streets.filter((street) => !street.isTown);
  const innerCount = inner.reduce((sum, street) => sum + street.count, 0);
  const outward = [...spots].sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
  const placed = new Map<string, Spot[]>();
  cut(inner, outward.slice(0, innerCount), placed);
  cut(
    streets.filter((street) => street.isTown),
    outward.slice(innerCount),
    placed,
  );
  return placed;
}

function cut(streets: readonly StreetToPlace[], spots: readonly Spot[], placed: Map<string, Spot[]>): void {
  const [only] = streets;
  if (!only) return;
  if (streets.length === 1) {
    placed.set(only.code, [...spots]);
    return;
  }
  const half = streets.length >> 1;
  const first = streets.slice(0, half);
  const firstCount = first.reduce((sum, street) => sum + street.count, 0);
  const axis = spread(spots, 0) >= spread(spots, 1) ? 0 : 1;
  const along = [...spots].sort((a, b) => a[axis] - b[axis]);
  cut(first, along.slice(0, firstCount), placed);
  cut(streets.slice(half), along.slice(firstCount), placed);
}

const spread = (spots: readonly Spot[], axis: 0 | 1): number => {
  const values = spots.map((spot) => spot[axis]);
  return Math.max(...values) - Math.min(...values);
};
