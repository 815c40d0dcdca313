import Flatbush from "flatbush";
import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { PlanePoints } from "../local-plane";
import { extentOf, pieceLength, type Extent } from "./street-graph";
import { StreetStops } from "./street-stops";
import { NO_ACCESS_FROM_BESIDE } from "./street-use";
import type { WalkingView } from "./walking-view";

/**
 * Where points step onto the street: the nearest point *on an edge*, on every edge within 30 m, so that a house between two
 * streets uses both and a new street takes none of them away. Where none of them leads anywhere, the nearest street that
 * does is taken within the cap, and the islands before it: an alley somebody drew by itself must not cut a home off. The
 * walk to the street crosses no water, railway or motorway.
 */
export interface StreetLinks {
  /** links of point p: rows start[p] … start[p + 1] − 1 */
  readonly start: Int32Array;
  readonly edge: Int32Array;
  /** decimetres that count from the edge's first junction to the spot, as this walker counts them */
  readonly along: Int32Array;
  /** decimetres that count from the point to the spot */
  readonly off: Int32Array;
  readonly unsnapped: readonly Unsnapped[];
}

/** A point that stands on no street, and why. Never silent: peers lose such points without a word. */
export interface Unsnapped {
  readonly row: number;
  readonly reason: UnsnappedReason;
}
export const UNSNAPPED_REASONS = ["no-position", "outside-streets", "too-far-from-street", "behind-barrier"] as const;
export type UnsnappedReason = (typeof UNSNAPPED_REASONS)[number];

/** Decimetres: streets this near are all used. Farther ones would walk through blocks as if there were no houses. */
const BESIDE = 300;
/** A piece of network with a tenth of the largest one's junctions, or with this many, leads somewhere. */
const SOMEWHERE = 200;

export class StreetLinker {
  private readonly index: Flatbush | null;
  private readonly stops: StreetStops;
  /** per indexed piece of shape: its row in the shape columns (of its second point) and its edge */
  private readonly shapeRow: Int32Array;
  private readonly edgeOf: Int32Array;
  /** per row of the shape columns: decimetres from the edge's first junction */
  private readonly before: Int32Array;
  private readonly best: Float64Array;
  private readonly bestRow: Int32Array;
  private readonly extent: Extent;

  constructor(private readonly view: WalkingView) {
    const { graph, edgeCost } = view;
    const { shapeStart, shapeX, shapeY, marks, stops } = graph;
    this.before = new Int32Array(shapeX.length);
    for (let e = 0; e < marks.length; e++)
      for (let i = shapeStart[e]! + 1; i < shapeStart[e + 1]!; i++)
        this.before[i] = this.before[i - 1]! + pieceLength(shapeX[i]! - shapeX[i - 1]!, shapeY[i]! - shapeY[i - 1]!);
    this.best = new Float64Array(marks.length).fill(Infinity);
    this.bestRow = new Int32Array(marks.length);
    const rows: number[] = [];
    const edges: number[] = [];
    for (let e = 0; e < marks.length; e++) {
      if (edgeCost[e] === 0 || (marks[e]! & NO_ACCESS_FROM_BESIDE) !== 0) continue;
      for (let i = shapeStart[e]! + 1; i < shapeStart[e + 1]!; i++) {
        rows.push(i);
        edges.push(e);
      }
    }
    this.shapeRow = Int32Array.from(rows);
    this.edgeOf = Int32Array.from(edges);
    this.index = rows.length === 0 ? null : new Flatbush(rows.length);
    for (const row of rows) {
      const [ax, ay, bx, by] = [shapeX[row - 1]!, shapeY[row - 1]!, shapeX[row]!, shapeY[row]!];
      this.index!.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    }
    this.index?.finish();
    this.stops = new StreetStops(stops);
    this.extent = extentOf(graph);
  }

  /**
   * @param cap farthest a street may be from a point, metres
   * @param tick told before each point
   */
  linksOf(points: PlanePoints, cap: Metres, tick?: Tick): StreetLinks {
    const start = new Int32Array(points.x.length + 1);
    const edge: number[] = [];
    const along: number[] = [];
    const off: number[] = [];
    const unsnapped: Unsnapped[] = [];
    for (let row = 0; row < points.x.length; row++) {
      tick?.(row);
      const reason = this.link(points.x[row]! * 10, points.y[row]! * 10, cap * 10, edge, along, off);
      if (reason) unsnapped.push({ row, reason });
      start[row + 1] = edge.length;
    }
    return { start, edge: Int32Array.from(edge), along: Int32Array.from(along), off: Int32Array.from(off), unsnapped };
  }

  private link(x: number, y: number, cap: number, edge: number[], along: number[], off: number[]): UnsnappedReason | null {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return "no-position";
    const [west, south, east, north] = this.extent;
    if (x < west - cap || x > east + cap || y < south - cap || y > north + cap) return "outside-streets";
    let anyBehind = false;
    for (let within = Math.min(BESIDE, cap); ; within = Math.min(cap, within * 2.5)) {
      const spots = this.spotsWithin(x, y, within);
      const open = spots.filter((spot) => this.stops.isOpenTo(x, y, spot.x, spot.y));
      anyBehind ||= open.length < spots.length;
      if (within < cap && !open.some((spot) => this.leadsSomewhere(spot))) continue;
      const kept = this.keptOf(open);
      for (const spot of kept) {
        edge.push(spot.edge);
        along.push(spot.along);
        off.push(Math.round(spot.away * this.view.use.offStreetFactor));
      }
      if (kept.length > 0) return null;
      return anyBehind ? "behind-barrier" : "too-far-from-street";
    }
  }

  /** The nearest spot of each edge within reach, nearest first. */
  private spotsWithin(x: number, y: number, within: number): Spot[] {
    const { best, bestRow, edgeOf, shapeRow } = this;
    const { shapeX, shapeY } = this.view.graph;
    const edges: number[] = [];
    for (const id of this.index?.search(x - within, y - within, x + within, y + within) ?? []) {
      const row = shapeRow[id]!;
      const [ax, ay] = [shapeX[row - 1]!, shapeY[row - 1]!];
      const [dx, dy] = [shapeX[row]! - ax, shapeY[row]! - ay];
      const part = partAlong(x - ax, y - ay, dx, dy);
      const [offX, offY] = [ax + part * dx - x, ay + part * dy - y];
      const away2 = offX * offX + offY * offY;
      const e = edgeOf[id]!;
      // Of two spots equally near the earlier one, in whatever order they are found.
      if (away2 > within * within || away2 > best[e]! || (away2 === best[e] && row >= bestRow[e]!)) continue;
      if (best[e] === Infinity) edges.push(e);
      best[e] = away2;
      bestRow[e] = row;
    }
    return edges.map((e) => this.spotOn(e, x, y)).sort((a, b) => a.away - b.away || a.edge - b.edge);
  }

  /** The spot found on an edge, which is forgotten with it. */
  private spotOn(edge: number, x: number, y: number): Spot {
    const { view, before, best, bestRow } = this;
    const { shapeX, shapeY, length } = view.graph;
    const row = bestRow[edge]!;
    const away = Math.sqrt(best[edge]!);
    best[edge] = Infinity;
    const [ax, ay] = [shapeX[row - 1]!, shapeY[row - 1]!];
    const [dx, dy] = [shapeX[row]! - ax, shapeY[row]! - ay];
    const part = partAlong(x - ax, y - ay, dx, dy);
    const drawn = before[row - 1]! + part * (before[row]! - before[row - 1]!);
    const counted = view.edgeCost[edge]!;
    const along = Math.min(counted, Math.round((drawn * counted) / length[edge]!));
    return { edge, away, x: ax + part * dx, y: ay + part * dy, along };
  }

  /** All beside the point; where they lead nowhere, the nearest of each island up to the first street that does. */
  private keptOf(spots: readonly Spot[]): Spot[] {
    const seen = new Set<number>();
    let isAnchored = false;
    return spots.filter((spot) => {
      const piece = this.pieceOf(spot);
      const isKept = spot.away <= BESIDE || (!isAnchored && !seen.has(piece));
      seen.add(piece);
      isAnchored ||= this.leadsSomewhere(spot);
      return isKept;
    });
  }

  private pieceOf({ edge }: Spot): number {
    return this.view.piece[this.view.graph.from[edge]!]!;
  }

  private leadsSomewhere(spot: Spot): boolean {
    const { pieceSizes, largestPiece } = this.view;
    const size = pieceSizes[this.pieceOf(spot)]!;
    return size >= SOMEWHERE || size * 10 >= pieceSizes[largestPiece]!;
  }
}

/** How far along a piece (dx, dy) the nearest spot to (x, y) lies, 0 … 1; both from the piece's first point. */
function partAlong(x: number, y: number, dx: number, dy: number): number {
  const length2 = dx * dx + dy * dy;
  return length2 === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length2));
}

interface Spot {
  readonly edge: number;
  readonly away: number;
  readonly x: number;
  readonly y: number;
  readonly along: number;
}
