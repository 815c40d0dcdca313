import Flatbush from "flatbush";
import type { Metres } from "~/shared/units";
import { toPlane, type LocalPlane } from "./local-plane";

/**
 * Lines nobody walks across but at their crossings: rivers, railways, expressways. A crossing is a gap in the line, so
 * «visible» means «no barrier between», and a way that is not straight bends only at crossings. Nobody walks round the
 * end of a line: the drawn end is where the drawing stops, not the river.
 */
export interface BarrierLine {
  /** WGS-84 [lon, lat] in order */
  readonly line: readonly (readonly [number, number])[];
  readonly crossings: readonly (readonly [number, number])[];
}

/** Half the width of the gap a crossing leaves. */
const GAP: Metres = 20;
/** A crossing drawn farther than this from its line belongs to no line and is reported. */
export const CROSSING_WITHIN: Metres = 250;

export interface BarrierNetwork {
  /** ax, ay, bx, by of each closed segment, metres on the plane */
  readonly segments: Float64Array;
  readonly index: Flatbush | null;
  readonly crossingX: Float64Array;
  readonly crossingY: Float64Array;
  /** crossings too far from their own line to be one */
  readonly strayCrossings: number;
}

export const NO_BARRIERS: BarrierNetwork = {
  segments: new Float64Array(0),
  index: null,
  crossingX: new Float64Array(0),
  crossingY: new Float64Array(0),
  strayCrossings: 0,
};

/** Lays lines on the plane, moves each crossing onto its line and cuts the gap. Points that are no numbers are skipped. */
export function barrierNetwork(plane: LocalPlane, barriers: readonly BarrierLine[]): BarrierNetwork {
  const segments: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  let strayCrossings = 0;
  for (const { line, crossings } of barriers) {
    const flat = line.map(([lon, lat]) => toPlane(plane, lon, lat)).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
    const onLine: [number, number][] = [];
    for (const [lon, lat] of crossings) {
      const [x, y] = toPlane(plane, lon, lat);
      const spot = nearestOnLine(flat, x, y);
      if (spot && Math.hypot(spot[0] - x, spot[1] - y) <= CROSSING_WITHIN) onLine.push(spot);
      else strayCrossings++;
    }
    for (let i = 1; i < flat.length; i++) cutGaps(flat[i - 1]!, flat[i]!, onLine, segments);
    for (const [x, y] of onLine) {
      xs.push(x);
      ys.push(y);
    }
  }
  return {
    segments: Float64Array.from(segments),
    index: indexOf(segments),
    crossingX: Float64Array.from(xs),
    crossingY: Float64Array.from(ys),
    strayCrossings,
  };
}

function indexOf(segments: readonly number[]): Flatbush | null {
  if (segments.length === 0) return null;
  const index = new Flatbush(segments.length / 4);
  for (let i = 0; i < segments.length; i += 4) {
    const [ax, ay, bx, by] = [segments[i]!, segments[i + 1]!, segments[i + 2]!, segments[i + 3]!];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  return index;
}

function nearestOnLine(line: readonly (readonly [number, number])[], x: Metres, y: Metres): [number, number] | null {
  let best: [number, number] | null = null;
  let least = Infinity;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1]!;
    const [bx, by] = line[i]!;
    const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
    const spot: [number, number] = [ax + along * (bx - ax), ay + along * (by - ay)];
    const away = Math.hypot(spot[0] - x, spot[1] - y);
    if (away < least) [least, best] = [away, spot];
  }
  return best;
}

/** Appends what is left of a → b after taking away the discs round the crossings. */
function cutGaps(
  a: readonly [number, number],
  b: readonly [number, number],
  crossings: readonly [number, number][],
  out: number[],
): void {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = ux * ux + uy * uy;
  if (length2 === 0) return;
  const gaps: [number, number][] = [];
  for (const [cx, cy] of crossings) {
    const middle = ((cx - a[0]) * ux + (cy - a[1]) * uy) / length2;
    const off2 = (a[0] + middle * ux - cx) ** 2 + (a[1] + middle * uy - cy) ** 2;
    if (off2 >= GAP * GAP) continue;
    const half = Math.sqrt((GAP * GAP - off2) / length2);
    gaps.push([middle - half, middle + half]);
  }
  gaps.sort((p, q) => p[0] - q[0]);
  let from = 0;
  const keep = (to: number) => {
    if (to > from) out.push(a[0] + from * ux, a[1] + from * uy, a[0] + to * ux, a[1] + to * uy);
  };
  for (const [start, end] of gaps) {
    keep(Math.min(1, start));
    from = Math.max(from, end);
  }
  keep(1);
}

/** Do the closed segments a–b and c–d touch? Touching counts: a point on a barrier is behind it. */
export function segmentsTouch(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const d1 = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const d2 = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  if ((d1 > 0 && d2 > 0) || (d1 < 0 && d2 < 0)) return false;
  const d3 = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const d4 = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if ((d3 > 0 && d4 > 0) || (d3 < 0 && d4 < 0)) return false;
  if (d1 !== 0 || d2 !== 0 || d3 !== 0 || d4 !== 0) return true;
  return (
    Math.max(ax, bx) >= Math.min(cx, dx) &&
    Math.max(cx, dx) >= Math.min(ax, bx) &&
    Math.max(ay, by) >= Math.min(cy, dy) &&
    Math.max(cy, dy) >= Math.min(ay, by)
  );
}

/** Is the straight way between two points free of barriers? */
export function isOpen({ segments, index }: BarrierNetwork, ax: Metres, ay: Metres, bx: Metres, by: Metres): boolean {
  if (!index) return true;
  const near = index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  return !near.some((id) =>
    segmentsTouch(ax, ay, bx, by, segments[4 * id]!, segments[4 * id + 1]!, segments[4 * id + 2]!, segments[4 * id + 3]!),
  );
}
