import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "./environment.server";
import { sweepFolder, writeWhole } from "./left-over-files.server";
import { inThread } from "./threads.server";

const folder = (): string => join(dataFolder(), "photos");
const NAME = /^[0-9a-f-]{36}\.webp$/;

/** Names are made by us, so no path can be smuggled in. */
const placeOf = (fileName: string): string => {
  if (!NAME.test(fileName)) throw new Error(`photo name ${JSON.stringify(fileName)}: expected a key and .webp`);
  return join(folder(), fileName);
};

export const LARGEST_PHOTO = 12 * 1024 * 1024;

/** The picture drawn anew without what the camera wrote beside it, in a thread; null where it is no picture. */
export const redrawnPhoto = (bytes: Uint8Array): Promise<Uint8Array | null> => inThread("redraw-photo", bytes);

export async function keepPhoto(fileName: string, picture: Uint8Array): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await writeWhole(placeOf(fileName), picture);
}

/** The stored picture, or null. */
export async function readPhoto(fileName: string): Promise<Buffer | null> {
  if (!NAME.test(fileName)) return null;
  return readFile(placeOf(fileName)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

/** Pictures that no record names and that are an hour old go; how many. */
export const sweepPhotos = (named: (names: readonly string[]) => Promise<readonly string[]>, now: Date): Promise<number> =>
  sweepFolder(folder(), named, now);

export const removePhoto = (fileName: string): Promise<void> => rm(placeOf(fileName), { force: true });
