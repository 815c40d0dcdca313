import { gzipSync } from "node:zlib";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { streetLines, streetTiles } from "~/modules/places/domain/streets/street-tiles";
import { openedStreets } from "~/modules/places/use-cases/opened-streets.server";
import { streetFile } from "~/platform/street-files.server";

const sorted = new WeakMap<StreetGraph, ReturnType<typeof streetTiles>>();
const NOTHING: readonly number[] = [];

/** Worker thread: the street lines of one square as gzipped JSON, ready for the wire. */
export function run({ storedName, tile }: { readonly storedName: string; readonly tile: string }): Uint8Array {
  const graph = openedStreets(streetFile(storedName));
  let tiles = sorted.get(graph);
  if (!tiles) sorted.set(graph, (tiles = streetTiles(graph)));
  return gzipSync(JSON.stringify(streetLines(graph, tiles.get(tile) ?? NOTHING)), { level: 6 });
}
