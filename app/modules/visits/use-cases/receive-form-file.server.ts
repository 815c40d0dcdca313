import { FileRefused, kindOf } from "~/platform/file-kind.server";
import { receiveFile, type NotReceived } from "~/platform/receive-file.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { MOST_FORM_BYTES } from "./month-form.server";

type Refusal = { readonly kind: `form-${NotReceived}` | "form-missing" | "form-not-xlsx" };

/** Takes a form in as it comes: its first bytes say what it is, its name is a word of the sender. */
export async function receiveFormFile(
  request: Request,
): Promise<Verdict<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }, Refusal>> {
  const received = await receiveFile(request, MOST_FORM_BYTES);
  if (!received.ok) return refused({ kind: `form-${received.refusal}` as const });
  const { file } = received.value;
  if (!file || file.bytes.length === 0) return refused({ kind: "form-missing" });
  try {
    if (kindOf(file.bytes) !== "xlsx") return refused({ kind: "form-not-xlsx" });
  } catch (error) {
    if (error instanceof FileRefused) return refused({ kind: "form-not-xlsx" });
    throw error;
  }
  const name = file.name.replace(/^.*[\\/]/, "").replace(/\p{Cc}/gu, "");
  return granted({ name: (name || "form.xlsx").slice(0, 200), bytes: file.bytes });
}
