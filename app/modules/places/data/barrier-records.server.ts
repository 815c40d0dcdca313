import type { BulkSql } from "~/platform/bulk-copy.server";
import { geometryOf, type BarrierRecord, type CrossingRecord } from "../domain/barrier-record";
import type { DegreeLine } from "../domain/crossings-on-lines";

interface BarrierRow extends Omit<BarrierRecord, "parts"> {
  readonly line:
    { type: "LineString"; coordinates: DegreeLine } | { type: "MultiLineString"; coordinates: readonly DegreeLine[] };
}

/** By kind, then by name; those nobody named come last. */
export async function listBarriers(sql: BulkSql, cityCode: string): Promise<BarrierRecord[]> {
  const rows = await sql<BarrierRow[]>`
    SELECT id, kind, name_zh AS "nameZh", name_en AS "nameEn", line, known_on::text AS "knownOn", quality, source
    FROM barrier WHERE city_code = ${cityCode} ORDER BY array_position(ARRAY['river', 'railway', 'expressway'], kind), name_zh = '', name_zh, id`;
  return rows.map(({ line, ...row }) => ({
    ...row,
    parts: line.type === "LineString" ? [line.coordinates] : line.coordinates,
  }));
}

/** By name; those nobody named come last. */
export const listCrossings = async (sql: BulkSql, cityCode: string): Promise<CrossingRecord[]> => sql<CrossingRecord[]>`
  SELECT id, kind, name_zh AS "nameZh", name_en AS "nameEn", lon, lat, known_on::text AS "knownOn", quality, source
  FROM crossing WHERE city_code = ${cityCode} ORDER BY name_zh = '', name_zh, id`;

/** Writes barriers by their ids, new ones and changed ones alike. */
export async function writeBarriers(
  sql: BulkSql,
  cityCode: string,
  batchId: string | null,
  barriers: readonly BarrierRecord[],
): Promise<void> {
  const rows = barriers.map(({ parts, ...barrier }) => ({ ...barrier, line: geometryOf(parts) }));
  await sql`
    INSERT INTO barrier (id, city_code, kind, name_zh, name_en, line, known_on, quality, source, import_batch_id)
    SELECT r.id, ${cityCode}, r.kind, r."nameZh", r."nameEn", r.line, r."knownOn", r.quality, r.source, ${batchId}
    FROM jsonb_to_recordset(${sql.json(rows as never)}::jsonb)
      AS r(id uuid, kind text, "nameZh" text, "nameEn" text, line jsonb, "knownOn" date, quality text, source text)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en, line = excluded.line,
      known_on = excluded.known_on, quality = excluded.quality, source = excluded.source, import_batch_id = excluded.import_batch_id`;
}

export async function writeCrossings(
  sql: BulkSql,
  cityCode: string,
  batchId: string | null,
  crossings: readonly CrossingRecord[],
): Promise<void> {
  await sql`
    INSERT INTO crossing (id, city_code, kind, name_zh, name_en, lon, lat, known_on, quality, source, import_batch_id)
    SELECT r.id, ${cityCode}, r.kind, r."nameZh", r."nameEn", r.lon, r.lat, r."knownOn", r.quality, r.source, ${batchId}
    FROM jsonb_to_recordset(${sql.json(crossings as never)}::jsonb)
      AS r(id uuid, kind text, "nameZh" text, "nameEn" text, lon float8, lat float8, "knownOn" date, quality text, source text)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en, lon = excluded.lon,
      lat = excluded.lat, known_on = excluded.known_on, quality = excluded.quality, source = excluded.source,
      import_batch_id = excluded.import_batch_id`;
}

/** Takes barriers and crossings of these ids away. */
export async function deleteBarriers(sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM barrier WHERE city_code = ${cityCode} AND id::text = ANY(${[...ids]}::text[])`;
  await sql`DELETE FROM crossing WHERE city_code = ${cityCode} AND id::text = ANY(${[...ids]}::text[])`;
}
