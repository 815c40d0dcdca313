import type { Task } from "graphile-worker";
import { importSubjects } from "~/modules/oversight/use-cases/import-subjects.server";
import { writeImport as write } from "~/modules/imports/use-cases/write-import.server";

/** Writes a confirmed import, whole or not at all. */
export const writeImport: Task = async (payload) => {
  await write(importSubjects, (payload as { readonly batchId: string }).batchId);
};
