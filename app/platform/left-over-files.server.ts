import { open, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A file is written before the record that names it is; an hour later the record is there, or never will be. */
const LEFT_OVER_AFTER_MS = 60 * 60 * 1000;

/** Writes a file that is on disk, not on its way there, before anyone hears its name. */
export async function writeWhole(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await writeFile(file, bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Removes what killed processes left in a folder: files that no record names and that are an hour old. How many.
 * @param named those of the names that records hold
 */
export async function sweepFolder(
  folder: string,
  named: (names: readonly string[]) => Promise<readonly string[]>,
  now: Date,
): Promise<number> {
  const old: string[] = [];
  for (const name of await namesIn(folder)) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() && now.getTime() - found.mtimeMs > LEFT_OVER_AFTER_MS) old.push(name);
  }
  const kept = new Set(old.length > 0 ? await named(old) : []);
  const leftOver = old.filter((name) => !kept.has(name));
  for (const name of leftOver) await rm(join(folder, name), { force: true });
  return leftOver.length;
}

/** No folder, no files: nobody has uploaded anything yet. */
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
