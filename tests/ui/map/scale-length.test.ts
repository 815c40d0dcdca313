import { expect, test } from "vitest";
import { scaleLength } from "~/ui/map/scale-length";

const ELDER = { speedKmh: 2.7, detourIndex: 1.3 };

test("a map of a city still says how long its bar is walked: a shorter bar, not one without minutes", () => {
  // 60 metres a pixel: 5 km would fit and be 144 minutes.
  expect(scaleLength(60, ELDER)).toEqual({ length: 2_000, pixels: 33, minutes: 58 });
  expect(scaleLength(60, null)).toEqual({ length: 5_000, pixels: 83, minutes: null });
});

test("near by the longest round length that fits is taken, with its minutes", () => {
  expect(scaleLength(5, ELDER)).toEqual({ length: 500, pixels: 100, minutes: 14 });
});

test("where no walk would be seen the bar speaks of metres alone", () => {
  const { minutes, length, pixels } = scaleLength(500, ELDER);
  expect([minutes, length, pixels]).toEqual([null, 50_000, 100]);
});
