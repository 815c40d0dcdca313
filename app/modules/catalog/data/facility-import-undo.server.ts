import type { BulkSql } from "~/platform/bulk-copy.server";

/** Holds what the batch made or changed, in one order, before any of it is taken back. */
export async function lockChanged(sql: BulkSql, batchId: string): Promise<void> {
  await sql`
    SELECT count(*) FROM (
      SELECT f.id FROM facility f WHERE f.id IN (SELECT target_id FROM import_change WHERE batch_id = ${batchId}) ORDER BY f.id FOR UPDATE) held`;
}

/** Facilities of a batch that someone changed or removed since, by name. */
export async function editedSince(sql: BulkSql, batchId: string): Promise<{ names: string[]; count: number }> {
  const rows = await sql<{ name: string; count: number }[]>`
    SELECT COALESCE(f.name, '–') AS name, count(*) OVER ()::int AS count
    FROM import_change h LEFT JOIN facility f ON f.id = h.target_id
    WHERE h.batch_id = ${batchId} AND f.version IS DISTINCT FROM h.version AND NOT (f.id IS NULL AND h.kind = 'created')
    ORDER BY h.row_number LIMIT 20`;
  return { names: rows.map(({ name }) => name), count: rows[0]?.count ?? 0 };
}

/** Removes what the batch made and nobody touched since; history keeps what it was. */
export async function removeCreated(
  sql: BulkSql,
  batchId: string,
  cityCode: string,
  personId: string | null,
  after: number,
  most: number,
): Promise<{ rows: number; last: number }> {
  const [done] = await sql<{ rows: number; last: number | null }[]>`
    WITH wanted AS (
      SELECT h.row_number, h.target_id, h.version FROM import_change h
      WHERE h.batch_id = ${batchId} AND h.kind = 'created' AND h.row_number > ${after} ORDER BY h.row_number LIMIT ${most}),
    removed AS (DELETE FROM facility f USING wanted w WHERE f.id = w.target_id AND f.version = w.version RETURNING f.id, f.version),
    told AS (
      INSERT INTO revision (id, city_code, facility_id, version, cause, person_id, import_batch_id, before)
      SELECT new_key(), ${cityCode}, r.id, r.version + 1, 'undo', ${personId}, ${batchId},
        (SELECT v.after FROM revision v WHERE v.facility_id = r.id AND v.version = r.version ORDER BY v.at DESC LIMIT 1) FROM removed r RETURNING 1)
    SELECT (SELECT count(*)::int FROM told) AS rows, (SELECT max(row_number) FROM wanted) AS last`;
  return { rows: done?.rows ?? 0, last: done?.last ?? -1 };
}

/** Fills the chunk with the records as they were before the batch, to be written back as the next version. */
export async function chunkOfBefore(
  sql: BulkSql,
  batchId: string,
  after: number,
  most: number,
): Promise<{ rows: number; last: number }> {
  await sql`TRUNCATE facility_chunk`;
  const [filled] = await sql<{ rows: number; last: number | null }[]>`
    WITH wanted AS (
      SELECT h.row_number, h.target_id, h.version, h.before FROM import_change h
      WHERE h.batch_id = ${batchId} AND h.kind = 'updated' AND h.row_number > ${after} ORDER BY h.row_number LIMIT ${most}),
    filled AS (
      INSERT INTO facility_chunk (row_number, id, is_new, version, pinyin, initials, f, before)
      SELECT w.row_number, w.target_id, false, w.version, '', '', jsonb_set(w.before, '{version}', to_jsonb(w.version + 1)), v.after
      FROM wanted w JOIN facility f ON f.id = w.target_id AND f.version = w.version
      LEFT JOIN LATERAL (SELECT after FROM revision WHERE facility_id = w.target_id AND version = w.version ORDER BY at DESC LIMIT 1) v ON true RETURNING 1)
    SELECT (SELECT count(*)::int FROM filled) AS rows, (SELECT max(row_number) FROM wanted) AS last`;
  return { rows: filled?.rows ?? 0, last: filled?.last ?? -1 };
}

export const namesInChunk = (sql: BulkSql) =>
  sql<{ id: string; name: string }[]>`SELECT id, f->>'name' AS name FROM facility_chunk`;

export async function nameChunk(
  sql: BulkSql,
  spoken: readonly { id: string; pinyin: string; initials: string }[],
): Promise<void> {
  await sql`
    UPDATE facility_chunk c SET pinyin = s.pinyin, initials = s.initials
    FROM jsonb_to_recordset(${sql.json(spoken as never)}::jsonb) AS s(id uuid, pinyin text, initials text) WHERE c.id = s.id`;
}

export const forgetAliases = (sql: BulkSql, batchId: string) => sql`DELETE FROM import_alias WHERE batch_id = ${batchId}`;

export async function keepAliases(sql: BulkSql, batchId: string, cityCode: string, source: string): Promise<void> {
  await sql`
    INSERT INTO import_alias (city_code, subject, source, external_id, target_id, batch_id)
    SELECT ${cityCode}, 'facilities', ${source}, value->>'alias', target_id, ${batchId} FROM staging.import_row
    WHERE batch_id = ${batchId} AND decision IN ('update', 'same') AND value->>'alias' IS NOT NULL
    ON CONFLICT DO NOTHING`;
}
