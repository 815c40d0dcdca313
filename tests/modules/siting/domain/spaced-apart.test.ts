import fc from "fast-check";
import { expect, test } from "vitest";
import { mostPairsNear, spacedApart } from "~/modules/siting/domain/spaced-apart";

const places = fc.array(
  fc.tuple(fc.oneof(fc.integer({ min: -3_000, max: 3_000 }), fc.constant(NaN)), fc.integer({ min: -3_000, max: 3_000 })),
  { maxLength: 60 },
);

test("two places share a group if and only if they stand too near each other and both may be chosen", () => {
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 2, max: 9 }), (at, spacing, out) => {
      const [x, y] = [at.map(([east]) => east), at.map(([, north]) => north)];
      const isAsked = (row: number) => row % out !== 1;
      const told = new Set<string>();
      for (const group of spacedApart({ x, y }, spacing, isAsked))
        for (const a of group) for (const b of group) if (a < b) told.add(`${a} ${b}`);
      const near = at.flatMap((_, a) =>
        at.flatMap((__, b) =>
          a < b && isAsked(a) && isAsked(b) && Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!) < spacing ? [`${a} ${b}`] : [],
        ),
      );
      expect([...told].sort()).toEqual(near.sort());
      expect(mostPairsNear({ x, y }, spacing, isAsked)).toBeGreaterThanOrEqual(near.length);
    }),
    { numRuns: 300 },
  );
});

test("3,306 places at 50 km, four million pairs, are a few thousand groups", () => {
  let seed = 5;
  const chance = () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 4294967296;
  const x = Float64Array.from({ length: 3_306 }, () => chance() * 80_000);
  const y = Float64Array.from({ length: 3_306 }, () => chance() * 60_000);
  const groups = spacedApart({ x, y }, 50_000, () => true);
  expect(mostPairsNear({ x, y }, 50_000, () => true)).toBeGreaterThan(4e6);
  expect(groups.reduce((sum, group) => sum + group.length, 0)).toBeLessThan(400_000);
});
