import type { BulkSql } from "~/platform/bulk-copy.server";
import type { Facility } from "../domain/facility";

/** A record before and after one row of an import; contacts stay sealed. */
export interface RecordPair {
  readonly rowNumber: number;
  readonly name: string;
  readonly before: Facility | null;
  readonly after: Facility;
}

/** The next piece of what would be written. */
export const stagedPairs = (sql: BulkSql, batchId: string, after: number, most: number): Promise<RecordPair[]> =>
  sql<RecordPair[]>`
    SELECT row_number AS "rowNumber", label AS name, value->'before' AS before, value->'after' AS after FROM staging.import_row
    WHERE batch_id = ${batchId} AND decision IN ('create', 'update') AND row_number > ${after} ORDER BY row_number LIMIT ${most}`;

/** The next piece of what would be taken back: what nobody changed since, as the import left it. */
export const undonePairs = (sql: BulkSql, batchId: string, after: number, most: number): Promise<RecordPair[]> =>
  sql<RecordPair[]>`
    SELECT h.row_number AS "rowNumber", f.name, h.before, v.after
    FROM import_change h JOIN facility f ON f.id = h.target_id AND f.version = h.version
    CROSS JOIN LATERAL (SELECT r.after FROM revision r WHERE r.facility_id = f.id AND r.version = f.version AND r.after IS NOT NULL ORDER BY r.at DESC LIMIT 1) v
    WHERE h.batch_id = ${batchId} AND h.row_number > ${after} ORDER BY h.row_number LIMIT ${most}`;
