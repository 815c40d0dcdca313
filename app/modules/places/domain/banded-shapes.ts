import Flatbush from "flatbush";
import type { MultiPolygon, Position } from "geojson";
import { UNHEARD, type Progress } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import { fromPlane, type LocalPlane } from "./local-plane";
import type { ReachGrid } from "./reach-grid";
import { RingCutter, type Ring } from "./ring-cutter";
import { simplifiedRing } from "./simplified-ring";

/** A lattice of cells that is too wide to be held whole: bands of it come one after another, each a grid of full width. */
export interface BandedGrid {
  readonly width: number;
  /** centre of cell (0, 0), metres on the plane */
  readonly x0: Metres;
  readonly y0: Metres;
  readonly cell: Metres;
  readonly bands: Iterable<ReachGrid>;
}

/**
 * The ground within each limit as polygons with holes, exterior rings counterclockwise (RFC 7946). Nearer limits lie inside
 * farther ones as they are drawn: corners are shared or well apart, and a ring is simplified between its neighbours only.
 * @param limits in any order; the shapes come in theirs
 */
export function bandedShapes(
  plane: LocalPlane,
  grid: BandedGrid,
  limits: readonly Metres[],
  progress: Progress = UNHEARD,
): MultiPolygon[] {
  const ascending = [...new Set(limits)].sort((a, b) => a - b);
  const shapes = ascendingShapes(plane, grid, ascending, progress);
  return limits.map((limit) => shapes[ascending.indexOf(limit)]!);
}

function ascendingShapes(plane: LocalPlane, grid: BandedGrid, limits: readonly Metres[], progress: Progress): MultiPolygon[] {
  const outlines = limits.map((): Outline[] => []);
  const holes = new SmallHoles(grid.width);
  const cutters = limits.map(
    (_, i) =>
      new RingCutter(grid.width, limits, i, (ring) => {
        if (holes.isDrawn(ring)) outlines[i]!.push(new Outline(simplifiedRing(ring, TOLERANCE)));
      }),
  );
  // Farthest first: whether a hole is drawn depends on the holes of farther limits in it.
  const inward = cutters.slice().reverse();
  for (const { width, height, metres, beside } of grid.bands) {
    const marks = new Uint8Array(width * height);
    for (const at of beside) marks[at] = 1;
    for (let at = 0; at < marks.length; at += width) {
      const row = { metres: metres.subarray(at, at + width), beside: marks.subarray(at, at + width) };
      for (const cutter of inward) cutter.add(row);
    }
  }
  for (const cutter of inward) cutter.end();
  const tick = progress.begin("shapes", limits.length);
  return outlines.map((rings, i) => {
    const shape = shapeOf(rings, ({ points }) => ringOnGround(plane, grid, points));
    outlines[i] = [];
    tick(i + 1);
    return shape;
  });
}

/** Cells a dropped corner may be off what is drawn. */
const TOLERANCE = 1 / 6;
/** Degrees are rounded to 7 decimals, a centimetre: far less than what lies between two rings that do not share a corner. */
const ROUNDING = 1e7;

/** Cells → metres → degrees, turned the other way. */
function ringOnGround(
  plane: LocalPlane,
  { x0, y0, cell }: Pick<BandedGrid, "x0" | "y0" | "cell">,
  ring: Float64Array,
): Position[] {
  const positions: Position[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) {
    const [lon, lat] = fromPlane(plane, x0 + (ring[i]! - 0.5) * cell, y0 + (ring[i + 1]! - 0.5) * cell);
    const position = [Math.round(lon * ROUNDING) / ROUNDING, Math.round(lat * ROUNDING) / ROUNDING];
    const before = positions.at(-1);
    if (before?.[0] !== position[0] || before?.[1] !== position[1]) positions.push(position);
  }
  return positions;
}

/** Cells² below which a hole is the lattice's doing: the middle of one block. A pond keeps its hole, however small. */
const SMALLEST_HOLE = 2;

/** Which rings are drawn: all but holes too small, unless a barrier passes them or a hole of a farther limit that is drawn. */
class SmallHoles {
  private readonly drawn = new Set<number>();

  constructor(private readonly width: number) {}

  isDrawn(ring: Ring): boolean {
    const twice = twiceTheArea(ring.points);
    if (twice > 0 || twice <= -2 * SMALLEST_HOLE) return true;
    if (twice === 0 || !(ring.isBeside || this.isRoundDrawn(ring))) return false;
    for (let i = 0; i < ring.points.length; i += 2) this.drawn.add(this.cellOf(ring.points[i]!, ring.points[i + 1]!));
    return true;
  }

  private isRoundDrawn({ points }: Ring): boolean {
    if (this.drawn.size === 0) return false;
    const [west, south, east, north] = boundsOf(points);
    for (let row = Math.floor(south); row <= north; row++)
      for (let column = Math.floor(west); column <= east; column++) if (this.drawn.has(this.cellOf(column, row))) return true;
    return false;
  }

  private cellOf(column: number, row: number): number {
    return Math.floor(row) * (this.width + 1) + Math.floor(column);
  }
}

/** Each hole goes to the first ring closed around it, which is the innermost. */
function shapeOf(rings: readonly Outline[], drawn: (ring: Outline) => Position[]): MultiPolygon {
  const outsides = rings.filter(({ points }) => twiceTheArea(points) > 0);
  const holes = rings.filter(({ points }) => twiceTheArea(points) < 0);
  if (outsides.length === 0) return { type: "MultiPolygon", coordinates: [] };
  const polygons = outsides.map((ring) => [drawn(ring)]);
  const index = new Flatbush(outsides.length);
  for (const { points } of outsides) index.add(...boundsOf(points));
  index.finish();
  for (const hole of holes) {
    const around = index.search(...boundsOf(hole.points)).sort((a, b) => a - b);
    const inside = around.find((i) => outsides[i]!.isAround(hole.points));
    if (inside !== undefined) polygons[inside]!.push(drawn(hole));
  }
  return { type: "MultiPolygon", coordinates: polygons };
}

/** Positive where the ring turns as an outer one does. */
function twiceTheArea(points: Float64Array): number {
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

  constructor(readonly points: Float64Array) {}

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
