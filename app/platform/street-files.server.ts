import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
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
  const file = await open(half, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, streetFile(storedName));
  return storedName;
}

/** The stored bytes, or null where the file is gone. */
export const readStreetFile = (storedName: string): Promise<Buffer | null> =>
  readFile(streetFile(storedName)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });

export const removeStreets = (storedName: string): Promise<void> => rm(streetFile(storedName), { force: true });
