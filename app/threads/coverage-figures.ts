import { coverageRun, type CoverageInput, type CoverageResult } from "~/modules/coverage/domain/coverage-run";

/** Worker thread: the figures of one question. */
export function run(input: CoverageInput): CoverageResult {
  return coverageRun(input);
}
