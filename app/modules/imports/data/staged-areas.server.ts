import type { BulkSql } from "~/platform/bulk-copy.server";
import type { StagedArea } from "../domain/area-import";

/** Areas a batch would write. */
export async function stagedAreas(sql: BulkSql, batchId: string): Promise<StagedArea[]> {
  return sql<StagedArea[]>`
    SELECT row_number AS "rowNumber", value->'after'->>'code' AS code, value->'after'->>'parentCode' AS parent
    FROM staging.import_row WHERE batch_id = ${batchId} AND decision IN ('create', 'update') ORDER BY row_number`;
}
