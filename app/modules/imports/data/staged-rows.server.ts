import { type BulkSql, copyRows } from "~/platform/bulk-copy.server";
import type { GeoPoint } from "~/shared/geo-point";
import type { Decision, ImportCounts } from "../domain/import-batch";
import type { Issue } from "../domain/issue";
import type { Likeness } from "../domain/likeness";

export interface StagedRow {
  readonly rowNumber: number;
  readonly raw: Readonly<Record<string, string>>;
  readonly value: object | null;
  readonly issues: readonly Issue[];
  readonly decision: Decision;
  readonly targetId: string | null;
  readonly candidates: readonly Likeness[];
  readonly label: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly quality: string | null;
  readonly areaCode: string | null;
  readonly isChosen: boolean;
}

const COLUMNS = [
  "batch_id",
  "row_number",
  "raw",
  "value",
  "issues",
  "decision",
  "target_id",
  "candidates",
  "label",
  "lon",
  "lat",
  "quality",
  "area_code",
  "severity",
  "is_chosen",
];
const WEIGHT = { note: 1, warning: 2, error: 3 } as const;
const severityOf = (issues: readonly Issue[]): number =>
  issues.reduce((most, issue) => Math.max(most, WEIGHT[issue.severity]), 0);

export const clearStaged = (sql: BulkSql, batchId: string) => sql`DELETE FROM staging.import_row WHERE batch_id = ${batchId}`;

/** After writing: what was refused or left out stays, for the file that is handed back. */
export const clearWritten = (sql: BulkSql, batchId: string) =>
  sql`DELETE FROM staging.import_row WHERE batch_id = ${batchId} AND decision NOT IN ('refuse', 'skip')`;

/** Mobile and identity numbers of China wherever they stand in a text, however the column is called. */
const NUMBERS = [
  ["(^|[^0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])", "\\1\\2****\\3"],
  ["(^|[^0-9])([1-9][0-9]{3})[0-9]{10}([0-9]{3}[0-9Xx])(?![0-9])", "\\1\\2**********\\3"],
] as const;

/** What stays of a written file holds no number of anybody: the columns named, and numbers that look like a person's anywhere. */
export async function maskStaged(
  sql: BulkSql,
  batchId: string,
  columns: readonly string[],
  fields: readonly string[],
): Promise<void> {
  const masked = (text: ReturnType<typeof sql>) =>
    NUMBERS.reduce((inner, [pattern, shown]) => sql`regexp_replace(${inner}, ${pattern}, ${shown}, 'g')`, text);
  await sql`
    UPDATE staging.import_row SET
      raw = ${masked(sql`(raw || (SELECT COALESCE(jsonb_object_agg(c.key, regexp_replace(c.value, '.(?=.{2})', '*', 'g')), '{}')
        FROM jsonb_each_text(raw) AS c WHERE c.key = ANY(${[...columns]}) AND c.value <> ''))::text`)}::jsonb,
      issues = ${masked(sql`(SELECT COALESCE(jsonb_agg(CASE WHEN i->>'field' = ANY(${[...fields]}) THEN jsonb_set(i, '{value}', '"****"') ELSE i END), '[]')
        FROM jsonb_array_elements(issues) AS i)::text`)}::jsonb
    WHERE batch_id = ${batchId}`;
  await forgetSamples(sql, batchId);
}

/** The first look's sample rows have done their work. */
export async function forgetSamples(sql: BulkSql, batchId: string): Promise<void> {
  await sql`
    UPDATE import_batch b SET inspection = jsonb_set(b.inspection, '{sheets}',
      (SELECT COALESCE(jsonb_agg(s.sheet || '{"top": [], "samples": {}}'), '[]') FROM jsonb_array_elements(b.inspection->'sheets') AS s(sheet)))
    WHERE b.id = ${batchId} AND jsonb_typeof(b.inspection->'sheets') = 'array'`;
}

export const stageRows = (sql: BulkSql, batchId: string, rows: readonly StagedRow[]): Promise<void> =>
  copyRows(
    sql,
    "staging.import_row",
    COLUMNS,
    rows.map((row) => [
      batchId,
      row.rowNumber,
      row.raw,
      row.value,
      row.issues,
      row.decision,
      row.targetId,
      row.candidates,
      row.label,
      row.lon,
      row.lat,
      row.quality,
      row.areaCode,
      severityOf(row.issues),
      row.isChosen,
    ]),
  );

export async function addIssue(sql: BulkSql, batchId: string, rowNumber: number, issue: Issue): Promise<void> {
  await sql`
    UPDATE staging.import_row SET issues = issues || ${sql.json([issue] as never)}::jsonb, severity = greatest(severity, ${WEIGHT[issue.severity]}),
      decision = CASE WHEN ${issue.severity === "error"} THEN 'refuse' ELSE decision END, value = CASE WHEN ${issue.severity === "error"} THEN NULL ELSE value END
    WHERE batch_id = ${batchId} AND row_number = ${rowNumber}`;
}

export async function replaceStaged(sql: BulkSql, batchId: string, row: StagedRow): Promise<void> {
  await sql`DELETE FROM staging.import_row WHERE batch_id = ${batchId} AND row_number = ${row.rowNumber}`;
  await stageRows(sql, batchId, [row]);
}

export async function countStaged(sql: BulkSql, batchId: string): Promise<ImportCounts> {
  const [counts] = await sql<ImportCounts[]>`
    SELECT count(*)::int AS total,
      (count(*) FILTER (WHERE decision = 'create'))::int AS create, (count(*) FILTER (WHERE decision = 'update'))::int AS update,
      (count(*) FILTER (WHERE decision = 'same'))::int AS same, (count(*) FILTER (WHERE decision = 'skip'))::int AS skip,
      (count(*) FILTER (WHERE decision = 'refuse'))::int AS refuse, (count(*) FILTER (WHERE decision = 'ask'))::int AS ask,
      (count(*) FILTER (WHERE jsonb_array_length(candidates) > 0))::int AS duplicates,
      (count(*) FILTER (WHERE quality = 'unplaced' AND decision NOT IN ('skip', 'refuse')))::int AS unplaced,
      (count(*) FILTER (WHERE quality = 'approximate' AND decision NOT IN ('skip', 'refuse')))::int AS approximate,
      (count(*) FILTER (WHERE severity = 2))::int AS warnings
    FROM staging.import_row WHERE batch_id = ${batchId}`;
  return counts ?? {};
}

/** The first and the last area of what is written, in the order of codes; null where something has none, or nothing is written. */
export async function writtenSpan(sql: BulkSql, batchId: string): Promise<{ first: string; last: string } | null> {
  const [span] = await sql<{ first: string | null; last: string | null; unplaced: number }[]>`
    SELECT min(area_code COLLATE "C") AS first, max(area_code COLLATE "C") AS last, (count(*) FILTER (WHERE area_code IS NULL))::int AS unplaced
    FROM staging.import_row WHERE batch_id = ${batchId} AND decision IN ('create', 'update')`;
  return span && span.first !== null && span.last !== null && span.unplaced === 0 ? { first: span.first, last: span.last } : null;
}

export type RowFilter = "all" | "create" | "update" | "same" | "skip" | "refuse" | "ask" | "duplicates" | "unplaced" | "warnings";

const where = (sql: BulkSql, filter: RowFilter) => {
  if (filter === "all") return sql`true`;
  if (filter === "duplicates") return sql`jsonb_array_length(candidates) > 0`;
  if (filter === "unplaced") return sql`quality = 'unplaced' AND decision NOT IN ('skip', 'refuse')`;
  if (filter === "warnings") return sql`severity = 2`;
  return sql`decision = ${filter}`;
};

const SELECTED = (sql: BulkSql) => sql`
  row_number AS "rowNumber", raw, value, issues, decision, target_id AS "targetId", candidates, label, lon, lat, quality,
  area_code AS "areaCode", is_chosen AS "isChosen"`;

/** One page of the preview; problems first where all rows are asked for. */
export async function stagedPage(
  sql: BulkSql,
  batchId: string,
  filter: RowFilter,
  page: number,
  size: number,
): Promise<StagedRow[]> {
  const order = filter === "all" ? sql`severity DESC, decision = 'ask' DESC, row_number` : sql`row_number`;
  return sql<StagedRow[]>`
    SELECT row_number AS "rowNumber", raw, NULL AS value, issues, decision, target_id AS "targetId", candidates, label, lon, lat, quality,
      area_code AS "areaCode", is_chosen AS "isChosen"
    FROM staging.import_row WHERE batch_id = ${batchId} AND ${where(sql, filter)}
    ORDER BY ${order} LIMIT ${size} OFFSET ${page * size}`;
}

/** The median of what is placed exactly: the yardstick of a city without bounds when one row is looked at again. */
export async function stagedMiddle(sql: BulkSql, batchId: string): Promise<GeoPoint | null> {
  const [middle] = await sql<{ lon: number | null; lat: number | null }[]>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY lon) AS lon, percentile_cont(0.5) WITHIN GROUP (ORDER BY lat) AS lat
    FROM staging.import_row WHERE batch_id = ${batchId} AND lon IS NOT NULL AND quality = 'exact'`;
  return middle && middle.lon !== null && middle.lat !== null ? { lon: middle.lon, lat: middle.lat } : null;
}

export async function stagedRow(sql: BulkSql, batchId: string, rowNumber: number): Promise<StagedRow | null> {
  const [row] = await sql<
    StagedRow[]
  >`SELECT ${SELECTED(sql)} FROM staging.import_row WHERE batch_id = ${batchId} AND row_number = ${rowNumber}`;
  return row ?? null;
}

/** Points for the preview's map: all of them up to a few thousand, then an even sample. */
export async function stagedPoints(
  sql: BulkSql,
  batchId: string,
  most = 3000,
): Promise<{ rowNumber: number; label: string; lon: number; lat: number; decision: string; quality: string }[]> {
  return sql`
    WITH placed AS (
      SELECT row_number, label, lon, lat, decision, quality, row_number() OVER (ORDER BY row_number) AS n, count(*) OVER () AS many
      FROM staging.import_row WHERE batch_id = ${batchId} AND lon IS NOT NULL)
    SELECT row_number AS "rowNumber", label, lon, lat, decision, quality FROM placed WHERE n % greatest(1, ceil(many / ${most}::float)::int) = 0`;
}

const LONGEST_DRAWN = 200_000;

/** Lines that would be written, for the preview's map; the first few hundred, and none that would fill the page by itself. */
export const stagedLines = async (
  sql: BulkSql,
  batchId: string,
  most = 400,
): Promise<{ rowNumber: number; parts: [number, number][][] }[]> =>
  sql`
    SELECT row_number AS "rowNumber", value #> '{after,parts}' AS parts FROM staging.import_row
    WHERE batch_id = ${batchId} AND decision IN ('create', 'update') AND jsonb_typeof(value #> '{after,parts}') = 'array'
      AND length((value #> '{after,parts}')::text) <= ${LONGEST_DRAWN}
    ORDER BY row_number LIMIT ${most}`;

/** Rows with something to say, for the file that is handed back. */
export async function stagedProblems(
  sql: BulkSql,
  batchId: string,
  from: "refused" | "all",
  most = 100_000,
): Promise<Pick<StagedRow, "rowNumber" | "raw" | "issues" | "decision">[]> {
  return sql`
    SELECT row_number AS "rowNumber", raw, issues, decision FROM staging.import_row
    WHERE batch_id = ${batchId} AND (decision = 'refuse' OR (${from === "all"} AND (decision = 'skip' OR severity >= 2))) ORDER BY row_number LIMIT ${most}`;
}

/** Leaves a row out; what would have been done with it is kept, should the person think better of it. */
export async function skipRow(sql: BulkSql, batchId: string, rowNumber: number): Promise<void> {
  await sql`
    UPDATE staging.import_row SET value = value || jsonb_build_object('skipped', decision), decision = 'skip', is_chosen = true
    WHERE batch_id = ${batchId} AND row_number = ${rowNumber} AND decision <> 'skip'`;
}

export async function takeRow(sql: BulkSql, batchId: string, rowNumber: number): Promise<void> {
  await sql`
    UPDATE staging.import_row SET decision = COALESCE(value->>'skipped', CASE severity WHEN 3 THEN 'refuse' ELSE 'same' END), value = value - 'skipped', is_chosen = false
    WHERE batch_id = ${batchId} AND row_number = ${rowNumber} AND decision = 'skip'`;
}

export async function setCounts(sql: BulkSql, batchId: string, counts: ImportCounts): Promise<void> {
  await sql`UPDATE import_batch SET counts = counts || ${sql.json(counts as never)} WHERE id = ${batchId}`;
}
