import type { BulkSql } from "~/platform/bulk-copy.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { AreaRecord } from "../domain/area-record";

export async function findAreaRecords(sql: BulkSql, cityCode: string, codes: readonly string[]): Promise<AreaRecord[]> {
  return sql<AreaRecord[]>`
    SELECT id, code, code_system AS "codeSystem", code_year AS "codeYear", level, parent_code AS "parentCode", name, name_en AS "nameEn", area_class AS "areaClass",
      host_code AS "hostCode", lon, lat, position_quality AS "positionQuality", outline, source
    FROM area WHERE city_code = ${cityCode} AND code = ANY(${[...codes]}::text[])`;
}

/** Which of these codes the city knows, of whatever edition. */
export async function knownCodes(sql: BulkSql, cityCode: string, codes: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ code: string }[]>`
    SELECT DISTINCT code FROM area WHERE city_code = ${cityCode} AND code = ANY(${[...new Set(codes)]}::text[])`;
  return new Set(rows.map(({ code }) => code));
}

/** The code system and year of the city's areas in use; null while it has none. */
export async function usualEdition(sql: BulkSql, cityCode: string): Promise<{ system: string; year: number } | null> {
  const [edition] = await sql<{ system: string; year: number }[]>`
    SELECT code_system AS system, code_year AS year FROM area_in_use WHERE city_code = ${cityCode} LIMIT 1`;
  return edition ?? null;
}

/** Writes areas by their keys, new ones and changed ones alike. */
export async function writeAreaRecords(
  sql: BulkSql,
  cityCode: string,
  batchId: string,
  records: readonly AreaRecord[],
): Promise<void> {
  const rows = records.map((record) => ({ ...record, ...spokenName(record.name) }));
  await sql`
    INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, name_en, pinyin, initials, area_class, host_code, lon, lat,
      position_quality, outline, source, import_batch_id)
    SELECT r.id, ${cityCode}, r.code, r."codeSystem", r."codeYear", r.level, r."parentCode", r.name, r."nameEn", r.pinyin, r.initials, r."areaClass", r."hostCode",
      r.lon, r.lat, r."positionQuality", nullif(r.outline, 'null'::jsonb), r.source, ${batchId}
    FROM jsonb_to_recordset(${sql.json(rows as never)}::jsonb) AS r(id uuid, code text, "codeSystem" text, "codeYear" int, level text, "parentCode" text, name text,
      "nameEn" text, pinyin text, initials text, "areaClass" text, "hostCode" text, lon float8, lat float8, "positionQuality" text, outline jsonb, source text)
    ON CONFLICT (id) DO UPDATE SET level = excluded.level, parent_code = excluded.parent_code, name = excluded.name, name_en = excluded.name_en, pinyin = excluded.pinyin,
      initials = excluded.initials, area_class = excluded.area_class, host_code = excluded.host_code, lon = excluded.lon, lat = excluded.lat,
      position_quality = excluded.position_quality, outline = excluded.outline, source = excluded.source, import_batch_id = excluded.import_batch_id`;
}

export async function deleteAreaRecords(sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM area WHERE city_code = ${cityCode} AND id = ANY(${[...ids]}::uuid[])`;
}

/** Whether facilities or people stand in areas with these codes: then they cannot be taken back. */
export async function areasInUse(sql: BulkSql, cityCode: string, codes: readonly string[]): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    SELECT code FROM unnest(${[...codes]}::text[]) AS wanted(code)
    WHERE EXISTS (SELECT 1 FROM facility f WHERE f.city_code = ${cityCode} AND f.area_code = code)
      OR EXISTS (SELECT 1 FROM area_population p WHERE p.city_code = ${cityCode} AND p.area_code = code) LIMIT 20`;
  return rows.map(({ code }) => code);
}

/** The city reaches as far as its outlines do. */
export async function setBoundsFromOutlines(sql: BulkSql, cityCode: string): Promise<void> {
  await sql`
    WITH corner AS (
      SELECT (p->>0)::float8 AS lon, (p->>1)::float8 AS lat FROM area,
        jsonb_path_query(outline, 'strict $.coordinates.**{2 to 3} ? (@.type() == "array" && @[0].type() == "number")') AS p
      WHERE city_code = ${cityCode} AND outline IS NOT NULL),
    span AS (SELECT min(lon) AS west, min(lat) AS south, max(lon) AS east, max(lat) AS north FROM corner)
    UPDATE city SET bounds = ARRAY[west, south, east, north] FROM span
    WHERE code = ${cityCode} AND west IS NOT NULL AND bounds IS DISTINCT FROM ARRAY[west, south, east, north]`;
}
