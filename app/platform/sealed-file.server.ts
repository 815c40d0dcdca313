import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { keyIdOfFile, LONGEST_HEAD, openPieces, sealPieces, type Pieces } from "./cipher.server";
import { keyRing } from "./key-ring.server";
import { writeWhole } from "./left-over-files.server";

/*
 * Files that must not be read by whoever gets hold of the disk or a backup: sealed with the key ring in force, each for its
 * own place, on their way to the disk.
 */
export const writeSealed = (path: string, bytes: Uint8Array | Pieces, place: string): Promise<void> =>
  writeWhole(path, sealPieces(bytes instanceof Uint8Array ? whole(bytes) : bytes, place, keyRing()));

/** Its plain bytes as they come. A file from before files were sealed is read as it lies. */
export async function* readSealed(path: string, place: string): AsyncGenerator<Uint8Array> {
  const isSealed = (await keyIdAt(path)) !== null;
  const bytes = createReadStream(path) as AsyncIterable<Buffer>;
  yield* isSealed ? openPieces(bytes, place, keyRing()) : bytes;
}

/** The key a file was sealed with; null where it was not. */
export async function keyIdAt(path: string): Promise<string | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEAD), 0, LONGEST_HEAD, 0);
    return keyIdOfFile(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The same file under the key in force, in the place of what was there: whoever reads, or does the same, meanwhile finds the one or the other. */
export async function sealFileAnew(path: string, place: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.half`;
  try {
    await writeSealed(draft, readSealed(path, place), place);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
