import { accessFigures, type AccessInput, type AccessResult } from "~/modules/coverage/domain/access-figures";
import type { AskedOfThread } from "~/modules/coverage/use-cases/asked-of-thread.server";
import { streetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { ThreadProgress } from "~/platform/thread-progress.server";

/** Worker thread: access of a city's communities, its areas and how evenly it is spread. */
export function run({ input, streets, progress }: AskedOfThread<AccessInput>): AccessResult {
  const told = ThreadProgress.atWork(progress);
  return accessFigures(input, streets && streetsAsked(streets), told);
}
