import { expect, test } from "vitest";
import { gapList } from "~/modules/coverage/domain/gap-list";
import { weightedQuantile } from "~/modules/coverage/domain/weighted-quantile";

test("gaps are ranked by people times minutes beyond; unknown ways count as the bound and say so", () => {
  const gaps = gapList(
    Float64Array.of(100, 300, 50, 70, 0, NaN, 10),
    Uint8Array.of(1, 1, 1, 1, 1, 1, 0),
    Float64Array.of(45, 20, Infinity, 15, 30, 30, 30),
    15,
    60,
  );
  expect(gaps.map(({ row, minutes, weight }) => [row, minutes, weight])).toEqual([
    [0, 45, 3_000],
    [2, null, 2_250],
    [1, 20, 1_500],
  ]);
});

test("the median is the person's in the middle, not the community's", () => {
  expect(weightedQuantile(Float64Array.of(5, 10, Infinity), Float64Array.of(1, 1, 7), 0.5)).toBe(Infinity);
  expect(weightedQuantile(Float64Array.of(5, 10, 30), Float64Array.of(6, 1, 3), 0.5)).toBe(5);
  expect(weightedQuantile(Float64Array.of(5), Float64Array.of(0), 0.5)).toBeNull();
});
