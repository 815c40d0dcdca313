/**
 * A closed ring with fewer points, none of the dropped ones farther than `tolerance` from what is left (Douglas–Peucker).
 * @param ring x, y, x, y …, first point repeated at the end, metres
 */
export function simplifiedRing(ring: Float64Array, tolerance: number): Float64Array {
  const count = ring.length / 2;
  if (count < 5) return ring;
  const keep = new Uint8Array(count);
  const opposite = farthestFrom(ring, 0, count - 1);
  keep[0] = keep[opposite] = keep[count - 1] = 1;
  const spans: [number, number][] = [
    [0, opposite],
    [opposite, count - 1],
  ];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let worst = tolerance * tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const off = offLine2(ring, i, from, to);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    spans.push([from, at], [at, to]);
  }
  const kept: number[] = [];
  for (let i = 0; i < count; i++) if (keep[i]) kept.push(ring[2 * i]!, ring[2 * i + 1]!);
  return Float64Array.from(kept);
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
