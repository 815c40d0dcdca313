import fc from "fast-check";
import { expect, test } from "vitest";
import { accessState } from "~/modules/coverage/domain/access-by-area";
import { accessFigures } from "~/modules/coverage/domain/access-figures";
import { limitMetres } from "~/modules/coverage/domain/coverage-query";
import { anyCommunity, anySite, madeInput } from "./made-input";

const CITY = 0;

test("2SFCA by hand: two communities share one place, a third has its own, a fourth nothing", () => {
  const input = madeInput(
    [
      { x: 0, y: 0, people: 100 },
      { x: 200, y: 0, people: 300 },
      { x: 3_000, y: 0, people: 50, inSecond: true },
      { x: -3_000, y: 0, people: 50, inSecond: true },
    ],
    [
      { x: 100, y: 0 },
      { x: 3_000, y: 100 },
    ],
  );
  const { values, byArea, equity, reachedPlaces } = accessFigures({
    city: input,
    capacity: Float64Array.from([40, 10]),
    measure: "2sfca",
  });
  expect(Array.from(values)).toEqual([0.1, 0.1, 0.2, 0]);
  expect(byArea.mean[1]).toBeCloseTo(0.1, 12);
  expect(byArea.mean[2]).toBeCloseTo(0.1, 12);
  expect(byArea.mean[CITY]).toBeCloseTo(50 / 500, 12);
  expect([byArea.withNothing[CITY], reachedPlaces]).toEqual([50, 50]);
  expect(equity.lorenz[1]).toEqual([0.1, 0]);
});

test("unknown capacity, unknown people, no position and no residents are four different answers", () => {
  const input = madeInput(
    [
      { x: 0, y: 0, people: 10 },
      { x: 3_000, y: 0, people: NaN, inSecond: true },
      { x: NaN, y: NaN, people: 5 },
      { x: 10, y: 0, people: 0 },
    ],
    [{ x: 0, y: 0 }],
  );
  const { byArea, unplaced } = accessFigures({ city: input, capacity: Float64Array.from([NaN]), measure: "cumulative" });
  expect([5, 6, 7, 8].map((row) => accessState(byArea, row))).toEqual([
    "capacity-unknown",
    "population-unknown",
    "position-unknown",
    "no-residents",
  ]);
  expect(unplaced).toEqual([{ row: 2, reason: "no-position" }]);
});

test("whatever the city: the mean of an area lies between its communities, and nobody is counted twice", () => {
  fc.assert(
    fc.property(
      fc.array(anyCommunity, { minLength: 1, maxLength: 15 }),
      fc.array(fc.tuple(anySite, fc.nat(50)), { minLength: 1, maxLength: 5 }),
      (communities, sites) => {
        const input = madeInput(
          communities,
          sites.map(([site]) => site),
        );
        const capacity = Float64Array.from(sites, ([, places]) => places);
        const { values, byArea } = accessFigures({ city: input, capacity, measure: "cumulative" });
        const people = communities.flatMap(({ people: each, x }, row) =>
          each > 0 && !Number.isNaN(x) ? [{ each, value: values[row]! }] : [],
        );
        const counted = people.reduce((sum, { each }) => sum + each, 0);
        expect(byArea.counted[CITY]).toBe(counted);
        if (counted === 0) return;
        expect(byArea.mean[CITY]).toBeCloseTo(people.reduce((sum, { each, value }) => sum + each * value, 0) / counted, 9);
        // Everybody within the limit of a place reaches it: checked straight, without the kernel.
        const reach = limitMetres(input.limit, input.speedKmh) / 1.3;
        communities.forEach(({ x, y }, row) => {
          if (!Number.isFinite(x)) return expect(values[row]).toBeNaN();
          const sum = (slack: number) =>
            sites.reduce((all, [site, places]) => (Math.hypot(site.x - x, site.y - y) <= reach + slack ? all + places : all), 0);
          expect(values[row]).toBeGreaterThanOrEqual(sum(-2));
          expect(values[row]).toBeLessThanOrEqual(sum(2));
        });
      },
    ),
    { numRuns: 80 },
  );
});
