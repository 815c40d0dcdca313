import { expect, test } from "vitest";
import { barrierProblem, isClosed } from "~/modules/places/domain/barrier-record";
import { crossedLines, type DegreeLine } from "~/modules/places/domain/crossings-on-lines";

/** At 34° north a thousandth of a degree is some 92 m east and 111 m north. */
const upright = (lon: number): DegreeLine => [[lon, 34.6], [lon, 34.8]]; // prettier-ignore

test("a bridge opens both tracks it leads over, and not the railway a street further", () => {
  const { lines, strays } = crossedLines([upright(113), upright(113.0003), upright(113.002)], [[113.0001, 34.7]]);
  expect(lines.map(({ crossings }) => crossings.length)).toEqual([1, 1, 0]);
  expect(strays).toEqual([]);
});

test("a bridge in the middle of a wide river opens the bank nearest to it; one far from every line is a stray", () => {
  const { lines, strays } = crossedLines([upright(113), upright(113.004)], [[113.0019, 34.7], [113.1, 34.7], [NaN, 34.7]]); // prettier-ignore
  expect(lines.map(({ crossings }) => crossings.length)).toEqual([1, 0]);
  expect(strays).toEqual([1, 2]);
});

test("a river may run on outside the city, one wholly elsewhere is refused; ends that meet are said", () => {
  const bounds = [113, 34, 114, 35] as const;
  expect(barrierProblem([[[110, 34.5], [117, 34.5]]], bounds)).toBeNull(); // prettier-ignore
  expect(barrierProblem([[[116, 39], [117, 40]]], bounds)).toBe("outside-city"); // prettier-ignore
  expect(barrierProblem([[[113.5, 34.5], [113.5, 34.5]]], bounds)).toBe("too-few-corners"); // prettier-ignore
  expect(barrierProblem([[[113.5, 134.5], [113.5, 34.5]]], null)).toBe("no-position"); // prettier-ignore
  expect([isClosed([[1, 1], [1, 2], [2, 2], [1, 1]]), isClosed(upright(113))]).toEqual([true, false]); // prettier-ignore
});
