import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { now } from "../clock.server";
import { closeDatabase } from "../database.server";
import { dataFolder } from "../environment.server";
import { keyIdsThere, keyRingFile } from "../key-ring.server";
import { BackupProblem, readManifest, requireWholeFiles, type Manifest } from "./backup-manifest.server";
import { programFor, runProgram } from "./dump-programs.server";
import { endWhatWasOpen, whatWentBack, type Ended, type WentBack } from "./end-what-was-open.server";
import { databaseOf, exchange, holdingName, inDatabase } from "./exchange-databases.server";
import { stageFiles, swapFiles } from "./kept-files.server";
import { loadRecords } from "./load-records.server";
import { DATABASE_FOLDER, DUMP, QUEUE } from "./make-backup.server";
import { queueAgain, type QueuedJob } from "./queued-jobs.server";
import { closeRestoreJournal, readRestoreJournal, writeRestoreJournal, type RestoreJournal } from "./restore-journal.server";
import { endRestore } from "./settle-restore.server";
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
  /** restore although keys are missing: what they sealed does not open until a copy of the ring is in its place */
  readonly withoutKeys?: boolean;
  /** writes into the restored records that they were restored, before anybody meets them */
  readonly tell?: (appUrl: string, facts: RestoreFacts) => Promise<unknown>;
}

export interface RestoreFacts {
  readonly madeAt: string;
  readonly rows: number;
  readonly migrations: number;
  readonly jobs: number;
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
  readonly ended: Ended;
  /** null where nothing was in use before, or it could not be compared */
  readonly wentBack: WentBack | null;
}

/**
 * Everything is laid out, loaded, compared with the manifest, migrated and made ready under another name, files and keys too; only then
 * the two databases exchange names, in one transaction. Whatever fails before that leaves the present one as it is; a kill leaves a
 * journal that {@link settleRestore} ends.
 */
export async function restoreBackup(asked: RestoreAsked): Promise<Restored> {
  const manifest = readManifest(asked.folder);
  await requireWholeFiles(asked.folder, manifest);
  requireKnown(manifest, asked.known);
  const keysMissing = requireKeys(manifest, asked.withoutKeys ?? false);
  const at = now();
  const mark = at.toISOString().replace(/[:.]/g, "-").toLowerCase();
  const name = databaseOf(asked.ownerUrl);
  const draft = `${name.slice(0, 30)}_restoring_${mark.slice(0, 19)}`;
  const before = `${name.slice(0, 30)}_before_${mark.slice(0, 19)}`;
  return holdingName(asked.ownerUrl, async (side) => {
    requireSettled();
    const isFull = await holdsRecords(asked.ownerUrl);
    if (isFull && !asked.replace)
      throw new BackupProblem(
        `数据库 ${name} 已有记录，未作任何更改 · The database ${name} holds records and nothing was changed: add --replace to put them aside (they are kept as ${before}).`,
      );
    const journal = { ...{ format: 1 as const, startedAt: at.toISOString(), folder: asked.folder }, name, draft, before };
    writeRestoreJournal({ ...journal, mark: `before-${mark}`, files: [] });
    try {
      const files = stageFiles(asked.folder, dataFolder());
      const whole: RestoreJournal = { ...journal, mark: `before-${mark}`, files };
      writeRestoreJournal(whole);
      const made = await makeDraft(side, asked, manifest, { name, draft, isFull });
      await exchange(side, whole);
      const filesAside = swapFiles(dataFolder(), whole.mark, files);
      closeRestoreJournal();
      return { manifest, ...made, before: isFull ? before : null, filesAside, keysMissing };
    } catch (error) {
      await putRight(side, error);
      throw error;
    }
  });
}

/** The backup's records under another name, ready to be used. */
async function makeDraft(
  side: postgres.Sql,
  asked: RestoreAsked,
  manifest: Manifest,
  { name, draft, isFull }: { readonly name: string; readonly draft: string; readonly isFull: boolean },
): Promise<Pick<Restored, "rows" | "migrated" | "jobs" | "ended" | "wentBack">> {
  await side.unsafe(`CREATE DATABASE ${quoted(draft)} TEMPLATE template0`).catch((error: unknown) => {
    throw error instanceof postgres.PostgresError && error.code === "42501"
      ? new BackupProblem(
          "数据库用户不能新建数据库 · The owner may not create databases: ALTER ROLE … CREATEDB, then restore again.",
        )
      : error;
  });
  const draftUrl = inDatabase(asked.ownerUrl, draft);
  const rows = await fill(draftUrl, asked, manifest);
  const { appUrl, applied } = await asked.prepare(draftUrl, name);
  const jobs = await putJobsBack(appUrl, asked.folder);
  const ended = await endWhatWasOpen(draftUrl);
  const wentBack = isFull ? await whatWentBack(asked.ownerUrl, draftUrl) : null;
  // Whoever tells opened the records to do so, and they are about to change their name.
  await asked.tell?.(appUrl, { madeAt: manifest.madeAt, rows, migrations: applied.length, jobs }).finally(closeDatabase);
  return { rows, migrated: applied, jobs, ended, wentBack };
}

/** Undone at once, or finished where the names were exchanged already; what cannot be is left for `qh restore --settle`. */
async function putRight(side: postgres.Sql, cause: unknown): Promise<void> {
  const journal = readRestoreJournal();
  if (!journal) return;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const settled = await endRestore(side, journal).catch((error: unknown) => {
    throw new BackupProblem(
      `恢复中断 · The restore was cut off (${reason}) and could not be put right at once (${error instanceof Error ? error.message : String(error)}): run qh restore --settle.`,
    );
  });
  if (settled.way === "forward")
    throw new BackupProblem(
      `已恢复，但收尾时出错 · The backup is restored and in use; something failed afterwards (${reason}) and was done again. What was there before is kept as ${settled.before}.`,
    );
}

function requireSettled(): void {
  if (readRestoreJournal())
    throw new BackupProblem(
      "上次恢复被中断 · An earlier restore was cut off: run qh restore --settle first. Nothing was changed.",
    );
}

/** Without its keys a restored value is lost, and with a new ring also whatever is looked up by its index. */
function requireKeys({ keys }: Manifest, isGoneWithout: boolean): string[] {
  const there = keyIdsThere();
  const missing = keys.filter((id) => !there?.includes(id));
  if (missing.length === 0 || isGoneWithout) return missing;
  throw new BackupProblem(
    there
      ? `密钥不全，未作任何更改 · ${keyRingFile()} lacks ${missing.join(", ")}, which this backup was sealed with, and nothing was changed: put the copy of the ring you kept in its place, or add --without-keys and do so later.`
      : `没有密钥，未作任何更改 · There is no key ring in ${keyRingFile()} and nothing was changed: put the copy you kept there (mode 600), or add --without-keys and do so later. Do not make a new ring for these records: it would open nothing and look nothing up.`,
  );
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
