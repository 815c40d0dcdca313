import Flatbush from "flatbush";
import type { Metres } from "~/shared/units";
import type { PlanePoints } from "../local-plane";
import { StreetStops } from "./street-stops";
import { NO_ACCESS_FROM_BESIDE } from "./street-use";
import type { WalkingView } from "./walking-view";

/**
 * Where points step onto the street: the nearest point *on an edge*, and every other edge within 30 m, so that a house
 * between two streets uses both. Where the nearest street hangs together with little, the nearest street of each other
 * piece within the cap is taken too: an alley somebody drew by itself must not cut a home off. The walk to the street
 * crosses no water, railway or motorway.
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

/** Streets this near are all used. */
const BESIDE = 300;

export class StreetLinker {
  private readonly index: Flatbush | null;
  private readonly stops: StreetStops;
  /** per indexed piece of shape: its row in the shape columns (of its second point) and its edge */
  private readonly shapeRow: Int32Array;
  private readonly edgeOf: Int32Array;
  private readonly box: { west: number; east: number; south: number; north: number };

  constructor(private readonly view: WalkingView) {
    const { graph, edgeCost } = view;
    const { shapeStart, shapeX, shapeY, marks, stops } = graph;
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
    this.box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
    for (let i = 0; i < shapeX.length; i++) {
      this.box.west = Math.min(this.box.west, shapeX[i]!);
      this.box.east = Math.max(this.box.east, shapeX[i]!);
      this.box.south = Math.min(this.box.south, shapeY[i]!);
      this.box.north = Math.max(this.box.north, shapeY[i]!);
    }
  }

  /** @param cap farthest a street may be from a point, metres */
  linksOf(points: PlanePoints, cap: Metres): StreetLinks {
    const start = new Int32Array(points.x.length + 1);
    const edge: number[] = [];
    const along: number[] = [];
    const off: number[] = [];
    const unsnapped: Unsnapped[] = [];
    for (let row = 0; row < points.x.length; row++) {
      const reason = this.link(points.x[row]! * 10, points.y[row]! * 10, cap * 10, edge, along, off);
      if (reason) unsnapped.push({ row, reason });
      start[row + 1] = edge.length;
    }
    return { start, edge: Int32Array.from(edge), along: Int32Array.from(along), off: Int32Array.from(off), unsnapped };
  }

  private link(x: number, y: number, cap: number, edge: number[], along: number[], off: number[]): UnsnappedReason | null {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return "no-position";
    const { west, east, south, north } = this.box;
    if (!this.index || x < west - cap || x > east + cap || y < south - cap || y > north + cap) return "outside-streets";
    let anyBehind = false;
    for (let within = Math.min(BESIDE, cap); ; within = Math.min(cap, within * 2.5)) {
      const spots = this.spotsWithin(x, y, within);
      const open = spots.filter((spot) => this.stops.isOpenTo(x, y, spot.x, spot.y));
      anyBehind ||= open.length < spots.length;
      const isAnchored = open.some((spot) => this.view.piece[this.view.graph.from[spot.edge]!] === this.view.largestPiece);
      if (!isAnchored && within < cap) continue;
      const kept = keptOf(open, this.view);
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
    const { shapeX, shapeY, shapeStart, length } = this.view.graph;
    const best = new Map<number, Spot>();
    for (const id of this.index!.search(x - within, y - within, x + within, y + within)) {
      const row = this.shapeRow[id]!;
      const e = this.edgeOf[id]!;
      const [ax, ay] = [shapeX[row - 1]!, shapeY[row - 1]!];
      const [dx, dy] = [shapeX[row]! - ax, shapeY[row]! - ay];
      const length2 = dx * dx + dy * dy;
      const part = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
      const [sx, sy] = [ax + part * dx, ay + part * dy];
      const away = Math.hypot(sx - x, sy - y);
      if (away > within || away >= (best.get(e)?.away ?? Infinity)) continue;
      best.set(e, { edge: e, away, x: sx, y: sy, along: row, part });
    }
    for (const spot of best.values()) {
      const row = spot.along;
      let before = 0;
      for (let i = shapeStart[spot.edge]! + 1; i < row; i++)
        before += Math.hypot(shapeX[i]! - shapeX[i - 1]!, shapeY[i]! - shapeY[i - 1]!);
      before += spot.part * Math.hypot(shapeX[row]! - shapeX[row - 1]!, shapeY[row]! - shapeY[row - 1]!);
      const counted = this.view.edgeCost[spot.edge]!;
      spot.along = Math.min(counted, Math.round((before * counted) / length[spot.edge]!));
    }
    return [...best.values()].sort((a, b) => a.away - b.away || a.edge - b.edge);
  }
}

interface Spot {
  readonly edge: number;
  readonly away: number;
  readonly x: number;
  readonly y: number;
  along: number;
  readonly part: number;
}

/** All beside the point, and the nearest of each piece of the network. Spots come nearest first. */
function keptOf(spots: readonly Spot[], view: WalkingView): Spot[] {
  const seen = new Set<number>();
  return spots.filter((spot) => {
    const piece = view.piece[view.graph.from[spot.edge]!]!;
    const isFirst = !seen.has(piece);
    seen.add(piece);
    return isFirst || spot.away <= BESIDE;
  });
}
