import { expect, test } from "vitest";
import { coverageRun } from "~/modules/coverage/domain/coverage-run";
import { methodsRun } from "~/modules/coverage/domain/methods-run";
import { REACH_METHODS } from "~/modules/places/domain/reach";
import { madeInput } from "./made-input";
import { madeTown } from "./made-town";

const streets = madeTown();
// 2.7 km/h for 15 minutes: 675 m. By the blocks 400 + 300 m is beyond it, by the detour index 500 m × 1.3 is inside.
const communities = [
  { x: 600, y: 0, people: 10 },
  { x: 400, y: 300, people: 20 },
  { x: 3_000, y: 0, people: 40 },
];

test.each(REACH_METHODS)("asked by %s, a city with streets is answered by all methods side by side", (method) => {
  const input = madeInput(communities, [{ x: 0, y: 0 }], { method });
  const { figures, unsnapped } = coverageRun(input, streets);
  const sideBySide = methodsRun({ city: input, methods: REACH_METHODS }, streets);
  expect(sideBySide.map(({ method: key }) => key)).toEqual([...REACH_METHODS]);
  // The third stands outside the streets: no method is blamed for it.
  expect(sideBySide.map(({ people }) => people)).toEqual([30, 30, 30]);
  expect(sideBySide.find(({ method: key }) => key === "network")?.covered).toBe(10);
  expect(sideBySide.find(({ method: key }) => key === "circle")?.covered).toBe(20);
  const total = figures.covered.at(-1);
  expect(total).toBe(sideBySide.find(({ method: key }) => key === method)?.covered);
  expect(unsnapped.map(({ reason }) => reason)).toEqual(method === "network" ? ["outside-streets"] : []);
});
