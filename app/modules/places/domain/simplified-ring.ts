import type { Ring } from "./ring-cutter";

/**
 * A ring with fewer corners, none of the dropped ones farther than `tolerance` cells from what is left (Douglas–Peucker), and
 * what is left crosses each line of the lattice where the dropped corner was allowed to be: rings of two limits so stay apart.
 * @returns column, row, column, row …; closed
 */
export function simplifiedRing(cut: Ring, tolerance: number): Float64Array {
  const { points: ring } = cut;
  const count = ring.length / 2;
  if (count < 5) return ring;
  const keep = new Uint8Array(count);
  keep[0] = keep[farthestFrom(ring, 0, count - 1)] = keep[count - 1] = 1;
  // What may not be moved stays: most of a ring round a city is beside nothing at all.
  for (let i = 1; i < count; i++) if (cut.low[i]! > cut.high[i]!) keep[i] = 1;
  const spans: [number, number][] = [];
  for (let i = 1, before = 0; i < count; i++) {
    if (!keep[i]) continue;
    if (i - before > 1) spans.push([before, i]);
    before = i;
  }
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let worst = tolerance * tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const off = offLine2(ring, i, from, to);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) at = firstNotMet(cut, from, to);
    if (at < 0) continue;
    keep[at] = 1;
    spans.push([from, at], [at, to]);
  }
  const kept: number[] = [];
  for (let i = 0; i < count; i++) if (keep[i]) kept.push(ring[2 * i]!, ring[2 * i + 1]!);
  return kept.length < 8 ? ring : Float64Array.from(kept);
}

/** The first corner between two that a straight line from one to the other does not pass where it may; −1 = it passes all in order. */
function firstNotMet({ points, low, high, isUpright }: Ring, from: number, to: number): number {
  const [ax, ay] = [points[2 * from]!, points[2 * from + 1]!];
  const [ux, uy] = [points[2 * to]! - ax, points[2 * to + 1]! - ay];
  let before = 0;
  for (let i = from + 1; i < to; i++) {
    const along = isUpright[i] ? (points[2 * i]! - ax) / ux : (points[2 * i + 1]! - ay) / uy;
    const at = isUpright[i] ? ay + along * uy : ax + along * ux;
    if (!(along >= before && along <= 1 && at >= low[i]! && at <= high[i]!)) return i;
    before = along;
  }
  return -1;
}

/** The ring is closed, so its first chord has no length: it is split at the point farthest from its start. */
function farthestFrom(ring: Float64Array, start: number, count: number): number {
  let [far, at] = [-1, 1];
  for (let i = 1; i < count; i++) {
    const away = (ring[2 * i]! - ring[2 * start]!) ** 2 + (ring[2 * i + 1]! - ring[2 * start + 1]!) ** 2;
    if (away > far) [far, at] = [away, i];
  }
  return at;
}

/** Squared distance of point `i` from the segment `from`–`to`. */
function offLine2(ring: Float64Array, i: number, from: number, to: number): number {
  const [ax, ay] = [ring[2 * from]!, ring[2 * from + 1]!];
  const [ux, uy] = [ring[2 * to]! - ax, ring[2 * to + 1]! - ay];
  const [px, py] = [ring[2 * i]! - ax, ring[2 * i + 1]! - ay];
  const length2 = ux * ux + uy * uy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * ux + py * uy) / length2));
  return (px - along * ux) ** 2 + (py - along * uy) ** 2;
}
