import type { Audited } from "~/modules/accounts/domain/audited";
import { recordAudit, recordAuditInBulk } from "~/modules/accounts/use-cases/record-audit.server";
import { NOBODY, systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { awaitTurn, endUndo, endWriting, holdAttempt } from "../data/batch-ends.server";
import { pulse, takeUp } from "../data/batch-pulse.server";
import { growCityBounds } from "../data/city-bounds.server";
import { changeBatch, findBatch } from "../data/import-batches.server";
import { clearWritten, countStaged, forgetSamples, maskStaged, writtenSpan } from "../data/staged-rows.server";
import { type BatchStatus, type ImportBatch, type ImportFailure, RETURNS_TO } from "../domain/import-batch";
import { sharedArea } from "../domain/shared-area";
import { ImportStopped, type ImportSubject, type WriteContext } from "./import-subject.server";
import { whoAsked } from "./who-asked.server";

/** The job behind «write it»: one transaction from the first row to the state `done`. */
export function writeImport(subjects: readonly ImportSubject[], batchId: string): Promise<void> {
  return inOneTransaction(subjects, batchId, "writing", async (subject, sql, context) => {
    const { batch } = context;
    const staged = await countStaged(sql, batch.id);
    // Staging is not logged: a crash of the database empties it, and half a preview must not pass for a whole one.
    if ((staged.total ?? 0) !== (batch.counts.total ?? 0)) throw new ImportStopped("preview-lost");
    if ((staged.refuse ?? 0) > 0 && !batch.options.leaveOutRefused)
      throw new ImportStopped("refused-rows", { rows: staged.refuse });
    await subject.write(sql, context);
    await growCityBounds(sql, batch.cityCode);
    const span = await writtenSpan(sql, batch.id);
    await endWriting(sql, batch.id, staged, span && sharedArea(span.first, span.last));
    await clearWritten(sql, batch.id);
    const { fields } = await subject.schema(sql, batch.cityCode);
    const sensitive = fields.filter(({ isSensitive }) => isSensitive).map(({ key }) => key);
    const columns = sensitive.flatMap((key) => batch.mapping[key]?.columns ?? []);
    await (subject.isPrivate ? forgetSamples(sql, batch.id) : maskStaged(sql, batch.id, columns, sensitive));
  });
}

/** The job behind «take it back». */
export function undoImport(subjects: readonly ImportSubject[], batchId: string): Promise<void> {
  return inOneTransaction(subjects, batchId, "undoing", async (subject, sql, context) => {
    const undone = await subject.undo(sql, context);
    await endUndo(sql, context.batch.id, undone);
  });
}

type Step = (subject: ImportSubject, sql: Parameters<ImportSubject["write"]>[0], context: WriteContext) => Promise<void>;

async function inOneTransaction(
  subjects: readonly ImportSubject[],
  batchId: string,
  during: BatchStatus,
  step: Step,
): Promise<void> {
  const attempt = await takeUp(batchId, during);
  if (attempt === null) return;
  const batch = await inUnitOfWork(NOBODY, (uow) => findBatch(uow, batchId));
  const subject = subjects.find(({ key }) => key === batch?.subject);
  if (!batch || !subject) return;
  const beat = setInterval(() => void pulse(batchId, attempt, null).catch(() => undefined), 1000);
  try {
    const actor = systemActor("import", { areaCode: batch.cityCode, personId: batch.createdBy });
    await inBulkWork(actor, async (sql) => {
      await awaitTurn(sql, batch.cityCode);
      const behind = await whoAsked(batch);
      await step(subject, sql, { batch, actor, behind, pulse: (done) => goOn(batchId, attempt, done) });
      await recordAuditInBulk(sql, actor, auditOf(batch, during, "done"));
      if (!(await holdAttempt(sql, batchId, attempt))) throw new ImportStopped("cancelled");
    });
  } catch (error) {
    await giveBack(
      batch,
      during,
      attempt,
      error instanceof ImportStopped ? { code: error.code, facts: error.facts } : failureOf(error),
    );
    if (!(error instanceof ImportStopped) && failureOf(error).code === "unexpected") throw error;
  } finally {
    clearInterval(beat);
  }
}

/** One event a batch: which rows it wrote stands in the batch. */
const auditOf = ({ id, cityCode, subject, total }: ImportBatch, during: BatchStatus, result: "done" | "failed"): Audited => ({
  ...{ action: during === "undoing" ? "undo:import" : "write:import", subject: { kind: "import", id } },
  ...{ areaCode: cityCode, line: "", result, facts: { of: subject, rows: total } },
});

async function goOn(batchId: string, attempt: number, done: number): Promise<void> {
  if ((await pulse(batchId, attempt, done)) !== "go on") throw new ImportStopped("cancelled");
}

/** 23503 and 23001 a record is in use elsewhere, 23P01 and 23505 someone wrote the same since the preview. */
function failureOf(error: unknown): ImportFailure {
  const state = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (state === "23503" || state === "23001") return { code: "in-use" };
  if (state === "23P01" || state === "23505") return { code: "changed-since-preview" };
  return { code: "unexpected" };
}

async function giveBack(batch: ImportBatch, during: BatchStatus, attempt: number, failure: ImportFailure): Promise<void> {
  await inUnitOfWork(NOBODY, async (uow) => {
    const now = await findBatch(uow, batch.id);
    if (now?.attempt !== attempt || now.status !== during) return;
    const status = failure.code === "preview-lost" ? "inspected" : (RETURNS_TO[during] ?? "failed");
    await changeBatch(uow, batch.id, { status, failure, cancelRequested: false });
    const told = { ...uow, actor: systemActor("import", { areaCode: batch.cityCode }) };
    await recordAudit(told, { ...auditOf(batch, during, "failed"), why: failure.code });
  });
}
