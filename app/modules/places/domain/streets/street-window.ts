import { toPlane } from "../local-plane";
import type { Lat, Lon } from "~/shared/units";
import { extentOf, type StreetGraph, type WholeNetwork } from "./street-graph";
import type { WalkingView } from "./walking-view";

/**
 * The part of a network a map window needs: every edge that touches it, whole, with the junctions at its ends. It carries
 * what the window cannot tell by itself: which streets hang together outside it, and whether they lead somewhere.
 */
export function streetWindow(view: WalkingView, west: Lon, south: Lat, east: Lon, north: Lat): StreetGraph {
  const { graph } = view;
  const box = boxOnPlane(graph, west, south, east, north);
  const { from, to, length, marks, shapeStart, shapeX, shapeY } = graph;
  const kept: number[] = [];
  for (let e = 0; e < marks.length; e++) if (touches(graph, e, box)) kept.push(e);
  const rowOf = new Map<number, number>();
  for (const e of kept) {
    rowOf.set(from[e]!, 0);
    rowOf.set(to[e]!, 0);
  }
  // In the old order, so that neighbours in space stay neighbours in memory.
  const junctions = Int32Array.from(rowOf.keys()).sort();
  junctions.forEach((junction, row) => rowOf.set(junction, row));
  const starts = new Int32Array(kept.length + 1);
  kept.forEach((e, row) => (starts[row + 1] = starts[row]! + shapeStart[e + 1]! - shapeStart[e]!));
  const xs = new Int32Array(starts[kept.length]!);
  const ys = new Int32Array(starts[kept.length]!);
  kept.forEach((e, row) => {
    xs.set(shapeX.subarray(shapeStart[e]!, shapeStart[e + 1]!), starts[row]!);
    ys.set(shapeY.subarray(shapeStart[e]!, shapeStart[e + 1]!), starts[row]!);
  });
  return {
    plane: graph.plane,
    x: junctions.map((junction) => graph.x[junction]!),
    y: junctions.map((junction) => graph.y[junction]!),
    from: Int32Array.from(kept, (e) => rowOf.get(from[e]!)!),
    to: Int32Array.from(kept, (e) => rowOf.get(to[e]!)!),
    length: Int32Array.from(kept, (e) => length[e]!),
    marks: Uint8Array.from(kept, (e) => marks[e]!),
    shapeStart: starts,
    shapeX: xs,
    shapeY: ys,
    stops: stopsWithin(graph.stops, box),
    whole: wholeSeenFrom(view, junctions),
  };
}

/** The pieces that come into a part, numbered anew after the largest of all. */
function wholeSeenFrom({ graph, use, piece, pieceSizes, largestPiece }: WalkingView, junctions: Int32Array): WholeNetwork {
  const numbers = new Map([[largestPiece, 0]]);
  const own = junctions.map((junction) => {
    const number = numbers.get(piece[junction]!) ?? numbers.size;
    numbers.set(piece[junction]!, number);
    return number;
  });
  return {
    movement: use.movement,
    piece: own,
    pieceSizes: Int32Array.from(numbers.keys(), (each) => pieceSizes[each]!),
    extent: extentOf(graph),
  };
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOnPlane({ plane }: StreetGraph, west: Lon, south: Lat, east: Lon, north: Lat): Box {
  const corners = [
    toPlane(plane, west, south),
    toPlane(plane, west, north),
    toPlane(plane, east, south),
    toPlane(plane, east, north),
  ];
  const xs = corners.map(([x]) => x * 10);
  const ys = corners.map(([, y]) => y * 10);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function touches({ shapeStart, shapeX, shapeY }: StreetGraph, edge: number, [west, south, east, north]: Box): boolean {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = shapeStart[edge]!; i < shapeStart[edge + 1]!; i++) {
    left = Math.min(left, shapeX[i]!);
    right = Math.max(right, shapeX[i]!);
    low = Math.min(low, shapeY[i]!);
    high = Math.max(high, shapeY[i]!);
  }
  return left <= east && right >= west && low <= north && high >= south;
}

function stopsWithin(stops: Int32Array, [west, south, east, north]: Box): Int32Array {
  const out: number[] = [];
  for (let i = 0; i < stops.length; i += 4) {
    const [ax, ay, bx, by] = [stops[i]!, stops[i + 1]!, stops[i + 2]!, stops[i + 3]!];
    if (Math.min(ax, bx) <= east && Math.max(ax, bx) >= west && Math.min(ay, by) <= north && Math.max(ay, by) >= south)
      out.push(ax, ay, bx, by);
  }
  return Int32Array.from(out);
}
