import { expect, test } from "vitest";
import { coverageRun } from "~/modules/coverage/domain/coverage-run";
import { fromPlane, localPlane } from "~/modules/places/domain/local-plane";
import { REACH_METHODS } from "~/modules/places/domain/reach";
import { buildStreetGraph } from "~/modules/places/domain/streets/build-street-graph";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { madeInput } from "./made-input";

const PLANE = localPlane(113.65, 34.76);
const SIDE = 21;
const BLOCK = 100;

/** A town of square blocks of 100 m, 2 km wide. */
function squareTown() {
  const nodes = Array.from({ length: SIDE * SIDE }, (_, i) =>
    fromPlane(PLANE, ((i % SIDE) - 10) * BLOCK, (Math.floor(i / SIDE) - 10) * BLOCK),
  );
  const along = (row: number) => Array.from({ length: SIDE }, (_, i) => row * SIDE + i);
  const across = (column: number) => Array.from({ length: SIDE }, (_, i) => i * SIDE + column);
  const ways = Array.from({ length: SIDE }, (_, i) => [along(i), across(i)]).flat();
  return buildStreetGraph(PLANE, {
    lon: Float64Array.from(nodes, ([lon]) => lon),
    lat: Float64Array.from(nodes, ([, lat]) => lat),
    nodeMarks: new Uint8Array(nodes.length),
    wayStart: Int32Array.from({ length: ways.length + 1 }, (_, i) => i * SIDE),
    refs: Int32Array.from(ways.flat()),
    wayMarks: new Uint8Array(ways.length),
    stopStart: Int32Array.of(0),
    stopRefs: new Int32Array(0),
  });
}

const streets = {
  view: walkingView(squareTown(), { movement: "foot", stepsFactor: 1, offStreetFactor: 1 }),
  snap: 300,
};
// 2.7 km/h for 15 minutes: 675 m. By the blocks 400 + 300 m is beyond it, by the detour index 500 m × 1.3 is inside.
const communities = [
  { x: 600, y: 0, people: 10 },
  { x: 400, y: 300, people: 20 },
  { x: 3_000, y: 0, people: 40 },
];

test.each(REACH_METHODS)("asked by %s, a city with streets shows all methods side by side", (method) => {
  const input = madeInput(communities, [{ x: 0, y: 0 }], { method, hasStreets: true });
  const { sideBySide, figures, unsnapped } = coverageRun(input, streets);
  expect(sideBySide.map(({ method: key }) => key)).toEqual([...REACH_METHODS]);
  // The third stands outside the streets: no method is blamed for it.
  expect(sideBySide.map(({ people }) => people)).toEqual([30, 30, 30]);
  expect(sideBySide.find(({ method: key }) => key === "network")?.covered).toBe(10);
  expect(sideBySide.find(({ method: key }) => key === "circle")?.covered).toBe(20);
  const total = figures.covered.at(-1);
  expect(total).toBe(sideBySide.find(({ method: key }) => key === method)?.covered);
  expect(unsnapped.map(({ reason }) => reason)).toEqual(method === "network" ? ["outside-streets"] : []);
});
