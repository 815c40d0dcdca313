import type { Actor } from "~/modules/accounts/domain/actor";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { holdStatus } from "../data/batch-ends.server";
import { findBatch } from "../data/import-batches.server";
import type { ImportBatch, StepRefusal } from "../domain/import-batch";
import { mayWorkOnImport } from "./import-in-part.server";

/** A preview held until the transaction ends: nobody can begin to write or to read again while its rows are laid out anew. */
export async function heldPreview(sql: BulkSql, actor: Actor, batchId: string): Promise<Verdict<ImportBatch, StepRefusal>> {
  const status = await holdStatus(sql, batchId);
  const batch = status && (await inUnitOfWork(actor, (uow) => findBatch(uow, batchId)));
  if (!batch) return refused({ kind: "no-such-batch" });
  if (!mayWorkOnImport(actor, batch)) return refused({ kind: "not-permitted" });
  return status === "previewed" ? granted(batch) : refused({ kind: "not-now", status });
}
