import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { dataFolder } from "./environment.server";

const folder = (): string => join(dataFolder(), "streets");
const NAME = /^[0-9a-f-]{36}\.streets$/;

/** Where a stored network lies. Names are made by us, so no path can be smuggled in. */
export const streetFile = (storedName: string): string => {
  if (!NAME.test(storedName)) throw new Error(`street file name ${JSON.stringify(storedName)}: expected a key and .streets`);
  return join(folder(), storedName);
};

/** Writes a network beside the old one, on disk before anyone hears its name. Answers the name. */
export async function keepStreets(bytes: Uint8Array): Promise<string> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const storedName = `${randomUUID()}.streets`;
  const half = `${streetFile(storedName)}.half`;
  try {
    const file = await open(half, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, streetFile(storedName));
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  return storedName;
}

/** The stored bytes, or null where the file is gone. */
export const readStreetFile = (storedName: string): Promise<Buffer | null> =>
  readFile(streetFile(storedName)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });

/** From now on nobody is told of this file; whoever was told may still open it until it is swept. */
export async function retireStreets(storedName: string, now: Date): Promise<void> {
  await utimes(streetFile(storedName), now, now).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}

const HOUR_MS = 60 * 60 * 1000;
/** A retired network may still be read; a half is written in seconds, so one that is an hour old belongs to a killed import. */
const [WHOLE_KEPT_MS, HALF_KEPT_MS] = [24 * HOUR_MS, HOUR_MS];

/** Removes what no city names and nobody was told of for a day: retired networks, and what killed imports left. */
export async function sweepStreets(named: readonly string[], now: Date): Promise<void> {
  for (const name of await readdir(folder()).catch(noneYet)) {
    if (named.includes(name)) continue;
    const path = join(folder(), name);
    const { mtimeMs } = await stat(path);
    if (now.getTime() - mtimeMs > (name.endsWith(".half") ? HALF_KEPT_MS : WHOLE_KEPT_MS)) await rm(path, { force: true });
  }
}

const noneYet = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === "ENOENT") return [];
  throw error;
};

export const removeStreets = (storedName: string): Promise<void> => rm(streetFile(storedName), { force: true });
