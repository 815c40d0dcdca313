import { unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { rowOpened } from "./sealed-rows.server";

interface RowAbout {
  /** batch and row */
  readonly key: string;
  readonly brought_at: Date;
  readonly brought_by: string | null;
  readonly subject: string;
  readonly source: string;
  readonly file_name: string;
  readonly row_number: number;
  /** what came of it */
  readonly decision: string;
  /** null = not kept any more, or it does not open */
  readonly cells: Readonly<Record<string, string>> | null;
}

/** Lines in previews that are about these records. */
export async function linesAbout({ db }: UnitOfWork, targetIds: readonly string[]): Promise<RowAbout[]> {
  const rows = await db.$queryRaw<(Omit<RowAbout, "cells" | "key"> & { batch: string; raw: Record<string, string> })[]>`
    SELECT b.id AS batch, b.created_at AS brought_at, (SELECT name FROM person WHERE id = b.created_by) AS brought_by, b.subject, b.source, b.file_name,
      r.row_number, r.decision, r.raw
    FROM staging.import_row r JOIN import_batch b ON b.id = r.batch_id WHERE r.target_id = ANY(${[...targetIds]}::uuid[]) ORDER BY b.created_at, r.row_number`;
  return rows.map(({ batch, raw, ...row }) => {
    const isPrivate = "sealed" in raw ? ({ isPrivate: true } as const) : {};
    const opened = unlessUnopened(() => rowOpened(batch, isPrivate, { raw, rowNumber: row.row_number }).raw);
    return { ...row, key: `${batch}/${row.row_number}`, cells: opened };
  });
}

/** Imports that made or changed these records and whose lines are not kept any more. */
export async function batchesThatChanged({ db }: UnitOfWork, targetIds: readonly string[]): Promise<RowAbout[]> {
  return db.$queryRaw<RowAbout[]>`
    SELECT b.id || '/' || c.row_number AS key, b.created_at AS brought_at, (SELECT name FROM person WHERE id = b.created_by) AS brought_by, b.subject, b.source,
      b.file_name, c.row_number, c.kind AS decision, NULL AS cells
    FROM import_change c JOIN import_batch b ON b.id = c.batch_id WHERE c.target_id = ANY(${[...targetIds]}::uuid[]) ORDER BY b.created_at, c.row_number`;
}
