import { gzipSync } from "node:zlib";
import { circlesRun, type CirclesInput } from "~/modules/coverage/domain/circles-run";

/** Worker thread: the nested circles as gzipped GeoJSON, ready for the wire. */
export function run(input: CirclesInput): Uint8Array {
  return gzipSync(JSON.stringify(circlesRun(input)), { level: 6 });
}
