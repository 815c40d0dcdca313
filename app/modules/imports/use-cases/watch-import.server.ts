import type { Actor } from "~/modules/accounts/domain/actor";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { changeBatch, findBatch, listBatches, lockBatch } from "../data/import-batches.server";
import { isStagingKept } from "../data/staging-kept.server";
import {
  type ImportBatch,
  isWorking,
  RETURNS_TO,
  SILENT_AFTER_MS,
  type StepRefusal,
  WAITING_AFTER_MS,
} from "../domain/import-batch";
import { listedFor, mayReadImport, mayWorkOnImport } from "./import-in-part.server";

/** A batch as it is now; a person of one city or district sees none of another. One whose job died has returned to where it was, and says so. */
export function watchImport(actor: Actor, batchId: string): Promise<ImportBatch | null> {
  return inUnitOfWork(actor, async (uow) => {
    const batch = await findBatch(uow, batchId);
    return batch && mayReadImport(actor, batch) ? revived(uow, batch) : null;
  });
}

export function listImports(actor: Actor, cityCode: string): Promise<ImportBatch[]> {
  return inUnitOfWork(actor, async (uow) => {
    const listed = listedFor(actor, cityCode);
    if (listed.length === 0) return [];
    const now: ImportBatch[] = [];
    for (const batch of await listBatches(uow, cityCode, listed)) now.push(await revived(uow, batch));
    return now;
  });
}

async function revived(uow: UnitOfWork, batch: ImportBatch): Promise<ImportBatch> {
  if (await hasLostPreview(uow, batch)) {
    const locked = await lockBatch(uow, batch.id);
    if (!locked || !(await hasLostPreview(uow, locked))) return locked ?? batch;
    const change = { status: "inspected", failure: { code: "preview-lost" } } as const;
    await changeBatch(uow, batch.id, change);
    return { ...locked, ...change };
  }
  if (!isWorking(batch.status)) return batch;
  const silentFor = now().getTime() - Date.parse(batch.heartbeatAt ?? batch.createdAt);
  const hasStarted = batch.progress > 0;
  if (silentFor < (hasStarted ? SILENT_AFTER_MS : WAITING_AFTER_MS)) return batch;
  const locked = await lockBatch(uow, batch.id);
  if (!locked || locked.status !== batch.status || locked.attempt !== batch.attempt || locked.heartbeatAt !== batch.heartbeatAt)
    return locked ?? batch;
  const status = RETURNS_TO[batch.status] ?? "failed";
  const failure = { code: "interrupted" } as const;
  await changeBatch(uow, batch.id, { status, failure, attempt: batch.attempt + 1, cancelRequested: false });
  return { ...batch, status, failure };
}

/** A preview that says rows and has none was emptied by a crash of the database: it must be read again. */
const hasLostPreview = async (uow: UnitOfWork, { id, status, counts }: ImportBatch): Promise<boolean> =>
  status === "previewed" && (counts.total ?? 0) > 0 && !(await isStagingKept(uow, id));

/** Whether the rows left out of a finished import can still be handed back. */
export const areLeftOutKept = (actor: Actor, batch: ImportBatch): Promise<boolean> =>
  inUnitOfWork(actor, (uow) => isStagingKept(uow, batch.id));

/** Asks the job to stop; within a second or two it ends its transaction and nothing is written. */
export async function cancelImport(actor: Actor, batchId: string): Promise<Verdict<null, StepRefusal>> {
  return inUnitOfWork(actor, async (uow) => {
    const batch = await lockBatch(uow, batchId);
    if (!batch) return refused({ kind: "no-such-batch" });
    if (!mayWorkOnImport(actor, batch)) return refused({ kind: "not-permitted" });
    if (RETURNS_TO[batch.status] === undefined) return refused({ kind: "not-now", status: batch.status });
    await changeBatch(uow, batchId, { cancelRequested: true });
    return granted(null);
  });
}
