import type { LocalPlane } from "../local-plane";
import { pointsOnPlane } from "../local-plane";
import { hilbertOrder } from "./hilbert-order";
import { pieceLength, type StreetGraph } from "./street-graph";
import { CLOSED_NODE } from "./walk-rules";

/** Streets as they were drawn: ways as rows of nodes. Nodes the file does not hold are NaN and break the way there. */
export interface DrawnStreets {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly nodeMarks: Uint8Array;
  /** nodes of way w: refs[wayStart[w] … wayStart[w + 1] − 1], rows of the node columns */
  readonly wayStart: Int32Array;
  readonly refs: Int32Array;
  readonly wayMarks: Uint8Array;
  /** lines the walk off the street does not cross, as ways */
  readonly stopStart: Int32Array;
  readonly stopRefs: Int32Array;
}

/** Longest edge, decimetres: kept far below what a sum in 32 bits can hold. */
const LONGEST = 100_000_000;

/**
 * Drawn ways → junctions and edges: pieces drawn twice are taken once, chains of nodes where nothing branches become one
 * edge with its shape aside, locked gates cut the street, and junctions are numbered along a Hilbert curve.
 */
export function buildStreetGraph(plane: LocalPlane, drawn: DrawnStreets): StreetGraph {
  const { x: metresX, y: metresY } = pointsOnPlane(plane, drawn.lon, drawn.lat);
  const x = Int32Array.from(metresX, (metres) => Math.round(metres * 10));
  const y = Int32Array.from(metresY, (metres) => Math.round(metres * 10));
  const isThere = Uint8Array.from(metresX, (metres, i) => (Number.isFinite(metres) && Number.isFinite(metresY[i]!) ? 1 : 0));
  const strokes = strokesOf(drawn, isThere);
  const chains = chainsOf(strokes, drawn);
  return { ...laidOut(chains, x, y), plane, stops: stopsOf(drawn, x, y, isThere) };
}

/** Pieces of street between two neighbouring nodes, each once. */
interface Strokes {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly marks: Uint8Array;
}

function strokesOf({ wayStart, refs, wayMarks, nodeMarks }: DrawnStreets, isThere: Uint8Array): Strokes {
  const a: number[] = [];
  const b: number[] = [];
  const marks: number[] = [];
  for (let w = 0; w < wayMarks.length; w++) {
    for (let i = wayStart[w]! + 1; i < wayStart[w + 1]!; i++) {
      const [p, q] = [refs[i - 1]!, refs[i]!];
      if (p === q || !isThere[p] || !isThere[q]) continue;
      a.push(Math.min(p, q));
      b.push(Math.max(p, q));
      marks.push(wayMarks[w]! | ((nodeMarks[p]! | nodeMarks[q]!) & ~CLOSED_NODE));
    }
  }
  const order = Int32Array.from(a.keys()).sort((i, j) => a[i]! - a[j]! || b[i]! - b[j]!);
  const kept: number[] = [];
  for (const row of order) {
    const last = kept.at(-1);
    // A pavement and a road drawn over each other: whoever may use one of them may pass.
    if (last !== undefined && a[last] === a[row] && b[last] === b[row]) marks[last]! &= marks[row]!;
    else kept.push(row);
  }
  const column = (values: readonly number[]) => kept.map((row) => values[row]!);
  return { a: Int32Array.from(column(a)), b: Int32Array.from(column(b)), marks: Uint8Array.from(column(marks)) };
}

/** Chains of strokes from junction to junction as rows of nodes. */
interface Chains {
  /** nodes of chain c: nodes[start[c] … start[c + 1] − 1] */
  readonly start: number[];
  readonly nodes: number[];
  readonly marks: number[];
  /** the junction a chain begins and ends with: a node, or a dead end of its own beside a locked gate */
  readonly first: number[];
  readonly last: number[];
  readonly junctionNode: number[];
}

function chainsOf({ a, b, marks }: Strokes, { lon, nodeMarks }: DrawnStreets): Chains {
  const count = lon.length;
  const start = new Int32Array(count + 1);
  for (let s = 0; s < a.length; s++) {
    start[a[s]! + 1]!++;
    start[b[s]! + 1]!++;
  }
  for (let n = 0; n < count; n++) start[n + 1]! += start[n]!;
  const next = start.slice(0, count);
  const strokeAt = new Int32Array(start[count]!);
  for (let s = 0; s < a.length; s++) {
    strokeAt[next[a[s]!]!++] = s;
    strokeAt[next[b[s]!]!++] = s;
  }
  const isClosed = (node: number) => (nodeMarks[node]! & CLOSED_NODE) !== 0;
  const isJunction = (node: number) =>
    isClosed(node) ||
    start[node + 1]! - start[node]! !== 2 ||
    marks[strokeAt[start[node]!]!] !== marks[strokeAt[start[node]! + 1]!];

  const chains: Chains = { start: [0], nodes: [], marks: [], first: [], last: [], junctionNode: [] };
  const junctionOf = new Int32Array(count).fill(-1);
  const junction = (node: number): number => {
    // Each piece of street that ends at a locked gate ends there for itself.
    if (isClosed(node)) return chains.junctionNode.push(node) - 1;
    if (junctionOf[node] === -1) junctionOf[node] = chains.junctionNode.push(node) - 1;
    return junctionOf[node]!;
  };
  const isDone = new Uint8Array(a.length);
  const follow = (node: number, stroke: number) => {
    chains.first.push(junction(node));
    chains.nodes.push(node);
    let [at, along] = [node, stroke];
    for (;;) {
      isDone[along] = 1;
      at = a[along] === at ? b[along]! : a[along]!;
      chains.nodes.push(at);
      if (isJunction(at) || at === node) break;
      along = strokeAt[start[at]!] === along ? strokeAt[start[at]! + 1]! : strokeAt[start[at]!]!;
    }
    chains.last.push(junction(at));
    chains.marks.push(marks[stroke]!);
    chains.start.push(chains.nodes.length);
  };
  for (let n = 0; n < count; n++) {
    if (start[n + 1] === start[n] || !isJunction(n)) continue;
    for (let i = start[n]!; i < start[n + 1]!; i++) if (!isDone[strokeAt[i]!]) follow(n, strokeAt[i]!);
  }
  // What is left are rings nothing joins: any of their nodes serves as the junction.
  for (let s = 0; s < a.length; s++) if (!isDone[s]) follow(a[s]!, s);
  return chains;
}

function laidOut(chains: Chains, x: Int32Array, y: Int32Array): Omit<StreetGraph, "plane" | "stops"> {
  const { junctionNode } = chains;
  const junctionX = Int32Array.from(junctionNode, (node) => x[node]!);
  const junctionY = Int32Array.from(junctionNode, (node) => y[node]!);
  const order = hilbertOrder(junctionX, junctionY);
  const rank = new Int32Array(order.length);
  order.forEach((junction, row) => (rank[junction] = row));
  const edges = Int32Array.from(chains.marks.keys()).sort(
    (c, d) =>
      Math.min(rank[chains.first[c]!]!, rank[chains.last[c]!]!) - Math.min(rank[chains.first[d]!]!, rank[chains.last[d]!]!) ||
      c - d,
  );
  const shapeStart = new Int32Array(edges.length + 1);
  const shapeX = new Int32Array(chains.nodes.length);
  const shapeY = new Int32Array(chains.nodes.length);
  const length = new Int32Array(edges.length);
  let at = 0;
  edges.forEach((chain, row) => {
    let sum = 0;
    for (let i = chains.start[chain]!; i < chains.start[chain + 1]!; i++, at++) {
      shapeX[at] = x[chains.nodes[i]!]!;
      shapeY[at] = y[chains.nodes[i]!]!;
      if (i > chains.start[chain]!) sum += pieceLength(shapeX[at]! - shapeX[at - 1]!, shapeY[at]! - shapeY[at - 1]!);
    }
    shapeStart[row + 1] = at;
    length[row] = Math.min(LONGEST, sum);
  });
  return {
    x: order.map((junction) => junctionX[junction]!),
    y: order.map((junction) => junctionY[junction]!),
    from: edges.map((chain) => rank[chains.first[chain]!]!),
    to: edges.map((chain) => rank[chains.last[chain]!]!),
    length,
    marks: Uint8Array.from(edges, (chain) => chains.marks[chain]!),
    shapeStart,
    shapeX,
    shapeY,
  };
}

function stopsOf({ stopStart, stopRefs }: DrawnStreets, x: Int32Array, y: Int32Array, isThere: Uint8Array): Int32Array {
  const out: number[] = [];
  for (let w = 0; w + 1 < stopStart.length; w++) {
    for (let i = stopStart[w]! + 1; i < stopStart[w + 1]!; i++) {
      const [p, q] = [stopRefs[i - 1]!, stopRefs[i]!];
      if (p !== q && isThere[p] && isThere[q]) out.push(x[p]!, y[p]!, x[q]!, y[q]!);
    }
  }
  return Int32Array.from(out);
}
