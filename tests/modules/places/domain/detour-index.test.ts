import { expect, test } from "vitest";
import { fitDetourByBearing } from "~/modules/places/domain/detour-index";

test("a sampled direction is longer, shrunk toward the global index", () => {
  const samples = Array.from({ length: 45 }, () => ({ dx: 0, dy: 500, walked: 1_000 }));
  const detour = fitDetourByBearing(samples, 1.25, 16);
  expect(detour.byBearing[0]).toBeCloseTo((45 * 2 + 5 * 1.25) / 50, 9);
  expect(detour.byBearing[8]).toBeCloseTo(1.25, 9);
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
