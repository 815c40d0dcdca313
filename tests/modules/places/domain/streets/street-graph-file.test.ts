import fc from "fast-check";
import { expect, test } from "vitest";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { decodeStreetGraph, encodeStreetGraph } from "~/modules/places/domain/streets/street-graph-file";
import { anyDrawn, blocks, graphOf } from "./made-streets";

const ABOUT = { file: "郑州-2026.osm.pbf", importedOn: "2026-11-22", attribution: "© OpenStreetMap contributors" };
const plain = (graph: StreetGraph) => Object.fromEntries(Object.entries(graph).map(([name, column]) => [name, column]));

test("what is written is read again, wherever in memory the bytes lie", () => {
  fc.assert(
    fc.property(anyDrawn, fc.nat(7), (drawn, shift) => {
      const graph = graphOf({
        ...drawn,
        stops: [
          [
            [0, 0],
            [5, 5],
          ],
        ],
      });
      const file = encodeStreetGraph(graph, ABOUT);
      const moved = new Uint8Array(file.length + shift);
      moved.set(file, shift);
      const read = decodeStreetGraph(moved.subarray(shift))!;
      expect(read.about).toEqual(ABOUT);
      expect(plain(read.graph)).toEqual(plain(graph));
    }),
  );
});

test("a file cut short, grown or altered by a single byte is no street file", () => {
  const file = encodeStreetGraph(graphOf(blocks(4, 1_000)), ABOUT);
  expect(decodeStreetGraph(file)).not.toBeNull();
  for (let length = 0; length < file.length; length += 7) expect(decodeStreetGraph(file.slice(0, length))).toBeNull();
  const grown = new Uint8Array(file.length + 8);
  grown.set(file);
  expect(decodeStreetGraph(grown)).toBeNull();
  for (let at = 0; at < file.length; at++) {
    const altered = file.slice();
    altered[at]! ^= 1 << (at % 8);
    expect(decodeStreetGraph(altered)).toBeNull();
  }
  expect(decodeStreetGraph(new Uint8Array(0))).toBeNull();
  expect(decodeStreetGraph(new TextEncoder().encode("QHSTREETS2\nnothing"))).toBeNull();
});
