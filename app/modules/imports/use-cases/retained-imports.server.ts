import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { removeImportFile } from "~/platform/import-files.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { forgetBatches, overdueBatches } from "../data/forgotten-batches.server";

const PIECE = 50;

/** Uploaded files hold whatever their columns hold: they stay for checking, then go with preview and samples. */
export const retainedImports: RetainedKind = {
  kind: "import-files",
  overdue: overdueBatches,
  async forget(before) {
    let gone = 0;
    for (;;) {
      const files = await inUnitOfWork(systemActor("retention"), (uow) => forgetBatches(uow, before, PIECE));
      for (const file of files) await removeImportFile(file);
      gone += files.length;
      if (files.length < PIECE) return gone;
    }
  },
};
