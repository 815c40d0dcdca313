import postgres from "postgres";
import { databaseOf, exchange, inDatabase } from "../backup/exchange-databases.server";
import { quoted } from "../backup/table-sums.server";
import { BundleProblem } from "./bundle-manifest.server";
import type { Journal } from "./installation.server";

/*
 * The records are upgraded in a copy. The database in use is closed to everybody, copied by PostgreSQL itself, and stays as it is
 * until the copy has been migrated and checked; then the two exchange names in one transaction.
 */
export async function besideDatabase<T>(ownerUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(inDatabase(ownerUrl, "postgres"), {
    ...{ max: 1, onnotice: () => undefined, connection: { application_name: "quarterhour-upgrade" } },
  });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

export const namesFor = (ownerUrl: string, mark: string): Pick<Journal, "database" | "draft" | "before"> => {
  const database = databaseOf(ownerUrl);
  return {
    ...{ database, draft: `${database.slice(0, 30)}_upgrading_${mark}`, before: `${database.slice(0, 30)}_before_${mark}` },
  };
};

/** Who still works with the records, each with how many sessions. */
export const sessionsIn = (ownerUrl: string): Promise<string[]> =>
  besideDatabase(ownerUrl, async (sql) => {
    const rows = await sql<{ who: string; n: number }[]>`
      SELECT usename || COALESCE(' (' || NULLIF(application_name, '') || ')', '') AS who, count(*)::int AS n FROM pg_stat_activity
      WHERE datname = ${databaseOf(ownerUrl)} AND backend_type = 'client backend' GROUP BY 1 ORDER BY 1`;
    return rows.map(({ who, n }) => `${who} × ${n}`);
  });

export const databaseBytes = (ownerUrl: string): Promise<number> =>
  besideDatabase(ownerUrl, async (sql) => {
    const [found] = await sql<{ bytes: string }[]>`SELECT pg_database_size(${databaseOf(ownerUrl)})::text AS bytes`;
    return Number(found?.bytes ?? 0);
  });

/** Nobody enters the database in use from here on, and its copy is the whole of it. */
export async function copyRecords(ownerUrl: string, { database, draft }: Journal): Promise<void> {
  await besideDatabase(ownerUrl, async (sql) => {
    await sql.unsafe(`ALTER DATABASE ${quoted(database)} WITH ALLOW_CONNECTIONS false`);
    const others = await sessionsIn(ownerUrl);
    if (others.length > 0)
      throw new BundleProblem(
        `数据库仍在使用 · The database is in use by ${others.join(", ")}: stop every web and jobs process, then try again.`,
      );
    await sql.unsafe(`CREATE DATABASE ${quoted(draft)} TEMPLATE ${quoted(database)}`).catch((error: unknown) => {
      throw error instanceof postgres.PostgresError && error.code === "42501"
        ? new BundleProblem(
            "数据库用户不能新建数据库 · The owner may not create databases: ALTER ROLE … CREATEDB, then try again.",
          )
        : error;
    });
  });
}

/** The migrated copy takes the name, and what was there before is kept under another until the upgrade has ended. */
export const exchangeRecords = (ownerUrl: string, { database, draft, before }: Journal): Promise<void> =>
  besideDatabase(ownerUrl, (sql) => exchange(sql, { name: database, draft, before }));

/** The records as they were, however far the upgrade came. */
export const putRecordsBack = (ownerUrl: string, { database, draft, before }: Journal): Promise<void> =>
  besideDatabase(ownerUrl, async (sql) => {
    if (await isThere(sql, before)) {
      for (const name of [database, before]) await cut(sql, name);
      await sql.begin(async (both) => {
        await both.unsafe(`ALTER DATABASE ${quoted(database)} RENAME TO ${quoted(draft)}`);
        await both.unsafe(`ALTER DATABASE ${quoted(before)} RENAME TO ${quoted(database)}`);
      });
    }
    await sql.unsafe(`DROP DATABASE IF EXISTS ${quoted(draft)} WITH (FORCE)`);
    await sql.unsafe(`ALTER DATABASE ${quoted(database)} WITH ALLOW_CONNECTIONS true`);
  });

/** The upgraded records alone. */
export const forgetRecordsBefore = (ownerUrl: string, { database, draft, before }: Journal): Promise<void> =>
  besideDatabase(ownerUrl, async (sql) => {
    for (const name of [before, draft]) await sql.unsafe(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);
    await sql.unsafe(`ALTER DATABASE ${quoted(database)} WITH ALLOW_CONNECTIONS true`);
  });

const isThere = async (sql: postgres.Sql, name: string): Promise<boolean> =>
  (await sql`SELECT FROM pg_database WHERE datname = ${name}`).length > 0;

async function cut(sql: postgres.Sql, name: string): Promise<void> {
  await sql.unsafe(`ALTER DATABASE ${quoted(name)} WITH ALLOW_CONNECTIONS false`);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${name} AND pid <> pg_backend_pid()`;
}
