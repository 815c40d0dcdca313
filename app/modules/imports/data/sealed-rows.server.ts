import { isSealed, keyIdOf } from "~/platform/cipher.server";
import { openValue, sealAnew, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import { maskedText } from "../domain/masked-text";
import type { RowSchema } from "../domain/row-schema";
import type { ImportChange } from "./import-changes.server";
import { keepChanges, stagedValues } from "./import-changes.server";
import type { StagedRow } from "./staged-rows.server";

/** Whether cells and records of a subject are sealed where they are laid out. */
interface Of {
  readonly isPrivate?: true;
}

const rowPlace = (batchId: string, rowNumber: number, part: "raw" | "value"): string =>
  `import_row.${part}.${batchId}.${rowNumber}`;
const changePlace = (batchId: string, targetId: string): string => `import_change.before.${batchId}.${targetId}`;

const sealed = (value: object, place: string): { readonly sealed: string } => ({
  sealed: sealValue(JSON.stringify(value), place),
});
const opened = <T>(value: unknown, place: string): T => JSON.parse(openValue((value as { sealed: string }).sealed, place)) as T;

/** A row as staging may hold it: of people who are looked after, cells and record sealed, and no remark quoting what is sensitive. */
export function rowLaidOut(batchId: string, { isPrivate }: Of, { fields }: RowSchema, row: StagedRow): StagedRow {
  if (!isPrivate) return row;
  const plain = new Set(fields.filter((field) => !field.isSensitive).map(({ key }) => key));
  const shown = (field: string | null, value: string) => (field !== null && plain.has(field) ? maskedText(value) : "****");
  return {
    ...row,
    ...{ lon: null, lat: null, label: maskedText(row.label) },
    issues: row.issues.map((issue) => (issue.value ? { ...issue, value: shown(issue.field, issue.value) } : issue)),
    raw: sealed(row.raw, rowPlace(batchId, row.rowNumber, "raw")),
    value: row.value && sealed(row.value, rowPlace(batchId, row.rowNumber, "value")),
  };
}

/** The cells of a row as they stood in the file. */
export const rowOpened = <R extends Pick<StagedRow, "raw" | "rowNumber">>(batchId: string, { isPrivate }: Of, row: R): R =>
  isPrivate ? { ...row, raw: opened<R["raw"]>(row.raw, rowPlace(batchId, row.rowNumber, "raw")) } : row;

/** The next piece of private rows that are to be written, opened. */
export async function openedValues<V>(
  sql: BulkSql,
  batchId: string,
  after: number,
  most: number,
): Promise<{ readonly rowNumber: number; readonly value: V }[]> {
  const rows = await stagedValues(sql, batchId, after, most);
  return rows.map(({ rowNumber, value }) => ({ rowNumber, value: opened<V>(value, rowPlace(batchId, rowNumber, "value")) }));
}

export interface LaidOutLine<V> {
  readonly rowNumber: number;
  readonly decision: StagedRow["decision"];
  readonly value: V | null;
  readonly isChosen: boolean;
}

/** Lines of a private preview by what waits for an answer first, or those of these numbers; opened. */
export async function openedLines<V>(
  sql: BulkSql,
  batchId: string,
  of: { readonly rowNumbers: readonly number[] } | { readonly page: number; readonly size: number },
): Promise<LaidOutLine<V>[]> {
  const where = "rowNumbers" in of ? sql`AND row_number = ANY(${[...of.rowNumbers]}::int[])` : sql``;
  const turn = "page" in of ? sql`LIMIT ${of.size} OFFSET ${of.page * of.size}` : sql``;
  const rows = await sql<(Omit<LaidOutLine<V>, "value"> & { value: unknown })[]>`
    SELECT row_number AS "rowNumber", decision, is_chosen AS "isChosen", value FROM staging.import_row
    WHERE batch_id = ${batchId} ${where} ORDER BY decision <> 'ask', decision = 'same' AND NOT is_chosen, row_number ${turn}`;
  return rows.map((row) => ({
    ...row,
    value: row.value === null ? null : opened<V>(row.value, rowPlace(batchId, row.rowNumber, "value")),
  }));
}

/** An answered line waits no longer: `same` where it was acted on, `skip` where it was set aside. */
export async function settleLine(sql: BulkSql, batchId: string, rowNumber: number, as: "same" | "skip"): Promise<void> {
  await sql`
    UPDATE staging.import_row SET decision = ${as}, is_chosen = true WHERE batch_id = ${batchId} AND row_number = ${rowNumber} AND decision = 'ask'`;
}

/** What a private record was before a batch is sealed; `after` says nothing of anybody. */
export const keepSealedChanges = <B extends object, A extends object>(
  sql: BulkSql,
  batchId: string,
  changes: readonly { rowNumber: number; targetId: string; before: B | null; after: A }[],
): Promise<void> =>
  keepChanges<object>(
    sql,
    batchId,
    changes.map((change): ImportChange<object> => ({
      ...change,
      before: change.before && sealed(change.before, changePlace(batchId, change.targetId)),
    })),
  );

/** The next changes of a batch in the order of their rows, with what was before. */
export async function openedChanges<B>(
  sql: BulkSql,
  batchId: string,
  after: number,
  most: number,
): Promise<{ readonly rowNumber: number; readonly targetId: string; readonly before: B | null }[]> {
  const rows = await sql<{ rowNumber: number; targetId: string; before: unknown }[]>`
    SELECT row_number AS "rowNumber", target_id AS "targetId", before FROM import_change
    WHERE batch_id = ${batchId} AND row_number > ${after} ORDER BY row_number LIMIT ${most}`;
  return rows.map((row) => ({
    ...row,
    before: row.before === null ? null : opened<B>(row.before, changePlace(batchId, row.targetId)),
  }));
}

const fresh = (value: unknown, place: string): object | null => {
  const text = (value as { sealed?: unknown } | null)?.sealed;
  if (typeof text !== "string" || !isSealed(text)) return null;
  const anew = unlessUnopened(() => sealAnew(text, place));
  return anew === null ? null : { ...(value as object), sealed: anew };
};

interface SealedRowOf {
  readonly batchId: string;
  readonly rowNumber: number;
  readonly raw: { readonly sealed: string };
  readonly value: { readonly sealed: string } | null;
}

/** Rows in a preview, sealed anew under the key in force. */
export async function resealStagedRows(uow: UnitOfWork, keyId: string, after: string | null, most: number) {
  const [batch = null, row = "0"] = after?.split("/") ?? [];
  const rows = await uow.db.$queryRaw<SealedRowOf[]>`
    SELECT batch_id AS "batchId", row_number AS "rowNumber", raw, value FROM staging.import_row
    WHERE raw ? 'sealed' AND (${batch}::uuid IS NULL OR (batch_id, row_number) > (${batch}::uuid, ${Number(row)}))
    ORDER BY batch_id, row_number LIMIT ${most} FOR UPDATE`;
  const done = { resealed: 0, unopened: 0 };
  for (const { batchId, rowNumber, raw, value } of rows) {
    if (keyIdOf(raw.sealed) === keyId && (!value || keyIdOf(value.sealed) === keyId)) continue;
    const [cells, record] = [
      fresh(raw, rowPlace(batchId, rowNumber, "raw")),
      value && fresh(value, rowPlace(batchId, rowNumber, "value")),
    ];
    if (!cells || (value && !record)) {
      done.unopened++;
      continue;
    }
    await uow.db.$executeRaw`
      UPDATE staging.import_row SET raw = ${JSON.stringify(cells)}::jsonb, value = ${record && JSON.stringify(record)}::jsonb
      WHERE batch_id = ${batchId}::uuid AND row_number = ${rowNumber}`;
    done.resealed++;
  }
  const last = rows.at(-1);
  return { last: last ? `${last.batchId}/${last.rowNumber}` : null, ...done, isThrough: rows.length < most };
}

/** The same for what is kept for taking a batch back. */
export async function resealChanges(uow: UnitOfWork, keyId: string, after: string | null, most: number) {
  const [batch = null, target = null] = after?.split("/") ?? [];
  const rows = await uow.db.$queryRaw<{ batchId: string; targetId: string; before: { sealed: string } }[]>`
    SELECT batch_id AS "batchId", target_id AS "targetId", before FROM import_change
    WHERE before ? 'sealed' AND (${batch}::uuid IS NULL OR (batch_id, target_id) > (${batch}::uuid, ${target}::uuid))
    ORDER BY batch_id, target_id LIMIT ${most} FOR UPDATE`;
  const done = { resealed: 0, unopened: 0 };
  for (const { batchId, targetId, before } of rows) {
    if (keyIdOf(before.sealed) === keyId) continue;
    const anew = fresh(before, changePlace(batchId, targetId));
    if (!anew) done.unopened++;
    else {
      await uow.db.$executeRaw`
        UPDATE import_change SET before = ${JSON.stringify(anew)}::jsonb WHERE batch_id = ${batchId}::uuid AND target_id = ${targetId}::uuid`;
      done.resealed++;
    }
  }
  const last = rows.at(-1);
  return { last: last ? `${last.batchId}/${last.targetId}` : null, ...done, isThrough: rows.length < most };
}

const byKeyOf = (rows: readonly { key: string; rows: number }[]): ReadonlyMap<string, number> =>
  new Map(rows.map(({ key, rows: count }) => [key, count]));

export const stagedRowsByKey = async (uow: UnitOfWork): Promise<ReadonlyMap<string, number>> =>
  byKeyOf(
    await uow.db.$queryRaw`
      SELECT split_part(sealed, '.', 2) AS key, count(*)::int AS rows
      FROM staging.import_row r CROSS JOIN LATERAL (VALUES (r.raw->>'sealed'), (r.value->>'sealed')) AS s(sealed)
      WHERE r.raw ? 'sealed' AND sealed IS NOT NULL GROUP BY 1`,
  );

export const changesByKey = async (uow: UnitOfWork): Promise<ReadonlyMap<string, number>> =>
  byKeyOf(
    await uow.db.$queryRaw`
      SELECT split_part(before->>'sealed', '.', 2) AS key, count(*)::int AS rows FROM import_change WHERE before ? 'sealed' GROUP BY 1`,
  );
