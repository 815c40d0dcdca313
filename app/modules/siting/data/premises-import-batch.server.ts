import { isSealed, keyIdOf } from "~/platform/cipher.server";
import type { BulkSql } from "~/platform/bulk-copy.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { resealedContact } from "./premises-sealed.server";

/** The next piece of rows that are to be written. */
export async function stagedPremises<V>(sql: BulkSql, batchId: string, after: number, most: number) {
  return sql<{ rowNumber: number; value: V }[]>`
    SELECT row_number AS "rowNumber", value FROM staging.import_row
    WHERE batch_id = ${batchId} AND decision IN ('create', 'update') AND row_number > ${after} ORDER BY row_number LIMIT ${most}`;
}

/** What a batch wrote, as it left them. */
export async function premisesChanged(sql: BulkSql, batchId: string) {
  return sql<{ targetId: string; version: number; step: number }[]>`
    SELECT target_id AS "targetId", (after->>'version')::int AS version, (after->>'step')::int AS step FROM import_change
    WHERE batch_id = ${batchId} ORDER BY row_number`;
}

interface LaidOut {
  readonly batchId: string;
  readonly rowNumber: number;
  readonly id: string;
  readonly cipher: string;
}

/** Contacts in previews nobody has confirmed yet, sealed anew under the key in force. */
export async function resealStagedPremises({ db }: UnitOfWork, keyId: string, after: string | null, most: number) {
  const [batch = null, row = "0"] = after?.split("/") ?? [];
  const rows = await db.$queryRaw<LaidOut[]>`
    SELECT r.batch_id AS "batchId", r.row_number AS "rowNumber", r.value->'after'->>'id' AS id, r.value->'after'->>'contactCipher' AS cipher
    FROM staging.import_row r JOIN import_batch b ON b.id = r.batch_id
    WHERE b.subject = 'premises' AND r.value->'after'->>'contactCipher' IS NOT NULL
      AND (${batch}::uuid IS NULL OR (r.batch_id, r.row_number) > (${batch}::uuid, ${Number(row)}))
    ORDER BY r.batch_id, r.row_number LIMIT ${most} FOR UPDATE OF r`;
  const done = { resealed: 0, unopened: 0 };
  for (const { batchId, rowNumber, id, cipher } of rows) {
    if (!isSealed(cipher) || keyIdOf(cipher) === keyId) continue;
    const anew = resealedContact(id, cipher);
    if (anew === null) {
      done.unopened++;
      continue;
    }
    await db.$executeRaw`
      UPDATE staging.import_row SET value = jsonb_set(value, '{after,contactCipher}', to_jsonb(${anew}::text))
      WHERE batch_id = ${batchId}::uuid AND row_number = ${rowNumber}`;
    done.resealed++;
  }
  const last = rows.at(-1);
  return { last: last ? `${last.batchId}/${last.rowNumber}` : null, ...done, isThrough: rows.length < most };
}

export async function stagedPremisesByKey({ db }: UnitOfWork): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ key: string; rows: number }[]>`
    SELECT split_part(r.value->'after'->>'contactCipher', '.', 2) AS key, count(*)::int AS rows
    FROM staging.import_row r JOIN import_batch b ON b.id = r.batch_id
    WHERE b.subject = 'premises' AND r.value->'after'->>'contactCipher' IS NOT NULL GROUP BY 1`;
  return new Map(rows.map(({ key, rows: count }) => [key, count]));
}
