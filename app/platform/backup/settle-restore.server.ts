import type postgres from "postgres";
import { dataFolder } from "../environment.server";
import { holdingName } from "./exchange-databases.server";
import { swapFiles, unstageFiles } from "./kept-files.server";
import { closeRestoreJournal, readRestoreJournal, type RestoreJournal } from "./restore-journal.server";
import { quoted } from "./table-sums.server";

export interface Settled {
  /** forward: the restored records are in use · back: all is as it was before */
  readonly way: "forward" | "back";
  readonly folder: string;
  readonly before: string;
  readonly filesAside: readonly string[];
}

/** Ends a restore that was cut off, by whatever it had come to; undefined where there is none. */
export async function settleRestore(ownerUrl: string): Promise<Settled | undefined> {
  if (!readRestoreJournal()) return undefined;
  return holdingName(ownerUrl, async (side) => {
    // Whoever held the name before us may have ended it meanwhile.
    const journal = readRestoreJournal();
    return journal && endRestore(side, journal);
  });
}

/**
 * The exchange of names is one transaction: while the draft is there it did not happen, and everything is put back; once what was in
 * use has its other name it did, and the rest is done. Each step may have been done before.
 */
export async function endRestore(side: postgres.Sql, journal: RestoreJournal): Promise<Settled> {
  const { name, draft, before, mark, folder, files } = journal;
  const there = (
    await side<{ name: string }[]>`SELECT datname AS name FROM pg_database WHERE datname IN (${name}, ${draft}, ${before})`
  ).map((row) => row.name);
  const isExchanged = there.includes(before) && !there.includes(draft);
  for (const database of [before, name])
    if (there.includes(database)) await side.unsafe(`ALTER DATABASE ${quoted(database)} WITH ALLOW_CONNECTIONS true`);
  let filesAside: readonly string[] = [];
  if (isExchanged) filesAside = swapFiles(dataFolder(), mark, files);
  else {
    await side.unsafe(`DROP DATABASE IF EXISTS ${quoted(draft)} WITH (FORCE)`);
    unstageFiles(dataFolder());
  }
  closeRestoreJournal();
  return { way: isExchanged ? "forward" : "back", folder, before, filesAside };
}
