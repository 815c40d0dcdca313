import { expect, test } from "vitest";
import { circlesRun } from "~/modules/coverage/domain/circles-run";
import { coverageRun } from "~/modules/coverage/domain/coverage-run";
import { REACH_METHODS } from "~/modules/places/domain/reach";
import { walkingView } from "~/modules/places/domain/streets/walking-view";
import { madeStreets } from "../../../../bench/made-streets";
import { madeInput } from "./made-input";

const view = walkingView(madeStreets(30), { movement: "foot", stepsFactor: 1, offStreetFactor: 1 });
const streets = { view, snap: 300 };
const communities = Array.from({ length: 400 }, (_, i) => ({
  x: ((i % 20) - 9.5) * 120,
  y: (Math.floor(i / 20) - 9.5) * 120,
  people: 1,
}));
const places = [
  { x: 10, y: 20 },
  { x: -700, y: 500 },
];

test.each(REACH_METHODS)("by %s the minutes of a home do not depend on the minutes asked for", (method) => {
  const asked = (minutes: number) => madeInput(communities, places, { method, limit: { by: "minutes", minutes } });
  const [five, ten, fifteen] = [5, 10, 15].map((minutes) => coverageRun(asked(minutes), streets));
  expect(five!.minutes).toEqual(fifteen!.minutes);
  expect(ten!.minutes).toEqual(fifteen!.minutes);
  const ringsAt = (minutes: number) => {
    const { sites, barriers, detour, speedKmh } = asked(minutes);
    const properties = {};
    return circlesRun(
      { ...sites, barriers, detour: detour.value, method, speedKmh, limit: { by: "minutes", minutes }, properties, demo: null },
      streets,
    ).features;
  };
  // The 5 of 5/10/15 is the middle of 2.5/5/7.5 … and the last of 1.7/3.3/5; grids differ by where they end only.
  const areaOf = (ring: ReturnType<typeof ringsAt>[number]) => areaIn(ring.geometry.coordinates as [number, number][][][]);
  expect(areaOf(ringsAt(15)[0]!) / areaOf(ringsAt(5)[2]!)).toBeCloseTo(1, 1);
});

function areaIn(polygons: readonly (readonly (readonly (readonly [number, number])[])[])[]): number {
  const twice = (ring: readonly (readonly [number, number])[]) =>
    ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * y, 0);
  return polygons.flat().reduce((sum, ring) => sum + twice(ring.map(([x, y]) => [x - 113.65, y - 34.76] as const)), 0);
}
