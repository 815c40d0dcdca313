import type { Task } from "graphile-worker";
import { importSubjects } from "~/modules/oversight/use-cases/import-subjects.server";
import { undoImport as undo } from "~/modules/imports/use-cases/write-import.server";

/** Takes an import back, whole or not at all. */
export const undoImport: Task = async (payload) => {
  await undo(importSubjects, (payload as { readonly batchId: string }).batchId);
};
