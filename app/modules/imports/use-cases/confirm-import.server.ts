import type { Actor } from "~/modules/accounts/domain/actor";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { changeBatch, lockBatch } from "../data/import-batches.server";
import { countStaged } from "../data/staged-rows.server";
import type { StepRefusal } from "../domain/import-batch";
import { mayWorkOnImport } from "./import-in-part.server";

/** «Write it»: all rows or none. Refused rows stop it unless the person says to leave them out. */
export async function confirmImport(
  actor: Actor,
  batchId: string,
  { leaveOutRefused }: { leaveOutRefused: boolean },
): Promise<Verdict<null, StepRefusal>> {
  return inUnitOfWork(actor, async (uow) => {
    const batch = await lockBatch(uow, batchId);
    if (!batch) return refused({ kind: "no-such-batch" });
    if (!mayWorkOnImport(actor, batch)) return refused({ kind: "not-permitted" });
    if (batch.status !== "previewed") return refused({ kind: "not-now", status: batch.status });
    const counts = await inBulkWork(actor, (sql) => countStaged(sql, batchId));
    if ((counts.refuse ?? 0) > 0 && !leaveOutRefused) return refused({ kind: "refused-rows", rows: counts.refuse ?? 0 });
    if ((counts.ask ?? 0) > 0) return refused({ kind: "unanswered", rows: counts.ask ?? 0 });
    const total = (counts.create ?? 0) + (counts.update ?? 0);
    await changeBatch(uow, batchId, {
      ...{ status: "writing", failure: null, progress: 0, total, cancelRequested: false, heartbeatAt: new Date() },
      ...{ options: { ...batch.options, askedBy: actor.personId, leaveOutRefused }, counts: { ...batch.counts, ...counts } },
    });
    await enqueueJob(uow, "writeImport", { batchId }, `import-${batchId}`);
    return granted(null);
  });
}

/** «Take it back». With `exceptEdited`, records someone changed since stay as they are and the rest is undone. */
export async function requestUndo(
  actor: Actor,
  batchId: string,
  { exceptEdited }: { exceptEdited: boolean },
): Promise<Verdict<null, StepRefusal>> {
  return inUnitOfWork(actor, async (uow) => {
    const batch = await lockBatch(uow, batchId);
    if (!batch) return refused({ kind: "no-such-batch" });
    if (!mayWorkOnImport(actor, batch)) return refused({ kind: "not-permitted" });
    if (batch.status !== "done") return refused({ kind: "not-now", status: batch.status });
    const total = (batch.counts.create ?? 0) + (batch.counts.update ?? 0);
    await changeBatch(uow, batchId, {
      ...{ status: "undoing", failure: null, progress: 0, total, cancelRequested: false, heartbeatAt: new Date() },
      options: { ...batch.options, askedBy: actor.personId, exceptEdited },
    });
    await enqueueJob(uow, "undoImport", { batchId }, `import-${batchId}`);
    return granted(null);
  });
}
