import { rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { makeBackup } from "../backup/make-backup.server";
import { inDatabase } from "../backup/exchange-databases.server";
import { keptTables, sumOf, type KeptTable } from "../backup/table-sums.server";
import type { TableSum } from "../backup/backup-manifest.server";
import { now } from "../clock.server";
import { BundleProblem, versionName, type BundleFacts } from "./bundle-manifest.server";
import {
  closeJournal,
  currentVersion,
  readJournal,
  removeOtherVersions,
  switchTo,
  versionsFolder,
  writeJournal,
  type Journal,
  type UpgradeStep,
} from "./installation.server";
import { newProgram } from "./new-program.server";
import {
  copyRecords,
  databaseBytes,
  exchangeRecords,
  forgetRecordsBefore,
  namesFor,
  putRecordsBack,
  sessionsIn,
} from "./upgrade-records.server";
import { requireRoomForRecords } from "./take-in.server";

export interface UpgradeAsked {
  readonly installation: string;
  /** of the program that was taken in */
  readonly next: BundleFacts;
  /** of the program in use */
  readonly version: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** where the backup goes */
  readonly backups: string;
  /** what qh doctor found broken before: no fault of the upgrade */
  readonly brokenBefore: readonly string[];
  /** tables that may lose rows, because the release notes say so */
  readonly mayShrink: readonly string[];
  readonly tell: (step: UpgradeStep) => void;
}

export interface Upgraded {
  readonly from: string;
  readonly to: string;
  readonly backup: string;
  readonly applied: readonly string[];
  readonly rows: number;
  readonly findings: readonly string[];
}

/** Why an upgrade did not take place: the step that failed, in one sentence; program and records are as they were. */
export class UpgradeFailed extends Error {
  constructor(
    readonly step: UpgradeStep,
    readonly backup: string | null,
    readonly reason: string,
    /** why it could not be undone at once; null = it was */
    readonly stuck: string | null,
  ) {
    super(`${step}: ${reason}`);
  }
}

/**
 * From a program taken in to the one in use, or back to what was. Each step is written down before it begins; a kill leaves a
 * journal that {@link settleUpgrade} ends: where the link already points to the new program forward, otherwise back.
 */
export async function upgradeInstallation(asked: UpgradeAsked): Promise<Upgraded> {
  const { installation, next, ownerUrl } = asked;
  const from = currentVersion(installation) ?? "";
  await requireQuiet(asked);
  const at = now();
  const mark = at
    .toISOString()
    .slice(0, 19)
    .replace(/[:.T-]/g, "");
  let journal: Journal = {
    ...{ format: 1, startedAt: at.toISOString(), step: "copy", from, to: versionName(next), backup: null },
    ...namesFor(ownerUrl, mark),
  };
  const enter = (step: UpgradeStep, facts: Partial<Journal> = {}): void => {
    journal = { ...journal, ...facts, step };
    writeJournal(installation, journal);
    asked.tell(step);
  };
  try {
    enter("copy");
    await copyRecords(ownerUrl, journal);
    const draftUrl = inDatabase(ownerUrl, journal.draft);
    enter("backup");
    const { folder: backup, manifest } = await makeBackup({
      ...{ ownerUrl: draftUrl, appUrl: inDatabase(asked.appUrl, journal.draft), version: asked.version, into: asked.backups },
    });
    enter("migrate", { backup });
    const program = newProgram(join(versionsFolder(installation), journal.to), {
      ...{ ownerUrl: draftUrl, name: journal.database, appPassword: decodeURIComponent(new URL(asked.appUrl).password) },
    });
    const { applied } = await program.migrate();
    enter("check");
    await requireAllRows(draftUrl, manifest.tables, asked.mayShrink);
    const findings = await requireHealthy(program, asked.brokenBefore);
    enter("exchange");
    await exchangeRecords(ownerUrl, journal);
    enter("switch");
    switchTo(installation, journal.to);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const upgraded = { from, to: journal.to, backup, applied, rows, findings };
    enter("tidy");
    await settleUpgrade(installation, ownerUrl);
    return upgraded;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const stuck = await settleUpgrade(installation, ownerUrl).then(
      () => null,
      (other: unknown) => (other instanceof Error ? other.message : String(other)),
    );
    throw new UpgradeFailed(journal.step, journal.backup, reason, stuck);
  }
}

/** Ends what an upgrade left behind, one way or the other; undefined where there is nothing to end. */
export async function settleUpgrade(installation: string, ownerUrl: string): Promise<"forward" | "back" | undefined> {
  const journal = readJournal(installation);
  if (!journal) return undefined;
  const isForward = currentVersion(installation) === journal.to;
  if (isForward) {
    await forgetRecordsBefore(ownerUrl, journal);
    removeOtherVersions(installation, [journal.from, journal.to]);
  } else {
    await putRecordsBack(ownerUrl, journal);
    rmSync(join(versionsFolder(installation), journal.to), { recursive: true, force: true });
  }
  closeJournal(installation, journal, isForward ? "done" : "undone", now());
  return isForward ? "forward" : "back";
}

async function requireQuiet({ installation, next, ownerUrl }: UpgradeAsked): Promise<void> {
  try {
    const sessions = await sessionsIn(ownerUrl);
    if (sessions.length > 0)
      throw new BundleProblem(
        `仍在运行 · The records are in use by ${sessions.join(", ")}: stop every web and jobs process (systemctl stop quarterhour), then try again. Nothing was changed.`,
      );
    requireRoomForRecords(installation, await databaseBytes(ownerUrl));
  } catch (error) {
    rmSync(join(versionsFolder(installation), versionName(next)), { recursive: true, force: true });
    throw error;
  }
}

/** Migrations may add rows and move tables; a table that is still there has at least the rows it had. */
async function requireAllRows(draftUrl: string, before: readonly TableSum[], mayShrink: readonly string[]): Promise<void> {
  const sql = postgres(draftUrl, { max: 1, onnotice: () => undefined });
  try {
    const there = new Map<string, KeptTable>((await keptTables(sql)).map((table) => [`${table.schema}.${table.name}`, table]));
    for (const { name, rows } of before) {
      const table = there.get(name);
      const found = table ? (await sumOf(sql, table)).rows : 0;
      if (found < rows && !mayShrink.includes(name))
        throw new BundleProblem(
          `表 ${name} 由 ${rows} 行变为 ${table ? found : "无"} · the table ${name} had ${rows} rows and ${table ? `has ${found}` : "is gone"}; if the release notes say so, add --may-shrink ${name}`,
        );
    }
  } finally {
    await sql.end();
  }
}

async function requireHealthy(program: ReturnType<typeof newProgram>, brokenBefore: readonly string[]): Promise<string[]> {
  const { findings } = await program.doctor();
  const worse = findings.find(({ about, state }) => state === "broken" && !brokenBefore.includes(about));
  if (worse) throw new BundleProblem(`qh doctor: ${worse.about}: ${worse.sentence}`);
  const { ready, page, said } = await program.serve();
  if (!ready || page !== 200)
    throw new BundleProblem(
      `新程序未就绪 · the new program does not serve the records (/readyz ${ready ? "ready" : said}, first page ${page})`,
    );
  return findings.filter(({ state }) => state !== "good").map(({ about, sentence }) => `${about}: ${sentence}`);
}
