import { contours } from "d3-contour";
import type { MultiPolygon, Position } from "geojson";
import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import { fromPlane, type LocalPlane } from "./local-plane";
import { reachGrids, type ReachGrid, type ReachGridInput } from "./reach-grid";
import { simplifiedRing } from "./simplified-ring";

/** Degrees are rounded to 5 decimals: 1.1 m, finer than the approximation deserves. */
const ROUNDING = 1e5;

/**
 * The ground within each limit of the nearest site as polygons with holes, one per limit, exterior rings counterclockwise
 * (RFC 7946). All limits are cut from the same grid, so the nearer lies inside the farther. Drawing only: figures are
 * computed at the points themselves. A free edge is true to about a tenth of a cell; at a barrier the shape ends up to a
 * cell before it and never behind it.
 */
export const nestedCircles = (plane: LocalPlane, input: ReachGridInput, limits: readonly Metres[]): MultiPolygon[] =>
  nestedShapes(plane, reachGrids(input), limits);

/**
 * The same from grids already made, by whatever method.
 * @param tick told after each cut of a grid: the cells gone through, cells × limits in all
 */
export function nestedShapes(
  plane: LocalPlane,
  grids: readonly ReachGrid[],
  limits: readonly Metres[],
  tick?: Tick,
): MultiPolygon[] {
  const shapes: Position[][][][] = limits.map(() => []);
  let done = 0;
  for (const grid of grids) {
    const depth = new Float64Array(grid.metres.length);
    for (let at = 0; at < depth.length; at++) depth[at] = -grid.metres[at]!;
    limits.forEach((limit, i) => {
      for (const polygon of polygonsWithin(grid, depth, limit)) {
        const rings = polygon.map((ring) => ringOnGround(plane, grid, flatOf(ring))).filter((ring) => ring.length >= 4);
        if (rings.length > 0) shapes[i]!.push(rings);
      }
      tick?.((done += depth.length));
    });
  }
  return shapes.map((coordinates) => ({ type: "MultiPolygon", coordinates }));
}

/** Marching squares at one limit. Beside a barrier, cells beyond the limit count as unreachable, so nothing leaks across. */
function polygonsWithin({ width, height, metres, beside }: ReachGrid, depth: Float64Array, limit: Metres): Position[][][] {
  for (const at of beside) if (metres[at]! > limit) depth[at] = -Infinity;
  const { coordinates } = contours()
    .size([width, height])
    .smooth(true)
    .contour(depth as unknown as number[], -limit);
  for (const at of beside) depth[at] = -metres[at]!;
  return coordinates.map(([outside, ...holes]) => [outside!, ...holes.filter((hole) => isWorthDrawing(hole, width, beside))]);
}

/** Cells² below which a hole is the lattice's doing: the middle of one block. A pond keeps its hole, however small. */
export const SMALLEST_HOLE = 2;

function isWorthDrawing(hole: Position[], width: number, beside: Int32Array): boolean {
  let twice = 0;
  for (let i = 1; i < hole.length; i++) twice += hole[i - 1]![0]! * hole[i]![1]! - hole[i]![0]! * hole[i - 1]![1]!;
  if (Math.abs(twice) >= 2 * SMALLEST_HOLE) return true;
  const cells = new Set(hole.map(([column, row]) => Math.floor(row!) * width + Math.floor(column!)));
  return beside.some((at) => cells.has(at));
}

function flatOf(ring: readonly Position[]): Float64Array {
  const flat = new Float64Array(2 * ring.length);
  ring.forEach(([column, row], i) => {
    flat[2 * i] = column!;
    flat[2 * i + 1] = row!;
  });
  return flat;
}

/** Cells → metres → simplified → degrees. d3 puts the centre of cell (0, 0) at (0.5, 0.5) and turns rings the other way. */
export function ringOnGround(
  plane: LocalPlane,
  { x0, y0, cell }: Pick<ReachGrid, "x0" | "y0" | "cell">,
  ring: Float64Array,
): Position[] {
  const flat = new Float64Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    flat[i] = x0 + (ring[i]! - 0.5) * cell;
    flat[i + 1] = y0 + (ring[i + 1]! - 0.5) * cell;
  }
  const kept = simplifiedRing(flat, cell / 6);
  const positions: Position[] = [];
  for (let i = kept.length - 2; i >= 0; i -= 2) {
    const [lon, lat] = fromPlane(plane, kept[i]!, kept[i + 1]!);
    positions.push([Math.round(lon * ROUNDING) / ROUNDING, Math.round(lat * ROUNDING) / ROUNDING]);
  }
  return positions;
}
