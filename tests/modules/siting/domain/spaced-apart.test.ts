import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_PAIRS, tooManyNear } from "~/modules/siting/domain/question-on-ground";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
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

test("more pairs than can be worked out are refused with their number, and 3,306 places are not", () => {
  const places = (count: number) => ({
    x: Float64Array.from({ length: count }, (_, at) => (at * 7_919) % 20_011),
    y: Float64Array.from({ length: count }, (_, at) => (at * 104_729) % 20_021),
    whyNot: Array.from({ length: count }, () => null),
    isExtension: new Uint8Array(count),
    ...{ community: new Int32Array(count), build: new Float64Array(count), yearly: new Float64Array(count) },
  });
  const asked = { spacing: 50_000 } as SitingQuestion;
  expect(tooManyNear(asked, places(3_306))).toEqual([]);
  expect(tooManyNear(asked, places(20_000))).toEqual([
    { kind: "too-many-near", field: "spacing", given: "50000", pairs: (20_000 * 19_999) / 2, most: MOST_PAIRS },
  ]);
  expect(tooManyNear({ ...asked, spacing: null }, places(20_000))).toEqual([]);
});
