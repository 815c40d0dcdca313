import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { keepImportFile } from "~/platform/import-files.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { insertBatch } from "../data/import-batches.server";
import type { CoordinateSystem } from "../domain/coordinate-system";
import { hasCoordinates, type StepRefusal, type SubjectKey } from "../domain/import-batch";
import { mayImport } from "./import-in-part.server";

export interface NewImport {
  readonly cityCode: string;
  readonly subject: SubjectKey;
  readonly source: string;
  readonly fileName: string;
  readonly coordinateSystem: CoordinateSystem;
  readonly language?: "zh" | "en";
}

/** Keeps the file and asks for a first look at it. The value is the batch's key. */
export async function startImport(
  actor: Actor,
  wish: NewImport,
  file: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<Verdict<string, StepRefusal>> {
  if (!mayImport(actor, wish.subject, wish.cityCode)) return refused({ kind: "not-permitted" });
  const id = newId();
  await keepImportFile(id, file);
  await inUnitOfWork(actor, async (uow) => {
    const { language = "zh", ...batch } = wish;
    await insertBatch(uow, {
      ...batch,
      id,
      source: wish.source.trim().slice(0, 80),
      coordinateSystem: hasCoordinates(wish.subject) ? wish.coordinateSystem : null,
      fileName: wish.fileName.slice(0, 200),
      options: { language },
    });
    await enqueueJob(uow, "readImport", { batchId: id, step: "inspect" }, `import-${id}`);
  });
  return granted(id);
}
