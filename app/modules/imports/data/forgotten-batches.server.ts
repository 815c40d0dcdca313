import type { BulkSql } from "~/platform/bulk-copy.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";

/** Imports nobody works on any more, whose file and preview are still there. */
const OVERDUE = `forgotten_at IS NULL AND status NOT IN ('reading', 'writing', 'undoing') AND COALESCE(undone_at, finished_at, created_at) < $1`;

export async function overdueBatches(uow: UnitOfWork, before: Date): Promise<{ rows: number; oldest: Date | null }> {
  const [row] = await uow.db.$queryRawUnsafe<{ rows: number; oldest: Date | null }[]>(
    `SELECT count(*)::int AS rows, min(COALESCE(undone_at, finished_at, created_at)) AS oldest FROM import_batch WHERE ${OVERDUE}`,
    before,
  );
  return row ?? { rows: 0, oldest: null };
}

/** Those of the names whose import is there and was not forgotten. */
export async function namedUploads(uow: UnitOfWork, names: readonly string[]): Promise<string[]> {
  const rows = await uow.db.$queryRaw<{ storedName: string }[]>`
    SELECT stored_name AS "storedName" FROM import_batch WHERE stored_name = ANY(${[...names]}) AND forgotten_at IS NULL`;
  return rows.map(({ storedName }) => storedName);
}

/** Whether what a batch changed is still known: of people who are looked after it goes with the file. */
export async function areChangesKept(sql: BulkSql, batchId: string): Promise<boolean> {
  const [row] = await sql<{ kept: boolean }[]>`SELECT EXISTS (SELECT FROM import_change WHERE batch_id = ${batchId}) AS kept`;
  return row?.kept === true;
}

/**
 * Takes preview, samples and left-out rows away; the names of the files that are to follow. Counts stay, and so does undoing, but for
 * residents: what their files said before is not kept for longer than the list that changed it.
 */
export async function forgetBatches(uow: UnitOfWork, before: Date, most: number): Promise<string[]> {
  const rows = await uow.db.$queryRawUnsafe<{ id: string; storedName: string }[]>(
    `UPDATE import_batch SET forgotten_at = now(), inspection = '{}', left_out = '[]',
       status = CASE WHEN status IN ('done', 'undone', 'failed') THEN status ELSE 'failed' END,
       failure = CASE WHEN status IN ('done', 'undone', 'failed') THEN failure ELSE '{"code": "preview-lost"}' END
     WHERE id IN (SELECT id FROM import_batch WHERE ${OVERDUE} ORDER BY created_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
     RETURNING id, stored_name AS "storedName"`,
    before,
  );
  await uow.db.$executeRaw`
    DELETE FROM import_change c USING import_batch b
    WHERE b.id = c.batch_id AND b.subject = 'residents' AND c.batch_id = ANY(${rows.map(({ id }) => id)}::uuid[])`;
  await uow.db.$executeRaw`DELETE FROM staging.import_row WHERE batch_id = ANY(${rows.map(({ id }) => id)}::uuid[])`;
  return rows.map(({ storedName }) => storedName);
}
