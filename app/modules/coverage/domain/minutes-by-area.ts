import type { Minutes } from "~/shared/units";
import type { AreaTree } from "./area-tree";

/**
 * Minutes to the nearest place by area, weighted by people and never by communities: half (nine in ten) of the people whose
 * home is known need at most so long. One row per area, the last is the city. NaN = nobody to say it of, Infinity = farther
 * than was looked for.
 */
export interface MinutesByArea {
  readonly median: Float64Array;
  readonly p90: Float64Array;
}

/** A figure as it leaves: minutes, farther than was looked for, or null where the share's state says why there is none. */
export type WalkMinutes = Minutes | "beyond" | null;

interface Demand {
  /** row of the community in the tree */
  readonly area: Int32Array;
  /** people whose home is known; 0 takes no part */
  readonly located: Float64Array;
  readonly minutes: Float64Array;
}

/** One sweep from the nearest to the farthest community; each adds its people to every area it lies in. */
export function minutesByArea({ parent }: AreaTree, { area, located, minutes }: Demand): MinutesByArea {
  const rows = parent.length + 1;
  const nearestFirst = Int32Array.from(minutes.keys())
    .filter((row) => located[row]! > 0 && !Number.isNaN(minutes[row]!))
    .sort((a, b) => (minutes[a]! < minutes[b]! ? -1 : minutes[a]! > minutes[b]! ? 1 : 0));
  const climb = (row: number, visit: (at: number) => void) => {
    for (let at = area[row]!; at >= 0; at = parent[at]!) visit(at);
    visit(rows - 1);
  };
  const whole = new Float64Array(rows);
  for (const row of nearestFirst) climb(row, (at) => (whole[at]! += located[row]!));
  const sum = new Float64Array(rows);
  const median = new Float64Array(rows).fill(NaN);
  const p90 = new Float64Array(rows).fill(NaN);
  for (const row of nearestFirst)
    climb(row, (at) => {
      sum[at]! += located[row]!;
      if (Number.isNaN(median[at]!) && sum[at]! >= 0.5 * whole[at]!) median[at] = minutes[row]!;
      if (Number.isNaN(p90[at]!) && sum[at]! >= 0.9 * whole[at]!) p90[at] = minutes[row]!;
    });
  return { median, p90 };
}

export const walkMinutes = (minutes: number): WalkMinutes =>
  Number.isNaN(minutes) ? null : Number.isFinite(minutes) ? minutes : "beyond";
