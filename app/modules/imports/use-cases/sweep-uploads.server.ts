import { now } from "~/platform/clock.server";
import { sealClearImportFiles, sweepImportFiles } from "~/platform/import-files.server";
import { type Acting, inUnitOfWork } from "~/platform/unit-of-work.server";
import { namedUploads } from "../data/forgotten-batches.server";

/** Uploaded files whose import was never begun, is gone, or was forgotten. How many. Those that stay are sealed. */
export async function sweepUploads(actor: Acting): Promise<number> {
  const gone = await sweepImportFiles((names) => inUnitOfWork(actor, (uow) => namedUploads(uow, names)), now());
  await sealClearImportFiles();
  return gone;
}
