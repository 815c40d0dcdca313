import type postgres from "postgres";
import type { TableSum } from "./backup-manifest.server";

/** A table that holds records, with the columns that are written (generated ones follow by themselves). */
export interface KeptTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** What is laid out by migrations or made anew at any time is not kept: staging, the queue's own tables, derived partitions. */
const KEPT_SCHEMAS = ["public", "installation"];
const LAID_OUT_ANEW = ["_prisma_migrations"];

export const quoted = (...names: readonly string[]): string => names.map((name) => `"${name.replaceAll('"', '""')}"`).join(".");

export const keptTables = (sql: postgres.ISql): Promise<KeptTable[]> =>
  sql<KeptTable[]>`
    SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE n.nspname = ANY(${KEPT_SCHEMAS}) AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ALL(${LAID_OUT_ANEW})
    GROUP BY 1, 2 ORDER BY 1, 2`;

/** Texts of values must be the same wherever they are compared. */
export const PLAIN_TEXTS = {
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  IntervalStyle: "postgres",
  extra_float_digits: "1",
  bytea_output: "hex",
};

export async function plainTexts(sql: postgres.ISql): Promise<void> {
  for (const [name, value] of Object.entries(PLAIN_TEXTS)) await sql`SELECT set_config(${name}, ${value}, false)`;
}

/** How many rows, and the sum of their hashes: equal for equal rows, in whatever order. */
export async function sumOf(sql: postgres.ISql, { schema, name, columns }: KeptTable): Promise<TableSum> {
  const row = `ROW(${columns.map((column) => quoted(column)).join(", ")})::text`;
  const [found] = await sql.unsafe<{ rows: number; checksum: string }[]>(
    `SELECT count(*)::int AS rows, COALESCE(sum(('x' || left(md5(${row}), 15))::bit(60)::bigint::numeric), 0)::text AS checksum
     FROM ${quoted(schema, name)}`,
  );
  return { name: `${schema}.${name}`, rows: found?.rows ?? 0, checksum: found?.checksum ?? "0" };
}
