import type { Metres } from "~/shared/units";
import { toPlane } from "../local-plane";
import type { StreetGraph } from "./street-graph";

/** How much of a city a network serves, told by squares of a kilometre: a box round it would also hold what lies beside it. */
export interface CityServed {
  /** part of the city's places with a street in their square or one beside it */
  readonly share: number;
  /** street in those squares: what a wider extract has elsewhere counts for nothing */
  readonly metres: Metres;
}

const SQUARE: Metres = 1_000;

/** @returns null where the city has no place with a position */
export function cityServed(
  graph: StreetGraph,
  places: readonly { readonly lon: number; readonly lat: number }[],
): CityServed | null {
  if (places.length === 0) return null;
  const { plane, shapeStart, shapeX, shapeY, length } = graph;
  const squares = new Set<number>();
  for (let i = 0; i < shapeX.length; i++) squares.add(squareOf(shapeX[i]! / 10, shapeY[i]! / 10));
  const near = new Set<number>();
  let served = 0;
  for (const { lon, lat } of places) {
    const [x, y] = toPlane(plane, lon, lat);
    let isServed = false;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const square = squareOf(x + dx * SQUARE, y + dy * SQUARE);
        near.add(square);
        isServed ||= squares.has(square);
      }
    }
    if (isServed) served++;
  }
  let decimetres = 0;
  for (let e = 0; e < length.length; e++) {
    const first = shapeStart[e]!;
    if (near.has(squareOf(shapeX[first]! / 10, shapeY[first]! / 10))) decimetres += length[e]!;
  }
  return { share: served / places.length, metres: decimetres / 10 };
}

/** Squares of the whole earth by one number. */
const ROWS = 100_000;
const squareOf = (x: Metres, y: Metres): number => Math.floor(x / SQUARE) * ROWS + Math.floor(y / SQUARE);

/** Less than half of a city's places: more likely a neighbour's extract than this city's. */
export const LEAST_SHARE = 0.5;
/** What a new extract may lose against the one in force before it is asked about: mapping rarely shrinks. */
const [SHARE_LOST, METRES_LOST] = [0.05, 0.2];

export const isClearlyLess = (now: CityServed, before: CityServed): boolean =>
  now.share < before.share - SHARE_LOST || now.metres < before.metres * (1 - METRES_LOST);
