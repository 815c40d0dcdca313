import type { BulkSql } from "~/platform/bulk-copy.server";
import type { NamedFacility } from "../domain/facility-meant";
import type { FiledResult, ResultKind } from "../domain/result-import";

export interface ResultSite extends NamedFacility {
  readonly cityCode: string;
  readonly areaCode: string | null;
  readonly line: string;
}

/** Every facility of the city a row may be about; of some, where they are named. */
export const resultSites = (sql: BulkSql, cityCode: string, ids: readonly string[] | null = null): Promise<ResultSite[]> =>
  sql<ResultSite[]>`
    SELECT id::text, name, address, external_id AS "externalId", city_code AS "cityCode", area_code AS "areaCode", line FROM facility
    WHERE city_code = ${cityCode} AND (${ids === null} OR id = ANY(${[...(ids ?? [])]}::uuid[])) ORDER BY id`;

/** Holds facilities, in one order: two lists about the same ones are written one after the other. */
export async function holdSites(sql: BulkSql, cityCode: string, ids: readonly string[]): Promise<void> {
  await sql`
    SELECT count(*) FROM (SELECT id FROM facility WHERE city_code = ${cityCode} AND id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR NO KEY UPDATE) held`;
}

/** What is on record of some facilities. */
export async function resultsOn(sql: BulkSql, kind: ResultKind, facilityIds: readonly string[]): Promise<FiledResult[]> {
  const ids = [...facilityIds];
  if (kind === "grade")
    return sql<FiledResult[]>`
      SELECT 'grade' AS kind, id::text, facility_id::text AS "facilityId", grade, standard, to_char(graded_on, 'YYYY-MM-DD') AS "on",
        to_char(valid_to, 'YYYY-MM-DD') AS "validTo", graded_by AS "by", source
      FROM facility_grade WHERE facility_id = ANY(${ids}::uuid[]) ORDER BY id`;
  return sql<FiledResult[]>`
    SELECT 'inspection' AS kind, id::text, facility_id::text AS "facilityId", kind AS how, result, to_char(inspected_on, 'YYYY-MM-DD') AS "on",
      findings, open_findings AS "openFindings", summary, inspected_by AS "by", source
    FROM published_inspection WHERE facility_id = ANY(${ids}::uuid[]) ORDER BY id`;
}

/** Writes results by their keys, new ones and corrected ones alike. */
export async function writeResults(sql: BulkSql, kind: ResultKind, results: readonly FiledResult[]): Promise<void> {
  const rows = sql.json(results as never);
  if (kind === "grade")
    await sql`
      INSERT INTO facility_grade (id, facility_id, grade, standard, graded_on, valid_to, graded_by, source)
      SELECT r.id, r."facilityId", r.grade, r.standard, r."on", r."validTo", r."by", r.source
      FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, "facilityId" uuid, grade text, standard text, "on" date, "validTo" date, "by" text, source text)
      ON CONFLICT (id) DO UPDATE SET grade = excluded.grade, standard = excluded.standard, graded_on = excluded.graded_on, valid_to = excluded.valid_to,
        graded_by = excluded.graded_by, source = excluded.source`;
  else
    await sql`
      INSERT INTO published_inspection (id, facility_id, kind, result, inspected_on, findings, open_findings, summary, inspected_by, source)
      SELECT r.id, r."facilityId", r.how, r.result, r."on", r.findings, r."openFindings", r.summary, r."by", r.source
      FROM jsonb_to_recordset(${rows}::jsonb)
        AS r(id uuid, "facilityId" uuid, how text, result text, "on" date, findings int, "openFindings" int, summary text, "by" text, source text)
      ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, result = excluded.result, inspected_on = excluded.inspected_on, findings = excluded.findings,
        open_findings = excluded.open_findings, summary = excluded.summary, inspected_by = excluded.inspected_by, source = excluded.source`;
}

export async function removeResults(sql: BulkSql, kind: ResultKind, ids: readonly string[]): Promise<void> {
  if (kind === "grade") await sql`DELETE FROM facility_grade WHERE id = ANY(${[...ids]}::uuid[])`;
  else await sql`DELETE FROM published_inspection WHERE id = ANY(${[...ids]}::uuid[])`;
}
