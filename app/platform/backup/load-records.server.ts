import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type postgres from "postgres";
import { BackupProblem, type Manifest } from "./backup-manifest.server";
import { DATABASE_FOLDER } from "./make-backup.server";
import { keptTables, quoted } from "./table-sums.server";

/**
 * Puts a backup's rows into tables that migrations have just laid out, in one transaction. Triggers are silent meanwhile and
 * references are checked at the end, all at once, so that no order of tables matters.
 */
export async function loadRecords(owner: postgres.Sql, folder: string, manifest: Manifest): Promise<void> {
  await owner.unsafe(`CREATE SCHEMA IF NOT EXISTS installation;
    CREATE TABLE IF NOT EXISTS installation.note (key text PRIMARY KEY, value text NOT NULL, at timestamptz NOT NULL DEFAULT now())`);
  await owner.begin(async (sql) => {
    const tables = (await keptTables(sql)).filter(({ schema, name }) =>
      manifest.tables.some((kept) => kept.name === `${schema}.${name}`),
    );
    if (tables.length < manifest.tables.length)
      throw new BackupProblem(
        "备份中有程序不认识的表 · The backup holds tables that its migrations do not lay out: use the program it was made with.",
      );
    await makePartitions(sql, manifest);
    const constraints = await sql<{ table: string; name: string; definition: string }[]>`
      SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conparentid = 0 AND (contype = 'f' OR (contype = 'c' AND NOT convalidated))`;
    for (const { table, name } of constraints) await sql.unsafe(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(name)}`);
    for (const { schema, name } of tables) await sql.unsafe(`ALTER TABLE ${quoted(schema, name)} DISABLE TRIGGER USER`);
    for (const { schema, name, columns } of tables) {
      // Migrations put first rows into some tables; the backup has them as they became.
      await sql.unsafe(`DELETE FROM ${quoted(schema, name)}`);
      const file = join(folder, DATABASE_FOLDER, `${schema}.${name}.copy.gz`);
      if (!existsSync(file))
        throw new BackupProblem(
          `备份缺少表 ${schema}.${name} · The backup lacks the table ${schema}.${name}: use another backup.`,
        );
      const list = columns.map((column) => quoted(column)).join(", ");
      const into = await sql.unsafe(`COPY ${quoted(schema, name)} (${list}) FROM STDIN`).writable();
      await pipeline(createReadStream(file), createGunzip(), into);
    }
    for (const { table, name, definition } of constraints)
      await sql.unsafe(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(name)} ${definition}`);
    for (const { schema, name } of tables) await sql.unsafe(`ALTER TABLE ${quoted(schema, name)} ENABLE TRIGGER USER`);
    for (const { name, value, isCalled } of manifest.sequences)
      await sql`SELECT setval(${name}::regclass, ${value}::bigint, ${isCalled})`;
  });
  await owner.unsafe("ANALYZE");
}

/** Months of the audit that the backup has and a database made today has not. */
async function makePartitions(sql: postgres.ISql, { partitions }: Manifest): Promise<void> {
  for (const { name, bound } of partitions) {
    const month = /^event_(\d{4}_\d{2})$/.test(name) && /^FOR VALUES FROM \('[\d :+-]+'\) TO \('[\d :+-]+'\)$/.test(bound);
    const [there] = await sql<{ is: boolean }[]>`SELECT to_regclass(${`audit.${name}`}) IS NOT NULL AS is`;
    if (!month || there?.is) continue;
    await sql.unsafe(`CREATE TABLE audit.${quoted(name)} PARTITION OF public.audit_event ${bound};
      CREATE TRIGGER ${quoted(`${name}_whole`)} BEFORE TRUNCATE ON audit.${quoted(name)} FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()`);
  }
}
