import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "./environment.server";
import { sweepFolder, writeWhole } from "./left-over-files.server";

const folder = (): string => join(dataFolder(), "imports");

/** Names are made by us (the batch's key), so no path can be smuggled in. */
const placeOf = (storedName: string): string => {
  if (!/^[a-z0-9-]+$/.test(storedName))
    throw new Error(`stored name ${JSON.stringify(storedName)}: expected letters, digits and hyphens only`);
  return join(folder(), storedName);
};

export async function keepImportFile(storedName: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await writeWhole(placeOf(storedName), bytes);
}

export const readImportFile = (storedName: string): Promise<Buffer> => readFile(placeOf(storedName));

/** Uploads that no record names and that are an hour old go; how many. */
export const sweepImportFiles = (named: (names: readonly string[]) => Promise<readonly string[]>, now: Date): Promise<number> =>
  sweepFolder(folder(), named, now);

export const removeImportFile = (storedName: string): Promise<void> => rm(placeOf(storedName), { force: true });
