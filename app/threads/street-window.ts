import { gzipSync } from "node:zlib";
import { encodeStreetGraph, type StreetsAbout } from "~/modules/places/domain/streets/street-graph-file";
import { streetWindow } from "~/modules/places/domain/streets/street-window";
import type { StreetUse } from "~/modules/places/domain/streets/street-use";
import { openedView } from "~/modules/places/use-cases/opened-streets.server";
import { streetFile } from "~/platform/street-files.server";

interface WindowAsked {
  readonly storedName: string;
  readonly about: StreetsAbout;
  readonly use: StreetUse;
  /** west, south, east, north in degrees */
  readonly box: readonly [number, number, number, number];
}

/** Worker thread: the streets of a window as a gzipped file of the same kind, ready for the wire. */
export function run({ storedName, about, use, box: [west, south, east, north] }: WindowAsked): Uint8Array {
  const part = streetWindow(openedView(streetFile(storedName), use), west, south, east, north);
  return gzipSync(encodeStreetGraph(part, about), { level: 4 });
}
