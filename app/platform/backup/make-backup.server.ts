import { createWriteStream, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import postgres from "postgres";
import { now } from "../clock.server";
import { dataFolder } from "../environment.server";
import { keyRing } from "../key-ring.server";
import { MANIFEST, type Manifest } from "./backup-manifest.server";
import { programFor, runProgram } from "./dump-programs.server";
import { copyFilesOut, filesUnder, sealFilesOut } from "./kept-files.server";
import { queuedJobs } from "./queued-jobs.server";
import { keptTables, plainTexts, quoted, sumOf } from "./table-sums.server";

export const DATABASE_FOLDER = "database";
export const DUMP = "records.dump";
export const QUEUE = "queue.json";

export interface BackupAsked {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly version: string;
  /** where backups are put, one folder each */
  readonly into: string;
  /** for tests: copy even where pg_dump could be used */
  readonly way?: Manifest["way"];
}

/**
 * One folder with everything but the keys, taken from one snapshot of a database in use: what is half written meanwhile is not
 * in it, what was committed before is, whole. The folder has its name once it is complete.
 */
export async function makeBackup(asked: BackupAsked): Promise<{ folder: string; manifest: Manifest }> {
  const at = now();
  const folder = join(asked.into, `quarterhour-${at.toISOString().replace(/[:.]/g, "-")}`);
  const draft = `${folder}.partial`;
  mkdirSync(join(draft, DATABASE_FOLDER), { recursive: true, mode: 0o700 });
  const owner = postgres(asked.ownerUrl, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: "quarterhour-backup" },
  });
  try {
    copyFilesOut(dataFolder(), draft, "before");
    const records = await owner.begin("isolation level repeatable read read only", (sql) => copyRecords(sql, asked, draft));
    copyFilesOut(dataFolder(), draft, "after");
    await sealFilesOut(draft);
    const manifest: Manifest = {
      ...{ format: 1, product: "quarterhour", version: asked.version, madeAt: at.toISOString() },
      ...records,
      keys: [...keyRing().keys.keys()],
      files: await filesUnder(draft),
    };
    writeFileSync(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    renameSync(draft, folder);
    await noteBackup(owner, at);
    return { folder, manifest };
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await owner.end();
  }
}

async function copyRecords(sql: postgres.TransactionSql, asked: BackupAsked, draft: string) {
  await plainTexts(sql);
  const [server] = await sql<{ version: string; major: number; snapshot: string }[]>`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major, pg_export_snapshot() AS snapshot`;
  const { version, major, snapshot } = server!;
  const program = asked.way === "copy" ? undefined : programFor("pg_dump", major);
  const kept = await keptTables(sql);
  const tables: Manifest["tables"] = [];
  for (const table of kept) tables.push(await sumOf(sql, table));
  if (program) await dump(sql, program, asked.ownerUrl, snapshot, join(draft, DATABASE_FOLDER, DUMP));
  else
    for (const { schema, name, columns } of kept) {
      const list = columns.map((column) => quoted(column)).join(", ");
      const rows = await sql.unsafe(`COPY (SELECT ${list} FROM ${quoted(schema, name)}) TO STDOUT`).readable();
      await pipeline(
        rows,
        createGzip({ level: 6 }),
        createWriteStream(join(draft, DATABASE_FOLDER, `${schema}.${name}.copy.gz`)),
      );
      // postgres.js pauses the connection at a full buffer, and nothing wakes it when the end came right behind.
      rows._read(0);
    }
  writeFileSync(join(draft, QUEUE), JSON.stringify(await jobsIn(asked.appUrl, snapshot)));
  return {
    ...{ server: version, way: program ? ("dump" as const) : ("copy" as const), tables },
    migrations: await sql<Manifest["migrations"]>`
      SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
    sequences: await sql<Manifest["sequences"]>`
      SELECT format('%I.%I', schemaname, sequencename) AS name, COALESCE(last_value, start_value)::text AS value, last_value IS NOT NULL AS "isCalled"
      FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
    partitions: await sql<Manifest["partitions"]>`
      SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = to_regclass('public.audit_event') ORDER BY 1`,
  };
}

/** Tables the app laid out for itself in staging belong to it, and are made anew. */
async function dump(sql: postgres.ISql, program: string, url: string, snapshot: string, file: string): Promise<void> {
  const foreign = await sql<{ name: string }[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'staging' AND c.relkind = 'r' AND NOT pg_has_role(c.relowner, 'USAGE')`;
  await runProgram(program, url, [
    ...["--format=custom", "--no-owner", "--no-privileges", `--snapshot=${snapshot}`, `--file=${file}`],
    ...["--exclude-schema=graphile_worker", "--exclude-table-data=staging.*"],
    ...foreign.map(({ name }) => `--exclude-table=${name}`),
  ]);
}

/** The same moment, seen by the role the queue belongs to. */
async function jobsIn(appUrl: string, snapshot: string) {
  const app = postgres(appUrl, { max: 1, onnotice: () => undefined });
  try {
    return await app.begin("isolation level repeatable read read only", async (sql) => {
      await sql.unsafe(`SET TRANSACTION SNAPSHOT '${snapshot}'`);
      return queuedJobs(sql);
    });
  } finally {
    await app.end();
  }
}

/** qh doctor asks when the last one was. */
async function noteBackup(owner: postgres.Sql, at: Date): Promise<void> {
  const [there] = await owner<{ is: boolean }[]>`SELECT to_regclass('installation.note') IS NOT NULL AS is`;
  // A role that only backs up may write the note, and lay out nothing.
  if (!there?.is)
    await owner.unsafe(`CREATE SCHEMA IF NOT EXISTS installation;
    CREATE TABLE IF NOT EXISTS installation.note (key text PRIMARY KEY, value text NOT NULL, at timestamptz NOT NULL DEFAULT now())`);
  await owner`INSERT INTO installation.note (key, value) VALUES ('last-backup', ${at.toISOString()})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = now()`;
}
