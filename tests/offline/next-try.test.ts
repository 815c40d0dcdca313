import { expect, test } from "vitest";
import { nextTryMs } from "~/offline/next-try";

test("rests double from five seconds to a quarter of an hour", () => {
  const longest = Array.from({ length: 12 }, (_, n) => nextTryMs(n + 1, 1));
  expect(longest).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000, 900_000, 900_000, 900_000, 900_000]);
  expect(nextTryMs(5_000, 1)).toBe(900_000);
});

test("chance spreads phones over the upper half of a rest", () => {
  expect([0, 0.5, 1].map((chance) => nextTryMs(3, chance))).toEqual([10_000, 15_000, 20_000]);
});
