import { expect, test } from "vitest";
import { communityPositions, LEAST_DISTANCE, spacingAt, type Spot } from "../../seed/community-positions";
import type { Ground } from "../../seed/district-ground";
import { randomStream } from "../../seed/random-stream";
import { streetsFromPositions } from "../../seed/streets-from-positions";

const square: Ground = {
  centre: { lon: 113.65, lat: 34.75 },
  box: [-10_000, -10_000, 10_000, 10_000],
  holds: (x, y) => Math.abs(x) <= 10_000 && Math.abs(y) <= 10_000,
};
const texture = { outside: 3, scale: 5_000 };
const spots = communityPositions(square, 300, texture, randomStream("test"));

const nearest = (from: Spot, all: readonly Spot[]) =>
  Math.min(...all.filter((to) => to !== from).map((to) => Math.hypot(to[0] - from[0], to[1] - from[1])));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test("communities keep their distance: at least 150 m, and at least half the usual spacing of the place", () => {
  const inSpacings = spots.map((spot) => nearest(spot, spots) / spacingAt(texture, spot));
  expect(Math.min(...spots.map((spot) => nearest(spot, spots)))).toBeGreaterThanOrEqual(LEAST_DISTANCE);
  expect(Math.min(...inSpacings)).toBeGreaterThan(mean(inSpacings) * 0.5);
});

test("blue noise: nearest neighbours are farther apart than chance would have them", () => {
  const even = communityPositions(square, 300, { outside: 1, scale: 1 }, randomStream("even"));
  const byChance = 0.5 / Math.sqrt(300 / 20_000 ** 2);
  expect(mean(even.map((spot) => nearest(spot, even))) / byChance).toBeGreaterThan(1.3);
});

test("communities are denser toward the centre", () => {
  const within = (radius: number) => spots.filter((spot) => Math.hypot(...spot) <= radius).length / radius ** 2;
  expect(within(2_500)).toBeGreaterThan(2 * within(10_000));
});

test("the same seed gives the same positions, another seed others", () => {
  expect(communityPositions(square, 300, texture, randomStream("test"))).toEqual(spots);
  expect(communityPositions(square, 20, texture, randomStream("other"))).not.toEqual(spots.slice(0, 20));
});

test("every street gets as many positions as it has communities, and lies together", () => {
  const streets = [40, 60, 50, 70, 45, 35].map((count, i) => ({ code: `s${i}`, isTown: i > 2, count }));
  const placed = streetsFromPositions(streets, spots);
  expect(streets.map(({ code }) => placed.get(code)?.length)).toEqual(streets.map(({ count }) => count));
  expect(new Set([...placed.values()].flat()).size).toBe(300);
  const radius = (own: readonly Spot[]) => {
    const [x, y] = [mean(own.map((spot) => spot[0])), mean(own.map((spot) => spot[1]))];
    return mean(own.map((spot) => Math.hypot(spot[0] - x, spot[1] - y)));
  };
  expect(mean([...placed.values()].map(radius))).toBeLessThan(radius(spots) * 0.6);
});

test("a ground too small for its communities is named", () => {
  const tiny: Ground = { ...square, box: [-100, -100, 100, 100], holds: () => true };
  expect(() => communityPositions(tiny, 9, texture, randomStream("test"))).toThrow("The ground is too small for 9 communities");
});
