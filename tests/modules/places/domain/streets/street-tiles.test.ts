import fc from "fast-check";
import { expect, test } from "vitest";
import { streetLines, streetTiles } from "~/modules/places/domain/streets/street-tiles";
import { tileFrom, tileOf, tileText } from "~/shared/map-tile";
import { blocks, graphOf } from "./made-streets";

test("squares are numbered as every web map numbers them", () => {
  // Worked by hand from the numbering's own formula: Zhengzhou, Null Island, the corners of the map.
  expect(tileOf(113.62, 34.75)).toEqual({ x: 13362, y: 6503 });
  expect(tileOf(0, 0)).toEqual({ x: 8192, y: 8192 });
  expect(tileOf(-180, 89)).toEqual({ x: 0, y: 0 });
  expect(tileOf(180, -89)).toEqual({ x: 16383, y: 16383 });
});

test("an address names a square or nothing", () => {
  fc.assert(
    fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }), (lon, lat) => {
      const tile = tileOf(lon, lat);
      expect(tileFrom(tileText(tile))).toEqual(tile);
    }),
  );
  for (const text of ["", "1", "-1-2", "16384-0", "1-2-3", "a-b", "../x"]) expect(tileFrom(text)).toBeNull();
});

test("each street is drawn once, in one square, where it lies", () => {
  const graph = graphOf(blocks(61, 1_000));
  const tiles = streetTiles(graph);
  const drawn = [...tiles.values()].flat();
  expect(new Set(drawn).size).toBe(graph.from.length);
  expect(drawn.length).toBe(graph.from.length);
  for (const [tile, edges] of tiles) {
    const { streets, steps } = streetLines(graph, edges);
    expect(streets.coordinates.length + steps.coordinates.length).toBe(edges.length);
    const near = streets.coordinates.flat().map(([lon, lat]) => tileOf(lon!, lat!));
    const { x, y } = tileFrom(tile)!;
    for (const other of near) expect(Math.max(Math.abs(other.x - x), Math.abs(other.y - y))).toBeLessThanOrEqual(1);
  }
});
