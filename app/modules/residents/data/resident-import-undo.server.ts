import type { BulkSql } from "~/platform/bulk-copy.server";
import type { SealedField } from "../domain/resident";

export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly isEdited: boolean;
}

/** What a batch wrote and is still there, held in one order; whether somebody changed it since. */
export async function heldOfBatch(sql: BulkSql, batchId: string): Promise<HeldFile[]> {
  await sql`
    SELECT count(*) FROM (
      SELECT r.id FROM resident r WHERE r.id IN (SELECT target_id FROM import_change WHERE batch_id = ${batchId}) ORDER BY r.id FOR UPDATE) held`;
  return sql<HeldFile[]>`
    SELECT r.id, r.name, r.area_code AS "areaCode", r.updated_at <> (h.after->>'at')::timestamptz AS "isEdited"
    FROM import_change h JOIN resident r ON r.id = h.target_id WHERE h.batch_id = ${batchId} ORDER BY h.row_number`;
}

export const removeFiles = (sql: BulkSql, ids: readonly string[]) =>
  sql`DELETE FROM resident WHERE id = ANY(${[...ids]}::uuid[])`;

/** What an import added to files that were there already. */
export async function removeParts(
  sql: BulkSql,
  ids: readonly string[],
  sealed: readonly { readonly residentId: string; readonly kind: SealedField }[],
): Promise<void> {
  for (const table of ["resident_category", "resident_assessment", "resident_contact", "resident_consent"] as const)
    await sql`DELETE FROM ${sql(table)} WHERE id = ANY(${[...ids]}::uuid[])`;
  await sql`
    DELETE FROM resident_sensitive s USING jsonb_to_recordset(${sql.json(sealed as never)}) AS n ("residentId" uuid, kind text)
    WHERE s.resident_id = n."residentId" AND s.kind = n.kind`;
}
