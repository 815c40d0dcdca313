import { Piscina } from "piscina";
import { threadFile } from "./environment.server";
import { type FileKind, kindOf } from "./file-kind.server";
import { openTabularFile, type OpenedFile } from "./tabular-file.server";

/** 65,536 rows, the most an .xls holds, take seconds. */
const OLD_WORKBOOK_WITHIN_MS = 60_000;

/**
 * As `openTabularFile`, for files of others. A spoilt .xls can keep its reader for ever: it is read in a thread of its own, which
 * is ended when its time is over, and is then called damaged.
 */
export async function openTabularFileInTime(
  bytes: Uint8Array,
  mostRows?: number,
  within = OLD_WORKBOOK_WITHIN_MS,
): Promise<OpenedFile> {
  if (kindSeen(bytes) !== "xls") return openTabularFile(bytes, mostRows);
  const thread = new Piscina({ filename: threadFile("read-old-workbook"), maxThreads: 1, recordTiming: false });
  const patience = AbortSignal.timeout(within);
  try {
    return (await thread.run({ bytes, mostRows }, { name: "run", signal: patience })) as OpenedFile;
  } catch (error) {
    if (patience.aborted) return { ok: false, refusal: { code: "damaged", kind: "xls" } };
    throw error;
  } finally {
    await thread.destroy();
  }
}

function kindSeen(bytes: Uint8Array): FileKind | null {
  try {
    return kindOf(bytes);
  } catch {
    return null;
  }
}
