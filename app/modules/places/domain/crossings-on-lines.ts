// Which lines a crossing leads over. Maps draw each track of a railway and each bank of a river as a line of its own, and a
// bridge once: it opens the line nearest to it and every other line that lies beside it.
import Flatbush from "flatbush";
import { metresPerDegree } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import { type BarrierLine, CROSSING_WITHIN } from "./barrier";

/** WGS-84 [lon, lat] in order. */
export type DegreeLine = readonly (readonly [number, number])[];

/** Lines nearer than this to a crossing are crossed with the nearest one: the other track, the other bank. */
const BESIDE: Metres = 60;

export interface CrossedLines {
  readonly lines: readonly BarrierLine[];
  /** rows of the crossings that are too far from every line to be one */
  readonly strays: readonly number[];
}

/** Gives each line its crossings, by where they stand. Points that are no numbers belong to no line. */
export function crossedLines(lines: readonly DegreeLine[], crossings: readonly (readonly [number, number])[]): CrossedLines {
  const opened = lines.map((): (readonly [number, number])[] => []);
  const strays: number[] = [];
  const near = linesNear(lines);
  crossings.forEach((at, row) => {
    const found = near(at);
    const nearest = Math.min(...found.values());
    if (!(nearest <= CROSSING_WITHIN)) strays.push(row);
    else for (const [line, metres] of found) if (metres <= Math.max(nearest, BESIDE)) opened[line]!.push(at);
  });
  return { lines: lines.map((line, at) => ({ line, crossings: opened[at]! })), strays };
}

/** How far the lines about a point are, metres by the row of the line. */
function linesNear(lines: readonly DegreeLine[]): (at: readonly [number, number]) => Map<number, Metres> {
  const count = lines.reduce((sum, line) => sum + Math.max(0, line.length - 1), 0);
  if (count === 0) return () => new Map();
  const index = new Flatbush(count);
  const lineOf = new Int32Array(count);
  const legOf = new Int32Array(count);
  lines.forEach((line, row) => {
    for (let leg = 1; leg < line.length; leg++) {
      const [[ax, ay], [bx, by]] = [line[leg - 1]!, line[leg]!];
      const at = index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
      [lineOf[at], legOf[at]] = [row, leg];
    }
  });
  index.finish();
  return ([lon, lat]) => {
    const found = new Map<number, Metres>();
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return found;
    const scale = metresPerDegree(lat);
    const [east, north] = [CROSSING_WITHIN / scale.lon, CROSSING_WITHIN / scale.lat];
    for (const at of index.search(lon - east, lat - north, lon + east, lat + north)) {
      const line = lines[lineOf[at]!]!;
      const [[ax, ay], [bx, by]] = [line[legOf[at]! - 1]!, line[legOf[at]!]!];
      const metres = offLeg((ax - lon) * scale.lon, (ay - lat) * scale.lat, (bx - lon) * scale.lon, (by - lat) * scale.lat);
      found.set(lineOf[at]!, Math.min(metres, found.get(lineOf[at]!) ?? Infinity));
    }
    return found;
  };
}

/** How far the origin is from the leg a → b. */
function offLeg(ax: Metres, ay: Metres, bx: Metres, by: Metres): Metres {
  const [ux, uy] = [bx - ax, by - ay];
  const length2 = ux * ux + uy * uy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * ux + ay * uy) / length2));
  return Math.hypot(ax + along * ux, ay + along * uy);
}
