import type { BulkSql } from "~/platform/bulk-copy.server";

export interface UnknownWord {
  readonly field: string;
  readonly word: string;
  readonly rows: number;
}

/** Words of closed lists nobody understood, the most frequent first. */
export async function unknownWords(sql: BulkSql, batchId: string, most = 200): Promise<UnknownWord[]> {
  return sql<UnknownWord[]>`
    SELECT issue->>'field' AS field, issue->'facts'->>'word' AS word, count(*)::int AS rows
    FROM staging.import_row, jsonb_array_elements(issues) AS issue
    WHERE batch_id = ${batchId} AND severity = 3 AND issue->>'code' = 'unknown-choice' AND length(issue->'facts'->>'word') <= 80
    GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2 LIMIT ${most}`;
}
