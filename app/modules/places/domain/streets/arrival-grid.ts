import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { ReachGrid } from "../reach-grid";
import { pieceLength } from "./street-graph";
import type { StreetStops } from "./street-stops";
import { NO_ACCESS_FROM_BESIDE } from "./street-use";
import type { WalkingView } from "./walking-view";

/**
 * From times on streets to ground: every reached piece of street is sampled every ten metres, each sample reaches the
 * cells beside it by the walk off the street, and a cell keeps its least. Cells of one lattice for all runs, so the union
 * of many circles is the minimum over their grids. Costs are decimetres as the walker counts them, the grid is in metres.
 */
export interface ArrivalInput {
  readonly view: WalkingView;
  /** decimetres to each junction, and whether it is reached at all */
  readonly costOf: (junction: number) => number;
  /** edges with a reached end or a place to start on, each once */
  readonly edges: ArrayLike<number>;
  /** places stood on, to fill the ground between a point and its street: edge, along, off in decimetres */
  readonly starts: Starts;
  /** metres walked at the outermost step */
  readonly farthest: Metres;
  readonly cell: Metres;
  readonly stops: StreetStops;
  /** how far from a street ground still counts, metres on the ground */
  readonly offStreet: Metres;
  /** told before each edge */
  readonly tick?: Tick;
}

export interface Starts {
  readonly edge: ArrayLike<number>;
  readonly along: ArrayLike<number>;
  readonly off: ArrayLike<number>;
  /** the points themselves in metres on the plane; they stand inside their own circle */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Decimetres between samples on a cell of 25 m. */
const SAMPLE = 100;
const SAMPLED_CELL: Metres = 25;
const NOTHING: readonly number[] = [];
export const NOT_REACHED = 0x7fffffff;

export function arrivalGrid(input: ArrivalInput): ReachGrid | null {
  const box = arrivalBox(input);
  return box && arrivalIn(input, box);
}

/** The same in a box of the lattice. Cells less than the walk off the street from its edge may miss what comes from outside. */
export function arrivalIn(input: ArrivalInput, box: LatticeBox): ReachGrid {
  const { view, edges, costOf, starts, stops, cell, offStreet, tick } = input;
  const { graph, edgeCost } = view;
  const { from, to, length, marks, shapeStart, shapeX, shapeY } = graph;
  const beyond = beyondOf(input);
  const startsOn = startsByEdge(starts);
  const { x0, y0, width, height } = box;
  const metres = new Float32Array(width * height).fill(Infinity);
  const beside = cellsBeside(input, box);
  const nearCell = new Map<number, readonly number[]>();
  const factor = view.use.offStreetFactor;
  const sample = SAMPLE * Math.max(1, cell / SAMPLED_CELL);
  // A bridge gives the cells it passes and nothing beside it: just enough to be drawn.
  const onDeck = cell * 0.75;
  const [south, north] = [y0, y0 + (height - 1) * cell];

  for (let i = 0; i < edges.length; i++) {
    tick?.(i);
    const edge = edges[i]!;
    const [costFrom, costTo, whole] = [costOf(from[edge]!), costOf(to[edge]!), edgeCost[edge]!];
    const stretch = whole / length[edge]!;
    const here = startsOn.get(edge);
    const isDeck = (marks[edge]! & NO_ACCESS_FROM_BESIDE) !== 0;
    let before = 0;
    for (let row = shapeStart[edge]! + 1; row < shapeStart[edge + 1]!; row++) {
      const [ax, ay] = [shapeX[row - 1]!, shapeY[row - 1]!];
      const [dx, dy] = [shapeX[row]! - ax, shapeY[row]! - ay];
      const piece = pieceLength(dx, dy);
      const samples = Math.max(1, Math.ceil(piece / sample));
      for (let s = row === shapeStart[edge]! + 1 ? 0 : 1; s <= samples; s++) {
        const along = Math.min(whole, (before + (piece * s) / samples) * stretch);
        let cost = Math.min(costFrom + along, costTo + whole - along);
        if (here) for (const start of here) cost = Math.min(cost, starts.off[start]! + Math.abs(along - starts.along[start]!));
        if (cost > beyond) continue;
        const [x, y] = [(ax + (dx * s) / samples) / 10, (ay + (dy * s) / samples) / 10];
        if (y < south || y > north) continue;
        if (isDeck) spread(x, y, cost / 10, onDeck, NOTHING);
        else spread(x, y, cost / 10, offStreet, nearTo(x, y));
      }
      before += piece;
    }
  }
  for (let i = 0; i < starts.x.length; i++) {
    const [x, y] = [starts.x[i]!, starts.y[i]!];
    if (y >= south && y <= north) spread(x, y, 0, offStreet, nearTo(x, y));
  }
  return { width, height, x0, y0, cell, metres, beside: beside.rows };

  /** Lowers the cells within `radius` of a sample, as far as no line lies between. */
  function spread(x: Metres, y: Metres, walked: Metres, radius: Metres, near: readonly number[]): void {
    const firstRow = Math.max(0, Math.ceil((y - radius - y0) / cell));
    const lastRow = Math.min(height - 1, Math.floor((y + radius - y0) / cell));
    const firstColumn = Math.max(0, Math.ceil((x - radius - x0) / cell));
    const lastColumn = Math.min(width - 1, Math.floor((x + radius - x0) / cell));
    for (let row = firstRow; row <= lastRow; row++) {
      const dy = y0 + row * cell - y;
      for (let column = firstColumn; column <= lastColumn; column++) {
        const dx = x0 + column * cell - x;
        const away2 = dx * dx + dy * dy;
        if (away2 > radius * radius) continue;
        const at = row * width + column;
        const there = walked + Math.sqrt(away2) * factor;
        if (there >= metres[at]!) continue;
        if (near.length > 0 && stops.isBetween(near, x * 10, y * 10, (x + dx) * 10, (y + dy) * 10)) continue;
        metres[at] = there;
      }
    }
  }

  /** Lines near enough to lie between a sample and a cell it may reach, looked up once a cell. */
  function nearTo(x: Metres, y: Metres): readonly number[] {
    const column = Math.round((x - x0) / cell);
    const row = Math.round((y - y0) / cell);
    const at = row * width + column;
    if (!beside.isNear[at]) return NOTHING;
    let near = nearCell.get(at);
    if (!near) {
      const [middleX, middleY, reach] = [x0 + column * cell, y0 + row * cell, offStreet + cell];
      near = stops.within((middleX - reach) * 10, (middleY - reach) * 10, (middleX + reach) * 10, (middleY + reach) * 10);
      nearCell.set(at, near);
    }
    return near;
  }
}

/** Cells a line nobody crosses passes (rows), and cells so near to one that a sample must look (a mark a cell). */
function cellsBeside({ view, stops, cell, offStreet }: ArrivalInput, { x0, y0, width, height }: LatticeBox) {
  const isNear = new Uint8Array(width * height);
  const isBeside = new Uint8Array(width * height);
  const rows: number[] = [];
  const lines = view.graph.stops;
  const far = Math.ceil(offStreet / cell) + 1;
  const [east, north] = [x0 + width * cell, y0 + height * cell];
  for (const piece of stops.within(x0 * 10, y0 * 10, east * 10, north * 10)) {
    const [ax, ay] = [lines[4 * piece]! / 10, lines[4 * piece + 1]! / 10];
    const [bx, by] = [lines[4 * piece + 2]! / 10, lines[4 * piece + 3]! / 10];
    const steps = Math.max(1, Math.ceil((2 * Math.hypot(bx - ax, by - ay)) / cell));
    let last = -1;
    for (let step = 0; step <= steps; step++) {
      const column = Math.round((ax + ((bx - ax) * step) / steps - x0) / cell);
      const row = Math.round((ay + ((by - ay) * step) / steps - y0) / cell);
      if (row < -far || column < -far || row >= height + far || column >= width + far || row * width + column === last) continue;
      last = row * width + column;
      const [firstColumn, lastColumn] = [Math.max(0, column - far), Math.min(width - 1, column + far)];
      for (let r = Math.max(0, row - far); r <= Math.min(height - 1, row + far); r++)
        isNear.fill(1, r * width + firstColumn, r * width + lastColumn + 1);
      for (let r = Math.max(0, row - 1); r <= Math.min(height - 1, row + 1); r++)
        for (let at = r * width + Math.max(0, column - 1); at <= r * width + Math.min(width - 1, column + 1); at++) {
          if (isBeside[at] === 0) rows.push(at);
          isBeside[at] = 1;
        }
    }
  }
  return { isNear, rows: Int32Array.from(rows) };
}

/** Decimetres that are looked at: the outermost step and two cells, so that its edge is drawn between cells. */
const beyondOf = ({ farthest, cell }: ArrivalInput): number => (farthest + 2 * cell) * 10;

function startsByEdge({ edge }: Starts): Map<number, number[]> {
  const byEdge = new Map<number, number[]>();
  for (let i = 0; i < edge.length; i++) {
    const there = byEdge.get(edge[i]!);
    if (there) there.push(i);
    else byEdge.set(edge[i]!, [i]);
  }
  return byEdge;
}

/** Whole cells of the lattice. */
export interface LatticeBox {
  readonly x0: Metres;
  readonly y0: Metres;
  readonly width: number;
  readonly height: number;
}

/**
 * A box of whole cells round all that is reached, with room for the walk off the street. Of a long edge only as much as
 * can be walked from where it is entered: the way is never shorter than the straight line.
 */
export function arrivalBox(input: ArrivalInput): LatticeBox | null {
  const { view, edges, costOf, starts, cell, offStreet } = input;
  const beyond = beyondOf(input);
  const startsOn = startsByEdge(starts);
  const { from, to, x, y, shapeStart, shapeX, shapeY } = view.graph;
  const all = new Extent();
  for (let i = 0; i < edges.length; i++) {
    const edge = edges[i]!;
    const whole = new Extent();
    for (let row = shapeStart[edge]!; row < shapeStart[edge + 1]!; row++) whole.add(shapeX[row]!, shapeY[row]!, 0);
    const walked = new Extent();
    for (const end of [from[edge]!, to[edge]!]) walked.add(x[end]!, y[end]!, beyond - costOf(end));
    for (const start of startsOn.get(edge) ?? []) {
      // Where along the edge it starts is not looked up: it is within `along` of the first junction.
      const ahead = beyond - starts.off[start]! + starts.along[start]!;
      if (starts.off[start]! <= beyond) walked.add(x[from[edge]!]!, y[from[edge]!]!, ahead);
    }
    all.addShared(whole, walked);
  }
  for (let i = 0; i < starts.x.length; i++) all.add(starts.x[i]! * 10, starts.y[i]! * 10, 0);
  if (all.west > all.east) return null;
  const margin = Math.ceil(offStreet / cell) + 2;
  const x0 = (Math.floor(all.west / 10 / cell) - margin) * cell;
  const y0 = (Math.floor(all.south / 10 / cell) - margin) * cell;
  return {
    x0,
    y0,
    width: Math.ceil((all.east / 10 - x0) / cell) + margin + 1,
    height: Math.ceil((all.north / 10 - y0) / cell) + margin + 1,
  };
}

/** A growing box, decimetres. */
class Extent {
  west = Infinity;
  east = -Infinity;
  south = Infinity;
  north = -Infinity;

  /** A square of half width `round` about (x, y); nothing where it is negative. */
  add(x: number, y: number, round: number): void {
    if (round < 0) return;
    this.west = Math.min(this.west, x - round);
    this.east = Math.max(this.east, x + round);
    this.south = Math.min(this.south, y - round);
    this.north = Math.max(this.north, y + round);
  }

  /** What two boxes share. */
  addShared(a: Extent, b: Extent): void {
    const [west, east] = [Math.max(a.west, b.west), Math.min(a.east, b.east)];
    const [south, north] = [Math.max(a.south, b.south), Math.min(a.north, b.north)];
    if (west > east || south > north) return;
    this.add(west, south, 0);
    this.add(east, north, 0);
  }
}
