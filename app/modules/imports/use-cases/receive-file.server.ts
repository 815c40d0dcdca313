import { type FileUpload, MaxFileSizeExceededError, parseFormData } from "@mjackson/form-data-parser";
import { LIMITS } from "~/platform/file-kind.server";

export type Received =
  { readonly ok: true; readonly form: FormData } | { readonly ok: false; readonly code: "too-large" | "unreadable" };

export const MOST_MEGABYTES = Math.floor(LIMITS.bytes / 1024 / 1024);

/** Takes an upload in as it comes: at most one file, never past the limit. */
export async function receiveFile(request: Request): Promise<Received> {
  if (Number(request.headers.get("Content-Length") ?? 0) > LIMITS.bytes + 100_000) return { ok: false, code: "too-large" };
  try {
    const form = await parseFormData(request, { maxFiles: 1, maxFileSize: LIMITS.bytes }, (upload: FileUpload) =>
      upload.fieldName === "file" ? upload : undefined,
    );
    return { ok: true, form };
  } catch (error) {
    return { ok: false, code: error instanceof MaxFileSizeExceededError ? "too-large" : "unreadable" };
  }
}
