import Flatbush from "flatbush";
import type { MultiPolygon, Position } from "geojson";
import { UNHEARD, type Progress } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { LocalPlane } from "./local-plane";
import { ringOnGround, SMALLEST_HOLE } from "./nested-circles";
import type { ReachGrid } from "./reach-grid";
import { RingCutter, type Ring } from "./ring-cutter";

/** A lattice of cells that is too wide to be held whole: bands of it come one after another, each a grid of full width. */
export interface BandedGrid {
  readonly width: number;
  /** centre of cell (0, 0), metres on the plane */
  readonly x0: Metres;
  readonly y0: Metres;
  readonly cell: Metres;
  readonly bands: Iterable<ReachGrid>;
}

/** The same shapes as `nestedShapes` cuts from the whole lattice at once, ring by ring (tested), in the memory of a band. */
export function bandedShapes(
  plane: LocalPlane,
  grid: BandedGrid,
  limits: readonly Metres[],
  progress: Progress = UNHEARD,
): MultiPolygon[] {
  const rings = limits.map((): Ring[] => []);
  const cutters = limits.map(
    (limit, i) =>
      new RingCutter(grid.width, limit, (ring) => {
        if (isWorthDrawing(ring)) rings[i]!.push(ring);
      }),
  );
  for (const { width, height, metres, beside } of grid.bands) {
    const marks = new Uint8Array(width * height);
    for (const at of beside) marks[at] = 1;
    for (let at = 0; at < marks.length; at += width) {
      const row = { metres: metres.subarray(at, at + width), beside: marks.subarray(at, at + width) };
      for (const cutter of cutters) cutter.add(row);
    }
  }
  const tick = progress.begin("shapes", limits.length);
  return cutters.map((cutter, i) => {
    cutter.end();
    const shape = shapeOf(rings[i]!, (ring) => ringOnGround(plane, grid, ring.points));
    rings[i] = [];
    tick(i + 1);
    return shape;
  });
}

/** The middle of one block is the lattice's doing; a pond keeps its hole, however small. */
function isWorthDrawing(ring: Ring): boolean {
  const twice = twiceTheArea(ring);
  return twice > 0 || twice <= -2 * SMALLEST_HOLE || ring.isBeside;
}

/** Each hole goes to the first ring closed around it, which is the innermost. Rings too small for the ground are left out. */
function shapeOf(rings: readonly Ring[], drawn: (ring: Ring) => Position[]): MultiPolygon {
  const outsides = rings.filter((ring) => twiceTheArea(ring) > 0);
  const holes = rings.filter((ring) => twiceTheArea(ring) <= 0);
  if (outsides.length === 0) return { type: "MultiPolygon", coordinates: [] };
  const polygons = outsides.map((ring) => [drawn(ring)]);
  const outlines = outsides.map(({ points }) => new Outline(points));
  const index = new Flatbush(outsides.length);
  for (const { points } of outsides) index.add(...boundsOf(points));
  index.finish();
  for (const hole of holes) {
    const around = index.search(...boundsOf(hole.points)).sort((a, b) => a - b);
    const inside = around.find((i) => outlines[i]!.isAround(hole.points));
    const ring = inside === undefined ? [] : drawn(hole);
    if (ring.length >= 4) polygons[inside!]!.push(ring);
  }
  return { type: "MultiPolygon", coordinates: polygons.filter(([outside]) => outside!.length >= 4) };
}

/** Positive where the ring turns as an outer one does. */
function twiceTheArea({ points }: Ring): number {
  let twice = 0;
  for (let i = 2; i < points.length; i += 2) twice += points[i - 1]! * points[i]! - points[i - 2]! * points[i + 1]!;
  return twice;
}

function boundsOf(points: Float64Array): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    west = Math.min(west, points[i]!);
    east = Math.max(east, points[i]!);
    south = Math.min(south, points[i + 1]!);
    north = Math.max(north, points[i + 1]!);
  }
  return [west, south, east, north];
}

/** Corners looked at together: a ring round a city has hundreds of thousands, and thousands of holes ask whether they are inside. */
const RUN = 32;

/** A closed ring that answers whether it lies around another; rings do not cross. */
class Outline {
  private runs: Flatbush | null = null;

  constructor(private readonly points: Float64Array) {}

  /** Whether the first corner of the hole that is not on the ring lies inside it. */
  isAround(hole: Float64Array): boolean {
    for (let corner = 0; corner < hole.length; corner += 2) {
      const side = this.sideOf(hole[corner]!, hole[corner + 1]!);
      if (side !== 0) return side > 0;
    }
    return true;
  }

  /** 1 inside, −1 outside, 0 on the ring: how often a line from here to the east meets it. */
  private sideOf(x: number, y: number): number {
    const { points } = this;
    this.runs ??= runsOf(points);
    let side = -1;
    for (const run of this.runs.search(x, y, Infinity, y)) {
      const end = Math.min(points.length, 2 * (run + 1) * RUN + 2);
      for (let i = 2 * run * RUN + 2; i < end; i += 2) {
        const [ax, ay, bx, by] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
        const isOnLine = (bx - ax) * (y - ay) === (x - ax) * (by - ay);
        if (isOnLine && isBetween(ax, x, bx) && isBetween(ay, y, by)) return 0;
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) side = -side;
      }
    }
    return side;
  }
}

function runsOf(points: Float64Array): Flatbush {
  const pieces = points.length / 2 - 1;
  const runs = new Flatbush(Math.ceil(pieces / RUN));
  for (let first = 0; first < pieces; first += RUN)
    runs.add(...boundsOf(points.subarray(2 * first, 2 * Math.min(pieces, first + RUN) + 2)));
  runs.finish();
  return runs;
}

const isBetween = (a: number, middle: number, b: number): boolean => (a <= middle && middle <= b) || (b <= middle && middle <= a);
