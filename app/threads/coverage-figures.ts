import { coverageRun, type CoverageInput, type CoverageResult } from "~/modules/coverage/domain/coverage-run";
import type { AskedOfThread } from "~/modules/coverage/use-cases/asked-of-thread.server";
import { streetsAsked } from "~/modules/places/use-cases/opened-streets.server";
import { ThreadProgress } from "~/platform/thread-progress.server";

/** Worker thread: the figures of one question. */
export function run({ input, streets, progress }: AskedOfThread<CoverageInput>): CoverageResult {
  const told = ThreadProgress.atWork(progress);
  return coverageRun(input, streets && streetsAsked(streets), told);
}
