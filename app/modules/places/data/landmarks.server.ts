import type { BulkSql } from "~/platform/bulk-copy.server";
import { likePattern } from "~/platform/like-pattern.server";
import { spokenName } from "~/platform/spoken-name.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Landmark } from "../domain/landmark";

/** Landmarks whose names, other names, pinyin or initials hold the words; whoever is called exactly so first. */
export async function searchLandmarks(uow: UnitOfWork, cityCode: string, words: string, most: number): Promise<Landmark[]> {
  const word = words.trim().toLowerCase().replace(/\s+/g, " ");
  if (word === "") return [];
  const closed = word.replaceAll(" ", "");
  return uow.db.$queryRaw<Landmark[]>`
    SELECT id::text, name, name_en AS "nameEn", aliases, kind, lon, lat, area_code AS "areaCode", source FROM landmark
    WHERE city_code = ${cityCode} AND (char_length(${closed}) < 2 OR text_bigrams(sought) @> text_bigrams(${closed})) AND sought LIKE ${likePattern(closed)}
    ORDER BY (lower(name) = ${word} OR ${word} = ANY(SELECT lower(unnest(aliases)))) DESC, starts_with(lower(name), ${word}) DESC, char_length(name), name, id LIMIT ${most}`;
}

const COLUMNS = ["id", "name", "nameEn", "aliases", "kind", "lon", "lat", "areaCode", "source"] as const;

/** All of a city: what a file is held against. */
export const landmarksOfCity = (sql: BulkSql, cityCode: string): Promise<Landmark[]> =>
  sql<Landmark[]>`
    SELECT id, name, name_en AS "nameEn", aliases, kind, lon, lat, area_code AS "areaCode", source FROM landmark WHERE city_code = ${cityCode}`;

/** All it is found by: every name as written without blanks, and as it is typed by ear. */
export function soughtBy({ name, nameEn, aliases }: Pick<Landmark, "name" | "nameEn" | "aliases">): string {
  const names = [name, nameEn, ...aliases].filter((own) => own !== "");
  const heard = [name, ...aliases].flatMap((own) => Object.values(spokenName(own)));
  return [...new Set([...names.map((own) => own.toLowerCase().replace(/\s+/g, "")), ...heard])].join(" ");
}

/** Writes landmarks by their ids, new ones and corrected ones alike. */
export async function writeLandmarkRecords(
  sql: BulkSql,
  cityCode: string,
  batchId: string | null,
  landmarks: readonly Landmark[],
): Promise<void> {
  const rows = landmarks.map((landmark) => ({
    ...Object.fromEntries(COLUMNS.map((column) => [column, landmark[column]])),
    sought: soughtBy(landmark),
  }));
  await sql`
    INSERT INTO landmark (id, city_code, name, name_en, aliases, kind, lon, lat, area_code, source, sought, import_batch_id)
    SELECT r.id, ${cityCode}, r.name, r."nameEn", r.aliases, r.kind, r.lon, r.lat, r."areaCode", r.source, r.sought, ${batchId}
    FROM jsonb_to_recordset(${sql.json(rows as never)}::jsonb)
      AS r(id uuid, name text, "nameEn" text, aliases text[], kind text, lon float8, lat float8, "areaCode" text, source text, sought text)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, aliases = excluded.aliases, kind = excluded.kind,
      lon = excluded.lon, lat = excluded.lat, area_code = excluded.area_code, sought = excluded.sought, import_batch_id = excluded.import_batch_id`;
}

export async function deleteLandmarkRecords(sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM landmark WHERE city_code = ${cityCode} AND id = ANY(${[...ids]}::uuid[])`;
}
