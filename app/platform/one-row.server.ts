import type pg from "pg";

/** The row of a question that always has one answer. */
export async function oneRow<Row>(client: pg.Client, sql: string, values: unknown[] = []): Promise<Row> {
  const { rows } = await client.query(sql, values);
  return rows[0] as Row;
}
