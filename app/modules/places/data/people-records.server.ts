import type { BulkSql } from "~/platform/bulk-copy.server";
import type { PeopleRecord } from "../domain/area-record";

export async function findPeopleRecords(sql: BulkSql, cityCode: string, areaCodes: readonly string[]): Promise<PeopleRecord[]> {
  return sql<PeopleRecord[]>`
    SELECT id, area_code AS "areaCode", population_group AS "group", year, basis, people, source, is_estimate AS "isEstimate"
    FROM area_population WHERE city_code = ${cityCode} AND area_code = ANY(${[...areaCodes]}::text[])`;
}

export async function writePeopleRecords(
  sql: BulkSql,
  cityCode: string,
  batchId: string,
  records: readonly PeopleRecord[],
): Promise<void> {
  await sql`
    INSERT INTO area_population (id, city_code, area_code, population_group, year, basis, people, source, is_estimate, import_batch_id)
    SELECT r.id, ${cityCode}, r."areaCode", r."group", r.year, r.basis, r.people, r.source, r."isEstimate", ${batchId}
    FROM jsonb_to_recordset(${sql.json(records as never)}::jsonb) AS r(id uuid, "areaCode" text, "group" text, year int, basis text, people int, source text, "isEstimate" boolean)
    ON CONFLICT (id) DO UPDATE SET people = excluded.people, source = excluded.source, is_estimate = excluded.is_estimate, import_batch_id = excluded.import_batch_id`;
}

export async function deletePeopleRecords(sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM area_population WHERE city_code = ${cityCode} AND id = ANY(${[...ids]}::uuid[])`;
}
