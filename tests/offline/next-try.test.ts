import { expect, test } from "vitest";
import { nextTryMs, restMs } from "~/offline/next-try";

test("rests double from five seconds to two minutes", () => {
  const longest = Array.from({ length: 12 }, (_, n) => nextTryMs(n + 1, 1));
  expect(longest).toEqual([5, 10, 20, 40, 80, 120, 120, 120, 120, 120, 120, 120].map((seconds) => seconds * 1_000));
  expect(nextTryMs(5_000, 1)).toBe(120_000);
});

test("chance spreads phones over the upper half of a rest", () => {
  expect([0, 0.5, 1].map((chance) => nextTryMs(3, chance))).toEqual([10_000, 15_000, 20_000]);
});

test("without a network rests stay short, however long there is none; with a server that fails they grow", () => {
  const rest = (halt: string | null, failures: number) => restMs({ halt, retryAfterMs: null }, failures, 1);
  expect([1, 5, 50].map((failures) => rest("no-network", failures))).toEqual([20_000, 20_000, 20_000]);
  expect([1, 3, 50].map((failures) => rest("server", failures))).toEqual([5_000, 20_000, 120_000]);
});

test("a server that asks to be left alone is, and is not met by all phones at one moment", () => {
  const rest = (retryAfterMs: number, chance: number) => restMs({ halt: "server", retryAfterMs }, 1, chance);
  expect([0, 1].map((chance) => rest(60_000, chance))).toEqual([60_000, 90_000]);
  expect(rest(1, 1), "never sooner than by itself").toBe(5_000);
});
