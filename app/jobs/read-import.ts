import type { Task } from "graphile-worker";
import { importSubjects } from "~/modules/oversight/use-cases/import-subjects.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";

interface Payload {
  readonly batchId: string;
  readonly step: "inspect" | "preview";
}

/** Reads an uploaded file: a first look at its columns, or the whole of it into the preview. */
export const readImport: Task = async (payload) => {
  const { batchId, step } = payload as Payload;
  await (step === "inspect" ? inspectImport(importSubjects, batchId) : previewImport(importSubjects, batchId));
};
