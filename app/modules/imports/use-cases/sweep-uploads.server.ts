import { now } from "~/platform/clock.server";
import { sweepImportFiles } from "~/platform/import-files.server";
import { type Acting, inUnitOfWork } from "~/platform/unit-of-work.server";
import { namedUploads } from "../data/forgotten-batches.server";

/** Uploaded files whose import was never begun, is gone, or was forgotten. How many. */
export const sweepUploads = (actor: Acting): Promise<number> =>
  sweepImportFiles((names) => inUnitOfWork(actor, (uow) => namedUploads(uow, names)), now());
