import type postgres from "postgres";
import type { CityRecords } from "./city-records";

/** Parents before children. */
const TABLES: readonly (keyof CityRecords)[] = [
  "city",
  "area",
  "areaPopulation",
  "barrier",
  "crossing",
  "walker",
  "standardParameter",
  "serviceType",
  "facilityKind",
  "operator",
  "facility",
  "facilityState",
  "offering",
  "offeringClass",
  "capacity",
  "price",
  "document",
  "contact",
  "openingHours",
  "facilityGrade",
  "publishedInspection",
  "subsidyRule",
  "landmark",
  "siteProposal",
  "siteProposalStep",
];

export interface Written {
  readonly table: string;
  readonly rows: number;
  /** Rows written so far and in all. */
  readonly done: number;
  readonly total: number;
}

/** Writes every row of a city into its table, inside the given transaction. */
export async function writeCity(
  transaction: postgres.TransactionSql,
  records: CityRecords,
  onWritten: (written: Written) => void = () => undefined,
): Promise<void> {
  const total = TABLES.reduce((sum, table) => sum + records[table].length, 0);
  let done = 0;
  for (const table of TABLES) {
    const rows: readonly object[] = records[table];
    await writeRows(transaction, columnName(table), rows);
    done += rows.length;
    // The planner of queries knows nothing of a table filled in this transaction until it is told.
    await transaction.unsafe(`ANALYZE "${columnName(table)}"`);
    onWritten({ table: columnName(table), rows: rows.length, done, total });
  }
}

const ROWS_A_STATEMENT = 10_000;

/** Rows travel as JSON, so PostgreSQL reads each value by its column's type and an error comes back as an error. */
export async function writeRows(transaction: postgres.TransactionSql, table: string, rows: readonly object[]): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
    const piece = rows
      .slice(i, i + ROWS_A_STATEMENT)
      .map((row) => Object.fromEntries(Object.entries(row).map(([property, value]) => [columnName(property), value])));
    const columns = Object.keys(piece[0] ?? {})
      .map((column) => `"${column}"`)
      .join(", ");
    await transaction.unsafe(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1::text::json)`,
      [JSON.stringify(piece)],
    );
  }
}

const columnName = (property: string): string => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
