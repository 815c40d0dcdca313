import { gzipSync } from "node:zlib";
import { circlesRun, type CirclesInput } from "~/modules/coverage/domain/circles-run";
import type { AskedOfThread } from "~/modules/coverage/use-cases/asked-of-thread.server";
import { streetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { ThreadProgress } from "~/platform/thread-progress.server";

/** Worker thread: the nested circles as gzipped GeoJSON, ready for the wire. */
export function run({ input, streets, progress }: AskedOfThread<CirclesInput>): Uint8Array {
  const told = ThreadProgress.atWork(progress);
  return gzipSync(JSON.stringify(circlesRun(input, streets && streetsAsked(streets), told)), { level: 6 });
}
