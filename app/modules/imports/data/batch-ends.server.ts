import type { BulkSql } from "~/platform/bulk-copy.server";
import { storable } from "~/platform/storable-json.server";
import type { BatchStatus, ImportCounts } from "../domain/import-batch";
import type { LeftOutRow } from "../domain/row-reading";

/** The preview is laid out; false where someone gave this attempt up meanwhile. */
export async function endPreview(
  sql: BulkSql,
  batchId: string,
  attempt: number,
  leftOut: readonly LeftOutRow[],
  counts: object,
): Promise<boolean> {
  const ended = await sql`
    UPDATE import_batch SET status = 'previewed', failure = NULL, progress = total, left_out = ${sql.json(storable(leftOut) as never)}, counts = ${sql.json(counts as never)}
    WHERE id = ${batchId} AND attempt = ${attempt} AND status = 'reading'`;
  return ended.count === 1;
}

/** `area` is where all that was written lies, if in one. */
export async function endWriting(sql: BulkSql, batchId: string, staged: ImportCounts, area: string | null): Promise<void> {
  const counts = { ...staged, written: (staged.create ?? 0) + (staged.update ?? 0), ...(area === null ? {} : { area }) };
  await sql`
    UPDATE import_batch SET status = 'done', finished_at = now(), failure = NULL, progress = total,
      counts = counts || ${sql.json(counts as never)}
    WHERE id = ${batchId}`;
}

export async function endUndo(sql: BulkSql, batchId: string, undone: number): Promise<void> {
  await sql`
    UPDATE import_batch SET status = 'undone', undone_at = now(), failure = NULL, progress = total, counts = counts || ${sql.json({ undone })}
    WHERE id = ${batchId}`;
}

/** One import of a city writes at a time. */
export async function awaitTurn(sql: BulkSql, cityCode: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`import-${cityCode}`}))`;
}

/** From here on nobody can give this attempt up: the row is ours until the commit. */
export async function holdAttempt(sql: BulkSql, batchId: string, attempt: number): Promise<boolean> {
  const [own] = await sql`SELECT 1 AS own FROM import_batch WHERE id = ${batchId} AND attempt = ${attempt} FOR UPDATE`;
  return own !== undefined;
}

/** Where the batch stands, held there until the transaction ends; null where there is none. */
export async function holdStatus(sql: BulkSql, batchId: string): Promise<BatchStatus | null> {
  const [row] = await sql<{ status: BatchStatus }[]>`SELECT status FROM import_batch WHERE id::text = ${batchId} FOR UPDATE`;
  return row?.status ?? null;
}
