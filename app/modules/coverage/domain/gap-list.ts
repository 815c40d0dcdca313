import type { Minutes } from "~/shared/units";

/** One community whose people are beyond the limit. */
export interface Gap {
  /** row of the demand */
  readonly row: number;
  readonly people: number;
  /** minutes on foot to the nearest place; null = farther than was looked for */
  readonly minutes: Minutes | null;
  /** people × minutes beyond the limit, minutes capped at the search bound */
  readonly weight: number;
}

/**
 * Communities beyond the limit, worst first: people × minutes beyond. Where no place was found within the search bound
 * the minutes are unknown and counted as the bound, so the weight is a least one.
 */
export function gapList(
  people: Float64Array,
  isPlaced: Uint8Array,
  minutes: Float64Array,
  limit: Minutes,
  bound: Minutes,
): Gap[] {
  const gaps: Gap[] = [];
  for (let row = 0; row < people.length; row++) {
    if (!isPlaced[row] || !(people[row]! > 0) || minutes[row]! <= limit) continue;
    const known = minutes[row]! <= bound;
    gaps.push({
      row,
      people: people[row]!,
      minutes: known ? minutes[row]! : null,
      weight: people[row]! * (Math.min(minutes[row]!, bound) - limit),
    });
  }
  return gaps.sort((a, b) => b.weight - a.weight || b.people - a.people || a.row - b.row);
}
