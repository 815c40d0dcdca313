import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { now } from "../clock.server";
import { dataFolder } from "../environment.server";
import { keyRing } from "../key-ring.server";
import { BackupProblem, readManifest, requireWholeFiles, type Manifest } from "./backup-manifest.server";
import { programFor, runProgram } from "./dump-programs.server";
import { putFilesBack } from "./kept-files.server";
import { loadRecords } from "./load-records.server";
import { DATABASE_FOLDER, DUMP, QUEUE } from "./make-backup.server";
import { queueAgain, type QueuedJob } from "./queued-jobs.server";
import { keptTables, plainTexts, quoted, sumOf } from "./table-sums.server";

export interface RestoreAsked {
  /** the database to be restored, as its owner */
  readonly ownerUrl: string;
  readonly folder: string;
  /** put another database's records aside */
  readonly replace: boolean;
  readonly known: readonly Manifest["migrations"][number][];
  /** lays out a database by these migrations */
  readonly layOut: (ownerUrl: string, names: readonly string[]) => Promise<void>;
  /** the migrations since, rights and the queue, for the database that will have this name; the app's address in it */
  readonly prepare: (ownerUrl: string, name: string) => Promise<{ readonly appUrl: string; readonly applied: readonly string[] }>;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly rows: number;
  readonly migrated: readonly string[];
  readonly jobs: number;
  /** the database that was there before, under its new name; null where there was none with records */
  readonly before: string | null;
  readonly filesAside: readonly string[];
  /** keys of the backup that the ring in force lacks: what they sealed does not open */
  readonly keysMissing: readonly string[];
}

/**
 * Everything is laid out, loaded, compared with the manifest, migrated and made ready under another name; only then the two
 * databases exchange names, in one transaction. Whatever fails before that leaves the present one as it is.
 */
export async function restoreBackup(asked: RestoreAsked): Promise<Restored> {
  const manifest = readManifest(asked.folder);
  await requireWholeFiles(asked.folder, manifest);
  requireKnown(manifest, asked.known);
  const mark = now().toISOString().replace(/[:.]/g, "-").toLowerCase();
  const name = databaseOf(asked.ownerUrl);
  const draft = `${name.slice(0, 30)}_restoring_${mark.slice(0, 19)}`;
  const before = `${name.slice(0, 30)}_before_${mark.slice(0, 19)}`;
  const [draftUrl, sideUrl] = [inDatabase(asked.ownerUrl, draft), inDatabase(asked.ownerUrl, "postgres")];
  const isFull = await holdsRecords(asked.ownerUrl);
  if (isFull && !asked.replace)
    throw new BackupProblem(
      `数据库 ${name} 已有记录，未作任何更改 · The database ${name} holds records and nothing was changed: add --replace to put them aside (they are kept as ${before}).`,
    );
  const side = postgres(sideUrl, { max: 1, onnotice: () => undefined });
  try {
    await side.unsafe(`CREATE DATABASE ${quoted(draft)} TEMPLATE template0`).catch((error: unknown) => {
      throw error instanceof postgres.PostgresError && error.code === "42501"
        ? new BackupProblem(
            "数据库用户不能新建数据库 · The owner may not create databases: ALTER ROLE … CREATEDB, then restore again.",
          )
        : error;
    });
    try {
      const rows = await fill(draftUrl, asked, manifest);
      const { appUrl, applied } = await asked.prepare(draftUrl, name);
      const jobs = await putJobsBack(appUrl, asked.folder);
      const aside = await exchange(side, { name, draft, before });
      const filesAside = putFilesBack(asked.folder, dataFolder(), `before-${mark}`);
      const keysMissing = manifest.keys.filter((id) => !keyRing().keys.has(id));
      return { manifest, rows, migrated: applied, jobs, before: isFull ? aside : null, filesAside, keysMissing };
    } catch (error) {
      await side.unsafe(`DROP DATABASE IF EXISTS ${quoted(draft)} WITH (FORCE)`);
      throw error;
    }
  } finally {
    await side.end();
  }
}

function requireKnown({ migrations }: Manifest, known: RestoreAsked["known"]): void {
  const odd = migrations.find(({ name, checksum }) => !known.some((one) => one.name === name && one.checksum === checksum));
  if (odd)
    throw new BackupProblem(
      `备份来自更新的程序 · The backup knows the migration ${odd.name} and this program does not: restore it with the program it was made with.`,
    );
}

/** The backup's rows in the new database, each table compared with the manifest. How many. */
async function fill(draftUrl: string, { folder, layOut }: RestoreAsked, manifest: Manifest): Promise<number> {
  if (manifest.way === "copy")
    await layOut(
      draftUrl,
      manifest.migrations.map(({ name }) => name),
    );
  const owner = postgres(draftUrl, { max: 1, onnotice: () => undefined });
  try {
    const [server] = await owner<{ major: number }[]>`SELECT current_setting('server_version_num')::int / 10000 AS major`;
    if (manifest.way === "copy") await loadRecords(owner, folder, manifest);
    else {
      const program = programFor("pg_restore", server?.major ?? 0);
      if (!program)
        throw new BackupProblem("缺少 pg_restore · pg_restore of the server's version is missing: install its client package.");
      await runProgramOn(program, draftUrl, folder);
    }
    await plainTexts(owner);
    const found = await keptTables(owner);
    for (const wanted of manifest.tables) {
      const table = found.find(({ schema, name }) => `${schema}.${name}` === wanted.name);
      const sum = table && (await sumOf(owner, table));
      if (sum?.rows !== wanted.rows || sum.checksum !== wanted.checksum)
        throw new BackupProblem(
          `表 ${wanted.name} 与备份清单不符，未作任何更改 · The table ${wanted.name} does not come out as it was backed up (${sum?.rows ?? 0} of ${wanted.rows} rows), and nothing was changed.`,
        );
    }
    return manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
  } finally {
    await owner.end();
  }
}

const runProgramOn = (program: string, url: string, folder: string): Promise<void> =>
  runProgram(program, url, ["--no-owner", "--no-privileges", "--exit-on-error", join(folder, DATABASE_FOLDER, DUMP)]);

async function putJobsBack(appUrl: string, folder: string): Promise<number> {
  const jobs = JSON.parse(readFileSync(join(folder, QUEUE), "utf8")) as QueuedJob[];
  const app = postgres(appUrl, { max: 1, onnotice: () => undefined });
  try {
    await queueAgain(app, jobs);
    return jobs.length;
  } finally {
    await app.end();
  }
}

/** Sessions of a running Quarterhour are cut; they come back to the restored records. */
export async function exchange(
  side: postgres.Sql,
  { name, draft, before }: Record<"name" | "draft" | "before", string>,
): Promise<string> {
  await side.unsafe(`ALTER DATABASE ${quoted(name)} WITH ALLOW_CONNECTIONS false`);
  try {
    for (const database of [name, draft])
      await side`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${database} AND pid <> pg_backend_pid()`;
    await side.begin(async (sql) => {
      await sql.unsafe(`ALTER DATABASE ${quoted(name)} RENAME TO ${quoted(before)}`);
      await sql.unsafe(`ALTER DATABASE ${quoted(draft)} RENAME TO ${quoted(name)}`);
    });
    await side.unsafe(`ALTER DATABASE ${quoted(before)} WITH ALLOW_CONNECTIONS true`);
    return before;
  } catch (error) {
    await side.unsafe(`ALTER DATABASE ${quoted(name)} WITH ALLOW_CONNECTIONS true`).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupProblem(
      `无法切换数据库，未作任何更改 · The databases could not be exchanged and nothing was changed (${reason}): stop every web and jobs process, then restore again.`,
    );
  }
}

/** False also where there is no database of that name or no table in it. */
async function holdsRecords(ownerUrl: string): Promise<boolean> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    const [layout] = await owner<{ there: boolean }[]>`SELECT to_regclass('public.city') IS NOT NULL AS there`;
    if (!layout?.there) return false;
    const [found] = await owner<{ full: boolean }[]>`
      SELECT EXISTS (SELECT FROM city) OR EXISTS (SELECT FROM person) OR EXISTS (SELECT FROM audit_event) AS full`;
    return found?.full ?? false;
  } finally {
    await owner.end();
  }
}

export const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

export function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(name)}`;
  return other.toString();
}
