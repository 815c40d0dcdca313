import fc from "fast-check";
import { expect, test } from "vitest";
import { equityOf } from "~/modules/coverage/domain/equity";
import { naiveGini } from "./naive-access";

const equity = (values: number[], people: number[]) => equityOf(Float64Array.from(values), Float64Array.from(people));

test("half of the people with nothing and half with everything: Gini ½, and the curve bends in the middle", () => {
  expect(equity([10, 0], [30, 30])).toEqual({
    gini: 0.5,
    lorenz: [
      [0, 0],
      [0.5, 0],
      [1, 1],
    ],
  });
});

test("the same for everybody is a straight line, however many rows say it", () => {
  expect(equity([0.3, 0.3, 0.3], [1, 7, 100])).toEqual({
    gini: 0,
    lorenz: [
      [0, 0],
      [1, 1],
    ],
  });
});

test("people weigh, rows do not", () => {
  // 30 people with 1 and 10 with 5: ¾ of the people have 30 of 80.
  expect(equity([1, 5], [30, 10]).gini).toBeCloseTo(0.75 - 30 / 80, 12);
  expect(equity([1, 1, 5], [10, 20, 10]).gini).toBeCloseTo(0.75 - 30 / 80, 12);
});

test("nobody, nothing and nothing known have no Gini; unknown and empty rows take no part", () => {
  expect(equity([], []).gini).toBeNull();
  expect(equity([1, 2], [0, 0])).toEqual({ gini: null, lorenz: [] });
  expect(equity([0, 0], [4, 4]).gini).toBeNull();
  expect(equity([1, NaN, 9, 5], [30, 50, 0, 10])).toEqual(equity([1, 5], [30, 10]));
  expect(equity([1, 2, 5], [30, NaN, 10])).toEqual(equity([1, 5], [30, 10]));
});

test("Gini is half the mean difference between two people, in whatever order the rows come", () => {
  const rows = fc.array(fc.record({ value: fc.integer({ min: 0, max: 50 }), people: fc.integer({ min: 1, max: 900 }) }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(rows, (made) => {
      const { gini, lorenz } = equity(
        made.map(({ value }) => value),
        made.map(({ people }) => people),
      );
      if (made.every(({ value }) => value === 0)) return gini === null;
      const expected = naiveGini(
        made.map(({ value }) => value),
        made.map(({ people }) => people),
      );
      const rises = lorenz.every(
        ([x, y], at) => at === 0 || (x > lorenz[at - 1]![0] && y >= lorenz[at - 1]![1] && y <= x + 1e-12),
      );
      return Math.abs(gini! - expected) < 1e-9 && gini! >= 0 && gini! < 1 && rises;
    }),
  );
});
