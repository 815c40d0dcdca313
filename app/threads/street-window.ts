import { gzipSync } from "node:zlib";
import { encodeStreetGraph, type StreetsAbout } from "~/modules/places/domain/streets/street-graph-file";
import { streetWindow } from "~/modules/places/domain/streets/street-window";
import { openedStreets } from "~/modules/places/use-cases/opened-streets.server";
import { streetFile } from "~/platform/street-files.server";

interface WindowAsked {
  readonly storedName: string;
  readonly about: StreetsAbout;
  /** west, south, east, north in degrees */
  readonly box: readonly [number, number, number, number];
}

/** Worker thread: the streets of a window as a gzipped file of the same kind, ready for the wire. */
export function run({ storedName, about, box: [west, south, east, north] }: WindowAsked): Uint8Array {
  const part = streetWindow(openedStreets(streetFile(storedName)), west, south, east, north);
  return gzipSync(encodeStreetGraph(part, about), { level: 4 });
}
