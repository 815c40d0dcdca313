import fc from "fast-check";
import { buildStreetGraph, type DrawnStreets } from "~/modules/places/domain/streets/build-street-graph";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { NO_ACCESS_FROM_BESIDE, NO_PRAM, NO_WHEELCHAIR, STEPS } from "~/modules/places/domain/streets/street-use";
import { CLOSED_NODE } from "~/modules/places/domain/streets/walk-rules";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import { onGround, PLANE } from "../flat-town";

/** Streets drawn by hand in decimetres, and slow plain answers about them to hold the kernels against. */
export type Spot = readonly [x: number, y: number];
export interface Drawn {
  readonly nodes: readonly Spot[];
  readonly ways: readonly Way[];
  /** rows of nodes with a locked gate */
  readonly gates?: readonly number[];
  /** lines nobody crosses, in decimetres */
  readonly stops?: readonly (readonly Spot[])[];
}
export interface Way {
  readonly refs: readonly number[];
  readonly marks?: number;
}

export function graphOf({ nodes, ways, gates = [], stops = [] }: Drawn): StreetGraph {
  const all = [...nodes, ...stops.flat()].map(([x, y]) => onGround(x / 10, y / 10));
  const starts = (rows: readonly (readonly unknown[])[]) => {
    const out = [0];
    for (const row of rows) out.push(out.at(-1)! + row.length);
    return Int32Array.from(out);
  };
  const drawn: DrawnStreets = {
    lon: Float64Array.from(all, ([lon]) => lon),
    lat: Float64Array.from(all, ([, lat]) => lat),
    nodeMarks: Uint8Array.from(all, (_, row) => (gates.includes(row) ? CLOSED_NODE : 0)),
    wayStart: starts(ways.map(({ refs }) => refs)),
    refs: Int32Array.from(ways.flatMap(({ refs }) => refs)),
    wayMarks: Uint8Array.from(ways, ({ marks }) => marks ?? 0),
    stopStart: starts(stops),
    stopRefs: Int32Array.from(stops.flat(), (_, i) => nodes.length + i),
  };
  return buildStreetGraph(PLANE, drawn);
}

export const onFoot = (graph: StreetGraph): WalkingView =>
  walkingView(graph, { movement: "foot", stepsFactor: 1, offStreetFactor: 1 });

/** Blocks of `block` decimetres between `side` × `side` crossings, the middle one at (0, 0) where `side` is odd. */
export function blocks(side: number, block: number, [east, north]: Spot = [0, 0]): Drawn {
  const line = Array.from({ length: side }, (_, i) => i);
  const middle = (side - 1) / 2;
  return {
    nodes: line.flatMap((row) => line.map((column): Spot => [east + (column - middle) * block, north + (row - middle) * block])),
    ways: [
      ...line.map((row) => ({ refs: line.map((column) => row * side + column) })),
      ...line.map((column) => ({ refs: line.map((row) => row * side + column) })),
    ],
  };
}

export function together(...parts: readonly Drawn[]): Drawn {
  let first = 0;
  const ways: Way[] = [];
  for (const part of parts) {
    for (const way of part.ways) ways.push({ ...way, refs: way.refs.map((ref) => ref + first) });
    first += part.nodes.length;
  }
  return { nodes: parts.flatMap(({ nodes }) => nodes), ways, stops: parts.flatMap(({ stops }) => stops ?? []) };
}

const decimetre = fc.integer({ min: -4_000, max: 4_000 });
export const anySpot = fc.tuple(decimetre, decimetre);
const anyMarks = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(STEPS, NO_PRAM, NO_WHEELCHAIR, STEPS | NO_PRAM, NO_ACCESS_FROM_BESIDE) },
);

/** Tangled towns: loops, rings, streets drawn twice, islands, dead ends, gates, nodes on one another's lines. */
export const anyDrawn = fc
  .uniqueArray(anySpot, { minLength: 2, maxLength: 12, selector: ([x, y]) => `${x} ${y}` })
  .chain((nodes) => {
    const ref = fc.integer({ min: 0, max: nodes.length - 1 });
    return fc.record({
      nodes: fc.constant(nodes),
      ways: fc.array(fc.record({ refs: fc.array(ref, { minLength: 2, maxLength: 6 }), marks: anyMarks }), {
        minLength: 1,
        maxLength: 7,
      }),
      gates: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(ref, { maxLength: 2 }) }),
    });
  });

export interface Stroke {
  readonly a: Spot;
  readonly b: Spot;
  readonly marks: number;
  readonly length: number;
}

export const strokeKey = (a: Spot, b: Spot): string => [a.join(), b.join()].sort().join(" – ");
export const plainLength = (a: Spot, b: Spot): number => Math.max(1, Math.round(Math.hypot(a[0] - b[0], a[1] - b[1])));

/** What was drawn, piece by piece, by its ends; drawn twice = one, with the marks both have. */
export function strokesOf({ nodes, ways }: Drawn): Map<string, Stroke> {
  const strokes = new Map<string, Stroke>();
  for (const { refs, marks = 0 } of ways) {
    for (let i = 1; i < refs.length; i++) {
      if (refs[i] === refs[i - 1]) continue;
      const [a, b] = [nodes[refs[i - 1]!]!, nodes[refs[i]!]!];
      const key = strokeKey(a, b);
      strokes.set(key, { a, b, marks: marks & (strokes.get(key)?.marks ?? 255), length: plainLength(a, b) });
    }
  }
  return strokes;
}

export type Ways = readonly (readonly [a: number, b: number, cost: number])[];

/** All-pairs lengths by Floyd and Warshall. */
export function allPairs(count: number, ways: Ways): number[][] {
  const far = Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => (i === j ? 0 : Infinity)));
  for (const [a, b, cost] of ways) far[a]![b] = far[b]![a] = Math.min(far[a]![b]!, cost);
  for (let k = 0; k < count; k++)
    for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) far[i]![j] = Math.min(far[i]![j]!, far[i]![k]! + far[k]![j]!);
  for (let i = 0; i < count; i++) far[i]![i] = 0;
  return far;
}

export function waysOf({ graph, edgeCost }: WalkingView): Ways {
  return Array.from(graph.from, (from, e) => [from, graph.to[e]!, edgeCost[e]!] as const).filter(([, , cost]) => cost > 0);
}
