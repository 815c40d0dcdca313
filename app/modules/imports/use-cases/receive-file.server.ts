import { FileRefused, kindOf, LIMITS } from "~/platform/file-kind.server";
import { type NotReceived, receiveFile, type Received } from "~/platform/receive-file.server";
import { granted, refused, type Verdict } from "~/shared/verdict";

export const MOST_MEGABYTES = Math.floor(LIMITS.bytes / 1024 / 1024);

export type FileRefusal = NotReceived | "empty-file" | "unknown-kind";

/** Takes an upload in. A file without a byte, a picture, a program: what no import reads is not even kept. */
export async function receiveImportFile(request: Request): Promise<Verdict<Received, FileRefusal>> {
  const received = await receiveFile(request, LIMITS.bytes);
  if (!received.ok || !received.value.file) return received;
  const { bytes, name } = received.value.file;
  try {
    kindOf(bytes);
  } catch (error) {
    if (error instanceof FileRefused) return refused(error.refusal.code === "empty" ? "empty-file" : "unknown-kind");
    throw error;
  }
  return granted({ ...received.value, file: { bytes, name: plainName(name) } });
}

/** A name is shown and kept, never a path; a database holds no NUL. */
const plainName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, "")
    .replace(/\p{Cc}/gu, "")
    .slice(0, 200) || "?";
