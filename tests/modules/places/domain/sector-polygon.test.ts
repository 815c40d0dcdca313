import area from "@turf/area";
import booleanPointInPolygon from "@turf/boolean-point-in-polygon";
import circle from "@turf/circle";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_BARRIERS } from "~/modules/places/domain/barrier";
import { fitDetourByBearing, uniformDetour } from "~/modules/places/domain/detour-index";
import { sectorPolygon, sectorRadii } from "~/modules/places/domain/sector-polygon";
import { bruteForceLength } from "./brute-force-ways";
import { anyBarrier, anyPlace, network, onGround, PLANE, wall } from "./flat-town";

test("without barriers it is the circle Turf draws, shrunk by the detour index", () => {
  const polygon = sectorPolygon(PLANE, {
    x: 300,
    y: -200,
    limit: 1_000,
    detour: uniformDetour(1.25),
    barriers: NO_BARRIERS,
    bearings: 64,
  })!;
  const oracle = circle(onGround(300, -200), 800, { steps: 64, units: "meters" });
  expect(area(polygon) / area(oracle)).toBeCloseTo(1, 3);
  for (const corner of polygon.coordinates[0]!) {
    expect(booleanPointInPolygon(corner, circle(onGround(300, -200), 801, { steps: 512, units: "meters" }))).toBe(true);
    expect(booleanPointInPolygon(corner, circle(onGround(300, -200), 799, { steps: 512, units: "meters" }))).toBe(false);
  }
});

test("a sampled direction is shorter, the others keep the global index", () => {
  const samples = Array.from({ length: 45 }, () => ({ dx: 0, dy: 500, walked: 1_000 }));
  const detour = fitDetourByBearing(samples, 1.25, 16);
  expect(detour.byBearing[0]).toBeCloseTo((45 * 2 + 5 * 1.25) / 50, 9);
  const radii = sectorRadii({ x: 0, y: 0, limit: 1_000, detour, barriers: NO_BARRIERS, bearings: 16 });
  expect(radii[0]).toBeCloseTo(1_000 / detour.byBearing[0]!, 0);
  expect(radii[8]).toBeCloseTo(800, 0);
});

test("few samples hardly move the index, bad ones not at all", () => {
  const bad = [
    { dx: 0, dy: 0, walked: 5 },
    { dx: 0, dy: 100, walked: 50 },
    { dx: 0, dy: 100, walked: NaN },
  ];
  expect(fitDetourByBearing(bad, 1.3).byBearing.every((index) => index === 1.3)).toBe(true);
  expect(fitDetourByBearing([{ dx: 0, dy: 100, walked: 190 }], 1.3).byBearing[0]).toBeCloseTo((1.9 + 5 * 1.3) / 6, 9);
});

test("a wall cuts the rays toward it; a crossing lets its own ray through", () => {
  const shut = sectorRadii({ x: 0, y: -100, limit: 675, detour: uniformDetour(1.3), barriers: network(wall()), bearings: 4 });
  expect(shut[0]).toBeLessThanOrEqual(100);
  expect(shut[2]).toBeCloseTo(675 / 1.3, 0);
  const open = sectorRadii({ x: 0, y: -100, limit: 675, detour: uniformDetour(1.3), barriers: network(wall(0)), bearings: 4 });
  expect(open[0]).toBeCloseTo(675 / 1.3, 0);
});

test("every corner can really be walked to", () => {
  fc.assert(
    fc.property(anyPlace, fc.array(anyBarrier, { maxLength: 3 }), ([x, y], lines) => {
      const barriers = network(...lines);
      const bearings = 24;
      const radii = sectorRadii({ x, y, limit: 675, detour: uniformDetour(1.3), barriers, bearings });
      radii.forEach((radius, i) => {
        const turn = (2 * Math.PI * i) / bearings;
        if (radius > 0)
          expect(
            bruteForceLength(barriers, x, y, x + radius * Math.sin(turn), y + radius * Math.cos(turn)) * 1.3,
          ).toBeLessThanOrEqual(675.01);
      });
    }),
    { numRuns: 100 },
  );
});

test("a place without a position reaches nothing", () => {
  expect(sectorPolygon(PLANE, { x: NaN, y: 0, limit: 675, detour: uniformDetour(1.3), barriers: NO_BARRIERS })).toBeNull();
});
