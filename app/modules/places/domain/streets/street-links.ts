import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { PlanePoints } from "../local-plane";
import { extentOf, type Extent } from "./street-graph";
import { privateWays, type PrivateWays } from "./private-ways";
import { StreetSpots, type Spot } from "./street-spots";
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
/**
 * A walk past the nearest street to one farther off counts twice: nobody knows the way. A street that is mapped there later
 * is then seldom longer (decision 8). A nearest street counts as far as it is.
 */
const UNKNOWN_WAY = 2;
/** A piece of network with a tenth of the largest one's junctions, or with this many, leads somewhere. */
const SOMEWHERE = 200;

export class StreetLinker {
  private readonly spots: StreetSpots;
  private readonly inside: PrivateWays | null;
  private readonly stops: StreetStops;
  private readonly extent: Extent;

  constructor(private readonly view: WalkingView) {
    const { graph, edgeCost } = view;
    const isSteppedOnto = (edge: number) => edgeCost[edge]! > 0 && (graph.marks[edge]! & NO_ACCESS_FROM_BESIDE) === 0;
    this.spots = new StreetSpots(graph, edgeCost, isSteppedOnto);
    this.inside = privateWays(view);
    this.stops = new StreetStops(graph.stops);
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
    const { factor } = this;
    const { kept, anyBehind } = this.beside(x, y, cap);
    for (const spot of kept) {
      const isPastAnother = spot !== kept[0] && spot.away > BESIDE;
      edge.push(spot.edge);
      along.push(spot.along);
      off.push(Math.round(spot.away * factor * (isPastAnother ? UNKNOWN_WAY : 1)));
    }
    const gates = this.inside?.gatesFrom(this.groundsOf(this.inside, x, y, kept[0]?.away ?? cap, cap), factor) ?? [];
    for (const gate of gates) {
      edge.push(gate.edge);
      along.push(gate.along);
      off.push(gate.off);
    }
    if (kept.length > 0 || gates.length > 0) return null;
    return anyBehind ? "behind-barrier" : "too-far-from-street";
  }

  private get factor(): number {
    return this.view.use.offStreetFactor;
  }

  /** The streets a point steps onto, nearest first. */
  private beside(x: number, y: number, cap: number): { readonly kept: readonly Spot[]; readonly anyBehind: boolean } {
    let anyBehind = false;
    for (let within = Math.min(BESIDE, cap); ; within = Math.min(cap, within * 2.5)) {
      const spots = this.spots.within(x, y, within);
      const open = spots.filter((spot) => this.stops.isOpenTo(x, y, spot.x, spot.y));
      anyBehind ||= open.length < spots.length;
      if (within === cap || open.some((spot) => this.leadsSomewhere(spot))) return { kept: this.keptOf(open), anyBehind };
    }
  }

  /** The private ways a point stands on: all beside it, or else the nearest where no street is nearer. */
  private groundsOf(inside: PrivateWays, x: number, y: number, streetAway: number, cap: number): readonly Spot[] {
    const open = (within: number) =>
      inside.spots.within(x, y, within).filter((spot) => this.stops.isOpenTo(x, y, spot.x, spot.y));
    const beside = open(Math.min(BESIDE, cap));
    return beside.length > 0 || streetAway <= BESIDE ? beside : open(Math.min(streetAway, cap)).slice(0, 1);
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
