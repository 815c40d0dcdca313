import { expect, test } from "vitest";
import { bubbleCell, viewFrom } from "~/modules/catalog/domain/map-places";

test("a view is four sides and a zoom; anything else is none", () => {
  expect(viewFrom("113,34,114,35", "12")).toEqual({ box: [113, 34, 114, 35], zoom: 12 });
  for (const [box, zoom] of [
    [null, "12"],
    ["1,2,3", "12"],
    ["114,34,113,35", "12"],
    ["a,b,c,d", "12"],
    ["113,34,114,35", "99"],
  ] as const)
    expect(viewFrom(box, zoom)).toBeNull();
});

test("a bubble gathers as many pixels at every zoom and latitude", () => {
  for (const zoom of [4, 9, 14])
    for (const lat of [0, 34.8, 60]) {
      const cell = bubbleCell({ box: [113, lat - 0.1, 114, lat + 0.1], zoom });
      expect((cell.lon / 360) * 256 * 2 ** zoom).toBeCloseTo(56, 6);
      expect(cell.lat / cell.lon).toBeCloseTo(Math.cos((lat * Math.PI) / 180), 3);
    }
});
