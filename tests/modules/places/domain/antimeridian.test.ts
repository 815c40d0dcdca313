import area from "@turf/area";
import { expect, test } from "vitest";
import { cutAtAntimeridian } from "~/modules/places/domain/antimeridian";
import type { MultiPolygon } from "geojson";

const square = (west: number, east: number, south = -17, north = -16) =>
  [[west, south], [east, south], [east, north], [west, north], [west, south]]; // prettier-ignore

test("a shape past the 180th meridian goes on at the other side of the map, with its hole and its area", () => {
  const shape: MultiPolygon = { type: "MultiPolygon", coordinates: [[square(179, 181), square(179.5, 180.5, -16.7, -16.3)]] };
  const cut = cutAtAntimeridian(shape);
  expect(cut.coordinates).toHaveLength(2);
  for (const [lon] of cut.coordinates.flat(2)) expect(Math.abs(lon!)).toBeLessThanOrEqual(180);
  expect(cut.coordinates.every((polygon) => polygon.length === 2)).toBe(true);
  expect(area(cut) / area(shape)).toBeCloseTo(1, 9);
  const west: MultiPolygon = { type: "MultiPolygon", coordinates: [[square(-181, -179)]] };
  expect(area(cutAtAntimeridian(west)) / area(west)).toBeCloseTo(1, 9);
});

test("a shape within the map is left as it is", () => {
  const shape: MultiPolygon = { type: "MultiPolygon", coordinates: [[square(113, 114, 34, 35)]] };
  expect(cutAtAntimeridian(shape)).toBe(shape);
});
