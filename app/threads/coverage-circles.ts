import { gzipSync } from "node:zlib";
import { circlesRun, type CirclesInput } from "~/modules/coverage/domain/circles-run";
import { type StreetsAsked, streetsAsked } from "~/modules/places/use-cases/opened-streets.server";

/** Worker thread: the nested circles as gzipped GeoJSON, ready for the wire. */
export function run({ input, streets }: { input: CirclesInput; streets: StreetsAsked | null }): Uint8Array {
  return gzipSync(JSON.stringify(circlesRun(input, streets && streetsAsked(streets))), { level: 6 });
}
