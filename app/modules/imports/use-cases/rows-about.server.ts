import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { batchesThatChanged, linesAbout } from "../data/rows-about.server";

/**
 * What lists said of somebody, for the person to know: the lines still kept, as they stood, and after that which lists changed
 * the record. Cells are opened: whoever asks has put the opening on record.
 */
export async function rowsAbout(
  uow: UnitOfWork,
  targetIds: readonly string[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const lines = await linesAbout(uow, targetIds);
  const told = new Set(lines.map(({ key }) => key));
  const changed = (await batchesThatChanged(uow, targetIds)).filter(({ key }) => !told.has(key));
  return [...lines, ...changed].map(({ key: _key, ...row }) => row);
}
