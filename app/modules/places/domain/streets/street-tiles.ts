import type { MultiLineString } from "geojson";
import { tileOf, tileText } from "~/shared/map-tile";
import { fromPlane } from "../local-plane";
import type { StreetGraph } from "./street-graph";
import { PRIVATE, STEPS } from "./street-use";

/** Every edge in the square its middle point lies in: each is drawn once, and may reach a little into the next square. */
export function streetTiles(graph: StreetGraph): ReadonlyMap<string, readonly number[]> {
  const { plane, from, shapeStart, shapeX, shapeY } = graph;
  const tiles = new Map<string, number[]>();
  for (let edge = 0; edge < from.length; edge++) {
    const middle = (shapeStart[edge]! + shapeStart[edge + 1]!) >> 1;
    const key = tileText(tileOf(...fromPlane(plane, shapeX[middle]! / 10, shapeY[middle]! / 10)));
    const there = tiles.get(key);
    if (there) there.push(edge);
    else tiles.set(key, [edge]);
  }
  return tiles;
}

export interface StreetLines {
  readonly streets: MultiLineString;
  readonly steps: MultiLineString;
}

/** The lines of some edges in degrees, to about a metre; steps apart, because they are drawn otherwise. */
export function streetLines({ plane, marks, shapeStart, shapeX, shapeY }: StreetGraph, edges: readonly number[]): StreetLines {
  const lines: { streets: number[][][]; steps: number[][][] } = { streets: [], steps: [] };
  for (const edge of edges) {
    // Nobody's walk leads through: drawn, it would look as if one did.
    if ((marks[edge]! & PRIVATE) !== 0) continue;
    const line: number[][] = [];
    for (let row = shapeStart[edge]!; row < shapeStart[edge + 1]!; row++) {
      const [lon, lat] = fromPlane(plane, shapeX[row]! / 10, shapeY[row]! / 10);
      line.push([rounded(lon), rounded(lat)]);
    }
    lines[(marks[edge]! & STEPS) === 0 ? "streets" : "steps"].push(line);
  }
  return {
    streets: { type: "MultiLineString", coordinates: lines.streets },
    steps: { type: "MultiLineString", coordinates: lines.steps },
  };
}

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
