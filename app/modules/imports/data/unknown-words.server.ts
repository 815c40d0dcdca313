import type { BulkSql } from "~/platform/bulk-copy.server";

export interface UnknownWord {
  readonly field: string;
  readonly word: string;
  readonly rows: number;
  /** codes of the areas it could be, for a word that should name one; parted by spaces */
  readonly codes: string | null;
}

/** Words of closed lists and names of areas nobody understood, the most frequent first. */
export async function unknownWords(sql: BulkSql, batchId: string, most = 200): Promise<UnknownWord[]> {
  return sql<UnknownWord[]>`
    SELECT issue->>'field' AS field, issue->'facts'->>'word' AS word, count(*)::int AS rows, min(issue->'facts'->>'codes') AS codes
    FROM staging.import_row, jsonb_array_elements(issues) AS issue
    WHERE batch_id = ${batchId} AND length(issue->'facts'->>'word') <= 120
      AND (severity = 3 AND issue->>'code' = 'unknown-choice' OR issue->>'code' IN ('area-like', 'area-several', 'area-unknown') AND issue->'facts' ? 'codes')
    GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2 LIMIT ${most}`;
}

/** The names of areas a word could mean, each with those above it. */
export async function areasNamed(
  sql: BulkSql,
  cityCode: string,
  codes: readonly string[],
): Promise<{ readonly key: string; readonly zh: string; readonly en: string }[]> {
  if (codes.length === 0) return [];
  return sql<{ key: string; zh: string; en: string }[]>`
    SELECT a.code AS key, concat_ws(' ', up.name, a.name, a.code) AS zh, concat_ws(' ', a.name, coalesce(a.name_en, a.pinyin), a.code) AS en
    FROM area_in_use a LEFT JOIN area_in_use up ON up.city_code = a.city_code AND up.code = a.parent_code
    WHERE a.city_code = ${cityCode} AND a.code = ANY(${[...codes]}::text[]) ORDER BY array_position(${[...codes]}::text[], a.code)`;
}
