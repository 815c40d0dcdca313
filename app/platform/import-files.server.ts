import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "./environment.server";
import { sweepFolder } from "./left-over-files.server";
import { keyIdAt, readSealed, sealFileAnew, writeSealed } from "./sealed-file.server";

/** Uploads as they came: whatever their columns hold lies here, so they are sealed before they reach the disk. */
export const IMPORTS = "imports";
const folder = (): string => join(dataFolder(), IMPORTS);
const NAME = /^[a-z0-9-]+$/;

/** Names are made by us (the batch's key), so no path can be smuggled in. */
const placeOf = (storedName: string): string => {
  if (!NAME.test(storedName))
    throw new Error(`stored name ${JSON.stringify(storedName)}: expected letters, digits and hyphens only`);
  return join(folder(), storedName);
};

const sealedFor = (storedName: string): string => `import_batch.file.${storedName}`;

export async function keepImportFile(storedName: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await writeSealed(placeOf(storedName), bytes, sealedFor(storedName));
}

export async function readImportFile(storedName: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readSealed(placeOf(storedName), sealedFor(storedName))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The key a stored file was sealed with, "" where it was not; null where there is no file. */
export const keyOfImportFile = (storedName: string): Promise<string | null> =>
  keyIdAt(placeOf(storedName)).then(
    (key) => key ?? "",
    (error: NodeJS.ErrnoException) => noneWhereGone(error) ?? null,
  );

/** Seals a stored file with the key in force. Throws `NotOpened`. */
export const resealImportFile = (storedName: string): Promise<void> => sealFileAnew(placeOf(storedName), sealedFor(storedName));

/** Files of a folder of uploads that lie in clear, from before they were sealed; how many. One that goes meanwhile needs nothing. */
export async function sealClearImportFiles(where = folder()): Promise<number> {
  let sealed = 0;
  for (const name of (await readdir(where).catch(() => [])).filter((one) => NAME.test(one))) {
    const path = join(where, name);
    const isClear = (await keyIdAt(path).catch(noneWhereGone)) === null;
    if (isClear && (await sealFileAnew(path, sealedFor(name)).then(() => true, noneWhereGone))) sealed++;
  }
  return sealed;
}

function noneWhereGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

/** Uploads that no record names and that are an hour old go; how many. */
export const sweepImportFiles = (named: (names: readonly string[]) => Promise<readonly string[]>, now: Date): Promise<number> =>
  sweepFolder(folder(), named, now);

export const removeImportFile = (storedName: string): Promise<void> => rm(placeOf(storedName), { force: true });
