import { localPlane, type PlanePoints } from "~/modules/places/domain/local-plane";
import { fromPlane } from "~/modules/places/domain/local-plane";
import { buildStreetGraph } from "~/modules/places/domain/streets/build-street-graph";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { seededRandom } from "~/shared/seeded-random";

const BLOCK = 90;

/**
 * A made city of streets: crossings every 90 m pushed about by up to 20 m, every sixteenth street missing, every third one
 * bent, a river with a bridge every 450 m. 200 × 200 crossings are 18 × 18 km; a walk of 900 m touches some 200 of them.
 */
export function madeStreets(side = 200, seed = 1, block = BLOCK): StreetGraph {
  const plane = localPlane(113.65, 34.76);
  const chance = seededRandom(seed);
  const lon: number[] = [];
  const lat: number[] = [];
  const node = (x: number, y: number): number => {
    const [east, north] = fromPlane(plane, x, y);
    lon.push(east);
    return lat.push(north) - 1;
  };
  const shaken = () => (chance() - 0.5) * 40;
  const middle = (side - 1) / 2;
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) node((column - middle) * block + shaken(), (row - middle) * block + shaken());
  const refs: number[] = [];
  const wayStart = [0];
  const street = (a: number, b: number, x: number, y: number) => {
    if (chance() < 1 / 16) return;
    refs.push(a);
    if (chance() < 1 / 3) refs.push(node(x + shaken(), y + shaken()));
    refs.push(b);
    wayStart.push(refs.length);
  };
  const river = Math.floor(side / 2);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const at = row * side + column;
      const [x, y] = [(column - middle) * block, (row - middle) * block];
      if (column + 1 < side) street(at, at + 1, x + block / 2, y);
      if (row + 1 < side && (row + 1 !== river || column % 5 === 0)) street(at, at + side, x, y + block / 2);
    }
  const bank = Array.from({ length: side + 1 }, (_, i) => node((i - middle - 0.5) * block, (river - middle - 0.5) * block));
  return buildStreetGraph(plane, {
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    nodeMarks: new Uint8Array(lon.length),
    wayStart: Int32Array.from(wayStart),
    refs: Int32Array.from(refs),
    wayMarks: new Uint8Array(wayStart.length - 1),
    stopStart: Int32Array.of(0, bank.length),
    stopRefs: Int32Array.from(bank),
  });
}

/** Places beside streets, up to 60 m off a crossing in either direction. */
export function placesBeside({ x, y }: StreetGraph, count: number, seed: number): PlanePoints {
  const chance = seededRandom(seed);
  const places = { x: new Float64Array(count), y: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const crossing = Math.floor(chance() * x.length);
    places.x[i] = x[crossing]! / 10 + (chance() - 0.5) * 120;
    places.y[i] = y[crossing]! / 10 + (chance() - 0.5) * 120;
  }
  return places;
}
