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
  async forget(before, told) {
    let gone = 0;
    for (;;) {
      const files = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const forgotten = await forgetBatches(uow, before, PIECE);
        await told(uow, forgotten.length);
        return forgotten;
      });
      // Whoever is killed here leaves files that no record names: the hourly sweep takes them.
      for (const file of files) await removeImportFile(file);
      gone += files.length;
      if (files.length < PIECE) return gone;
    }
  },
};
