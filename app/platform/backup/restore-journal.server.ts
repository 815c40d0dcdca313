import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { flushNames, writeDurably } from "../durable-file.server";
import { dataFolder } from "../environment.server";
import { BackupProblem } from "./backup-manifest.server";

const RestoreJournal = z.object({
  format: z.literal(1),
  startedAt: z.string(),
  /** of the backup */
  folder: z.string(),
  /** databases: the one in use, the restored one before it takes that name, what was in use afterwards */
  name: z.string(),
  draft: z.string(),
  before: z.string(),
  /** what files put aside are called by */
  mark: z.string(),
  /** what of the data folder the backup holds */
  files: z.array(z.string()),
});
/** What a restore is about to do: enough to end it one way or the other after a kill. It holds no password. */
export type RestoreJournal = z.infer<typeof RestoreJournal>;

export const restoreJournalFile = (): string => join(dataFolder(), "restore.json");

export function readRestoreJournal(): RestoreJournal | undefined {
  const file = restoreJournalFile();
  if (!existsSync(file)) return undefined;
  try {
    return RestoreJournal.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new BackupProblem(
      `${file} 无法读取 · ${file} cannot be read: see which databases there are (…_restoring_…, …_before_…) and which one is closed, then delete it.`,
    );
  }
}

/** On disk before anything is changed. */
export function writeRestoreJournal(journal: RestoreJournal): void {
  const file = restoreJournalFile();
  mkdirSync(dirname(file), { recursive: true });
  writeDurably(file, JSON.stringify(journal, null, 2));
}

export function closeRestoreJournal(): void {
  rmSync(restoreJournalFile(), { force: true });
  flushNames(dirname(restoreJournalFile()));
}
