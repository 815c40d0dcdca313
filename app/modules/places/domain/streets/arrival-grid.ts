import type { Metres } from "~/shared/units";
import type { ReachGrid } from "../reach-grid";
import type { StreetStops } from "./street-stops";
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
}

export interface Starts {
  readonly edge: ArrayLike<number>;
  readonly along: ArrayLike<number>;
  readonly off: ArrayLike<number>;
  /** the points themselves in metres on the plane; they stand inside their own circle */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

const SAMPLE = 100;
const NOTHING: readonly number[] = [];
export const NOT_REACHED = 0x7fffffff;

export function arrivalGrid(input: ArrivalInput): ReachGrid | null {
  const { view, edges, costOf, starts, stops, farthest, cell } = input;
  const reach = input.offStreet + cell;
  const { graph, edgeCost } = view;
  const { from, to, length, shapeStart, shapeX, shapeY } = graph;
  const box = boxAround(input);
  if (!box) return null;
  const { x0, y0, width, height } = box;
  const metres = new Float32Array(width * height).fill(Infinity);
  const disc = discOf(input.offStreet, cell, view.use.offStreetFactor);
  const startsOn = startsByEdge(starts);
  const beyond = (farthest + 2 * cell) * 10;
  const beside = cellsBeside(input, box);

  for (let i = 0; i < edges.length; i++) {
    const edge = edges[i]!;
    const [costFrom, costTo, whole] = [costOf(from[edge]!), costOf(to[edge]!), edgeCost[edge]!];
    const stretch = whole / length[edge]!;
    const here = startsOn.get(edge);
    let before = 0;
    for (let row = shapeStart[edge]! + 1; row < shapeStart[edge + 1]!; row++) {
      const [ax, ay] = [shapeX[row - 1]!, shapeY[row - 1]!];
      const [dx, dy] = [shapeX[row]! - ax, shapeY[row]! - ay];
      const piece = Math.sqrt(dx * dx + dy * dy);
      const samples = Math.max(1, Math.ceil(piece / SAMPLE));
      for (let s = row === shapeStart[edge]! + 1 ? 0 : 1; s <= samples; s++) {
        const along = Math.min(whole, (before + (piece * s) / samples) * stretch);
        let cost = Math.min(costFrom + along, costTo + whole - along);
        if (here) for (const start of here) cost = Math.min(cost, starts.off[start]! + Math.abs(along - starts.along[start]!));
        if (cost <= beyond) stamp((ax + (dx * s) / samples) / 10, (ay + (dy * s) / samples) / 10, cost / 10);
      }
      before += piece;
    }
  }
  for (let i = 0; i < starts.x.length; i++) stamp(starts.x[i]!, starts.y[i]!, 0);
  return { width, height, x0, y0, cell, metres, beside: beside.rows };

  function stamp(x: Metres, y: Metres, walked: Metres): void {
    const column = Math.round((x - x0) / cell);
    const row = Math.round((y - y0) / cell);
    const near = beside.isNear[row * width + column]
      ? stops.within((x - reach) * 10, (y - reach) * 10, (x + reach) * 10, (y + reach) * 10)
      : NOTHING;
    for (let i = 0; i < disc.dx.length; i++) {
      const [c, r] = [column + disc.dx[i]!, row + disc.dy[i]!];
      if (c < 0 || r < 0 || c >= width || r >= height) continue;
      const at = r * width + c;
      const there = walked + disc.walked[i]!;
      if (there >= metres[at]!) continue;
      if (near.length > 0 && stops.isBetween(near, x * 10, y * 10, (x0 + c * cell) * 10, (y0 + r * cell) * 10)) continue;
      metres[at] = there;
    }
  }
}

/** Offsets of the cells within the walk off the street, and the metres it counts. */
function discOf(offStreet: Metres, cell: Metres, factor: number) {
  const radius = Math.ceil(offStreet / cell);
  const cells: [number, number, number][] = [];
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++) {
      const away = Math.hypot(dx, dy) * cell;
      if (away <= offStreet) cells.push([dx, dy, away * factor]);
    }
  return {
    dx: Int32Array.from(cells, ([dx]) => dx),
    dy: Int32Array.from(cells, ([, dy]) => dy),
    walked: Float64Array.from(cells, ([, , walked]) => walked),
  };
}

/** Cells a line nobody crosses passes (rows), and cells so near to one that a stamp must look (a mark a cell). */
function cellsBeside({ view, stops, cell, offStreet }: ArrivalInput, { x0, y0, width, height }: Box) {
  const isNear = new Uint8Array(width * height);
  const rows = new Set<number>();
  const lines = view.graph.stops;
  const far = Math.ceil(offStreet / cell) + 1;
  for (const piece of stops.within(x0 * 10, y0 * 10, (x0 + width * cell) * 10, (y0 + height * cell) * 10)) {
    const [ax, ay, bx, by] = [
      lines[4 * piece]! / 10,
      lines[4 * piece + 1]! / 10,
      lines[4 * piece + 2]! / 10,
      lines[4 * piece + 3]! / 10,
    ];
    const steps = Math.max(1, Math.ceil((2 * Math.hypot(bx - ax, by - ay)) / cell));
    for (let step = 0; step <= steps; step++) {
      const column = Math.round((ax + ((bx - ax) * step) / steps - x0) / cell);
      const row = Math.round((ay + ((by - ay) * step) / steps - y0) / cell);
      for (let r = Math.max(0, row - far); r <= Math.min(height - 1, row + far); r++)
        for (let c = Math.max(0, column - far); c <= Math.min(width - 1, column + far); c++) {
          isNear[r * width + c] = 1;
          if (Math.abs(r - row) <= 1 && Math.abs(c - column) <= 1) rows.add(r * width + c);
        }
    }
  }
  return { isNear, rows: Int32Array.from(rows) };
}

function startsByEdge({ edge }: Starts): Map<number, number[]> {
  const byEdge = new Map<number, number[]>();
  for (let i = 0; i < edge.length; i++) {
    const there = byEdge.get(edge[i]!);
    if (there) there.push(i);
    else byEdge.set(edge[i]!, [i]);
  }
  return byEdge;
}

interface Box {
  readonly x0: Metres;
  readonly y0: Metres;
  readonly width: number;
  readonly height: number;
}

/** A box of whole cells round all edges and starts, with room for the walk off the street. */
function boxAround({ view, edges, starts, cell, offStreet }: ArrivalInput): Box | null {
  const { shapeStart, shapeX, shapeY } = view.graph;
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  const widen = (x: Metres, y: Metres) => {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  };
  for (let i = 0; i < edges.length; i++)
    for (let row = shapeStart[edges[i]!]!; row < shapeStart[edges[i]! + 1]!; row++) widen(shapeX[row]! / 10, shapeY[row]! / 10);
  for (let i = 0; i < starts.x.length; i++) widen(starts.x[i]!, starts.y[i]!);
  if (west > east) return null;
  const margin = Math.ceil(offStreet / cell) + 2;
  const x0 = (Math.floor(west / cell) - margin) * cell;
  const y0 = (Math.floor(south / cell) - margin) * cell;
  return {
    x0,
    y0,
    width: Math.ceil((east - x0) / cell) + margin + 1,
    height: Math.ceil((north - y0) / cell) + margin + 1,
  };
}
