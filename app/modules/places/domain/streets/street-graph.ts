import type { Metres } from "~/shared/units";
import type { LocalPlane } from "../local-plane";
import type { Movement } from "./street-use";

/**
 * A city's walkable streets: junctions joined by edges, each edge a chain of street without a junction in it. Lengths and
 * positions are whole decimetres on the plane, so every answer is the same to the bit on every machine. Streets are walked
 * both ways.
 */
export interface StreetGraph {
  readonly plane: LocalPlane;
  /** decimetres on the plane, one row a junction; neighbours in space are neighbours in memory (Hilbert order) */
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** one row an edge: its two junctions (the same one for a loop), its length in decimetres (≥ 1) and its marks */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly length: Int32Array;
  readonly marks: Uint8Array;
  /** points of edge e: rows shapeStart[e] … shapeStart[e + 1] − 1, its junctions included, in decimetres */
  readonly shapeStart: Int32Array;
  readonly shapeX: Int32Array;
  readonly shapeY: Int32Array;
  /** lines the walk off the street does not cross: ax, ay, bx, by in decimetres */
  readonly stops: Int32Array;
  /** absent in a whole network; a part carries what only the whole can tell */
  readonly whole?: WholeNetwork;
}

/** What a part knows of the network it was cut from, so that a point is linked in it as it is linked in the whole. */
export interface WholeNetwork {
  /** for whom: another movement finds other streets closed, and so other pieces */
  readonly movement: Movement;
  /** per junction of the part: the piece of the whole it hangs together with */
  readonly piece: Int32Array;
  /** junctions each piece has in the whole; row 0 is the largest, whether it comes into the part or not */
  readonly pieceSizes: Int32Array;
  readonly extent: Extent;
}

/** Decimetres on the plane. */
export type Extent = readonly [west: number, south: number, east: number, north: number];

/** The ground all streets of a network lie on; of a part, those of the whole. */
export function extentOf({ shapeX, shapeY, whole }: StreetGraph): Extent {
  if (whole) return whole.extent;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < shapeX.length; i++) {
    west = Math.min(west, shapeX[i]!);
    east = Math.max(east, shapeX[i]!);
    south = Math.min(south, shapeY[i]!);
    north = Math.max(north, shapeY[i]!);
  }
  return [west, south, east, north];
}

/**
 * Whole decimetres of a straight piece, at least 1. An edge is the sum of its pieces, so a new street that joins at a node
 * splits an edge into two that are together exactly as long.
 */
export const pieceLength = (dx: number, dy: number): number => Math.max(1, Math.round(Math.sqrt(dx * dx + dy * dy)));

/** Metres somebody set as a bound → whole decimetres, the bound itself inside even where binary fractions fall short of it. */
export const boundOf = (metres: Metres): number => Math.floor(metres * 10 + 1e-6);

/** Junctions → the edges that end there: compressed sparse rows, two arcs an edge. */
export interface Arcs {
  /** arcs of junction v: rows start[v] … start[v + 1] − 1 */
  readonly start: Int32Array;
  readonly head: Int32Array;
  readonly edge: Int32Array;
}

export function arcsOf({ x, from, to }: Pick<StreetGraph, "x" | "from" | "to">, isOpen: (edge: number) => boolean): Arcs {
  const start = new Int32Array(x.length + 1);
  for (let e = 0; e < from.length; e++) {
    if (!isOpen(e)) continue;
    start[from[e]! + 1]!++;
    start[to[e]! + 1]!++;
  }
  for (let v = 0; v < x.length; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, x.length);
  const head = new Int32Array(start[x.length]!);
  const edge = new Int32Array(start[x.length]!);
  for (let e = 0; e < from.length; e++) {
    if (!isOpen(e)) continue;
    const out = next[from[e]!]!++;
    head[out] = to[e]!;
    edge[out] = e;
    const back = next[to[e]!]!++;
    head[back] = from[e]!;
    edge[back] = e;
  }
  return { start, head, edge };
}

/** Number of the piece each junction hangs together with, and how many junctions each piece has. */
export function pieces({ start, head }: Arcs): { readonly piece: Int32Array; readonly sizes: Int32Array } {
  const count = start.length - 1;
  const piece = new Int32Array(count).fill(-1);
  const waiting = new Int32Array(count);
  const sizes: number[] = [];
  for (let v = 0; v < count; v++) {
    if (piece[v] !== -1) continue;
    let size = 0;
    let last = 0;
    waiting[last++] = v;
    piece[v] = sizes.length;
    while (size < last) {
      const u = waiting[size++]!;
      for (let a = start[u]!; a < start[u + 1]!; a++) {
        const w = head[a]!;
        if (piece[w] !== -1) continue;
        piece[w] = sizes.length;
        waiting[last++] = w;
      }
    }
    sizes.push(size);
  }
  return { piece, sizes: Int32Array.from(sizes) };
}
