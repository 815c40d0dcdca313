import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "./environment.server";

const folder = (): string => join(dataFolder(), "imports");

/** Names are made by us (the batch's key), so no path can be smuggled in. */
const placeOf = (storedName: string): string => {
  if (!/^[a-z0-9-]+$/.test(storedName))
    throw new Error(`stored name ${JSON.stringify(storedName)}: expected letters, digits and hyphens only`);
  return join(folder(), storedName);
};

export async function keepImportFile(storedName: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await writeFile(placeOf(storedName), bytes, { mode: 0o600 });
}

export const readImportFile = (storedName: string): Promise<Buffer> => readFile(placeOf(storedName));

export const removeImportFile = (storedName: string): Promise<void> => rm(placeOf(storedName), { force: true });
