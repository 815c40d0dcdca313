import { expect, test } from "vitest";
import { nextTryMs } from "~/offline/next-try";

test("rests double from five seconds to two minutes", () => {
  const longest = Array.from({ length: 12 }, (_, n) => nextTryMs(n + 1, 1));
  expect(longest).toEqual([5, 10, 20, 40, 80, 120, 120, 120, 120, 120, 120, 120].map((seconds) => seconds * 1_000));
  expect(nextTryMs(5_000, 1)).toBe(120_000);
});

test("chance spreads phones over the upper half of a rest", () => {
  expect([0, 0.5, 1].map((chance) => nextTryMs(3, chance))).toEqual([10_000, 15_000, 20_000]);
});
