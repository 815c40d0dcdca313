import fc from "fast-check";
import { barrierNetwork, type BarrierLine } from "~/modules/places/domain/barrier";
import { fromPlane, localPlane, type PlanePoints } from "~/modules/places/domain/local-plane";

/** A made town of 2 × 2 km round Zhengzhou's centre, in metres. */
export const PLANE = localPlane(113.65, 34.76);

export const onGround = (x: number, y: number): [number, number] => fromPlane(PLANE, x, y);

export const points = (...places: readonly (readonly [number, number])[]): PlanePoints => ({
  x: Float64Array.from(places, ([x]) => x),
  y: Float64Array.from(places, ([, y]) => y),
});

export interface FlatBarrier {
  readonly line: readonly (readonly [number, number])[];
  readonly crossings: readonly (readonly [number, number])[];
}

export const barrierLine = ({ line, crossings }: FlatBarrier): BarrierLine => ({
  line: line.map(([x, y]) => onGround(x, y)),
  crossings: crossings.map(([x, y]) => onGround(x, y)),
});

export const network = (...barriers: readonly FlatBarrier[]) => barrierNetwork(PLANE, barriers.map(barrierLine));

const metre = fc.double({ min: -1_000, max: 1_000, noNaN: true });
export const anyPlace = fc.tuple(metre, metre);
export const anyPlaces = (min: number, max: number) => fc.array(anyPlace, { minLength: min, maxLength: max });

/** A bent line across the town, with crossings somewhere on it (0 … 1 along its first leg). */
export const anyBarrier = fc
  .record({
    line: fc.array(anyPlace, { minLength: 2, maxLength: 4 }),
    along: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
  })
  .map(({ line, along }): FlatBarrier => {
    const [a, b] = [line[0]!, line[1]!];
    return { line, crossings: along.map((share) => [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])] as const) };
  });

/** A wall from far west to far east along y = 0. */
export const wall = (...crossingsAt: readonly number[]): FlatBarrier => ({
  line: [
    [-60_000, 0],
    [60_000, 0],
  ],
  crossings: crossingsAt.map((x) => [x, 0] as const),
});
