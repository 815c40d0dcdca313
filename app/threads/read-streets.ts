import type { StreetFileRefusal, StreetsRead } from "~/modules/places/use-cases/read-streets.server";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import type { Verdict } from "~/shared/verdict";

interface ReadingAsked {
  readonly path: string;
  readonly partly: boolean;
  /** one number both sides see: thousandths done */
  readonly done: SharedArrayBuffer;
}

/** Worker thread: an OpenStreetMap extract → the walking graph. */
export function run({ path, partly, done }: ReadingAsked): Promise<Verdict<StreetsRead, StreetFileRefusal>> {
  const thousandths = new Int32Array(done);
  return readStreets(path, { partly, progress: (part) => void Atomics.store(thousandths, 0, Math.floor(part * 1_000)) });
}
