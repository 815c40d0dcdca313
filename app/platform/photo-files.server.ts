import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { dataFolder } from "./environment.server";

const folder = (): string => join(dataFolder(), "photos");
const NAME = /^[0-9a-f-]{36}\.webp$/;

/** Names are made by us, so no path can be smuggled in. */
const placeOf = (fileName: string): string => {
  if (!NAME.test(fileName)) throw new Error(`photo name ${JSON.stringify(fileName)}: expected a key and .webp`);
  return join(folder(), fileName);
};

export const LARGEST_PHOTO = 12 * 1024 * 1024;
/** Pixels a picture may unfold to: a small file can hide a huge one. */
const MOST_PIXELS = 60_000_000;
const LONGEST_EDGE = 1600;

/**
 * The picture drawn anew, at most 1,600 px long: what a camera wrote beside it (place, time, device) is gone. What the
 * file is, its content says; null where it is no JPEG, PNG, WebP, GIF or AVIF picture.
 */
export async function redrawnPhoto(bytes: Uint8Array): Promise<Buffer | null> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" });
    const { format } = await picture.metadata();
    if (!["jpeg", "png", "webp", "gif", "heif"].includes(format ?? "")) return null;
    return await picture
      .rotate()
      .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  } catch {
    return null;
  }
}

export async function keepPhoto(fileName: string, picture: Buffer): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await writeFile(placeOf(fileName), picture, { mode: 0o600 });
}

/** The stored picture, or null. */
export async function readPhoto(fileName: string): Promise<Buffer | null> {
  if (!NAME.test(fileName)) return null;
  return readFile(placeOf(fileName)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

export const removePhoto = (fileName: string): Promise<void> => rm(placeOf(fileName), { force: true });
