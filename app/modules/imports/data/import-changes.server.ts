import { type BulkSql, copyRows } from "~/platform/bulk-copy.server";

/** What a batch did to one record; `before` null means it made it. */
export interface ImportChange<R> {
  readonly rowNumber: number;
  readonly targetId: string;
  readonly before: R | null;
  readonly after: R;
}

export const keepChanges = <R extends object>(
  sql: BulkSql,
  batchId: string,
  changes: readonly ImportChange<R>[],
): Promise<void> =>
  copyRows(
    sql,
    "import_change",
    ["batch_id", "row_number", "target_id", "kind", "before", "after"],
    changes.map(({ rowNumber, targetId, before, after }) => [
      batchId,
      rowNumber,
      targetId,
      before === null ? "created" : "updated",
      before,
      after,
    ]),
  );

export async function changesOf<R>(sql: BulkSql, batchId: string): Promise<ImportChange<R>[]> {
  return sql<ImportChange<R>[]>`
    SELECT row_number AS "rowNumber", target_id AS "targetId", before, after FROM import_change WHERE batch_id = ${batchId} ORDER BY row_number`;
}

export interface StagedValue {
  readonly rowNumber: number;
  readonly label: string;
  readonly value: unknown;
}

/** The next piece of rows that are to be written. */
export async function stagedValues(sql: BulkSql, batchId: string, after: number, most: number): Promise<StagedValue[]> {
  return sql<StagedValue[]>`
    SELECT row_number AS "rowNumber", label, value FROM staging.import_row
    WHERE batch_id = ${batchId} AND decision IN ('create', 'update') AND row_number > ${after} ORDER BY row_number LIMIT ${most}`;
}

/** Whom or what staged rows are about, by row number. */
export async function targetsOf(
  sql: BulkSql,
  batchId: string,
  rowNumbers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await sql<{ rowNumber: number; targetId: string }[]>`
    SELECT row_number AS "rowNumber", target_id AS "targetId" FROM staging.import_row
    WHERE batch_id = ${batchId} AND row_number = ANY(${[...rowNumbers]}::int[]) AND target_id IS NOT NULL`;
  return new Map(rows.map(({ rowNumber, targetId }) => [rowNumber, targetId]));
}
