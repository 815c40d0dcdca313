import { coverageRun, type CoverageInput, type CoverageResult } from "~/modules/coverage/domain/coverage-run";
import { type StreetsAsked, streetsAsked } from "~/modules/places/use-cases/opened-streets.server";

/** Worker thread: the figures of one question. */
export function run({ input, streets }: { input: CoverageInput; streets: StreetsAsked | null }): CoverageResult {
  return coverageRun(input, streets && streetsAsked(streets));
}
