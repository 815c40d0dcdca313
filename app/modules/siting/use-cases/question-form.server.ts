import { saidWithoutNul } from "~/modules/catalog/domain/without-nul";
import { FileRefused, kindOf } from "~/platform/file-kind.server";
import { receiveFile } from "~/platform/receive-file.server";
import { decodeText } from "~/platform/text-encoding.server";
import type { QuestionProblem } from "../domain/question-problem";
import { MOST_FILE_BYTES } from "../domain/siting-question";

/** Taken in, though not read, so that what was typed beside too large a file comes back. */
const MOST_TAKEN = 8 * MOST_FILE_BYTES;

interface QuestionTyped {
  readonly form: FormData;
  /** what is wrong with the file, or with so long a list */
  readonly problems: readonly QuestionProblem[];
}

/** The question's form as it was sent, the places of its file among those that were typed. */
export async function questionTyped(request: Request): Promise<QuestionTyped> {
  const received = await receiveFile(request, MOST_TAKEN);
  if (!received.ok) {
    const [taken, read] = [MOST_TAKEN, MOST_FILE_BYTES].map((bytes) => bytes / 1024 / 1024) as [number, number];
    const lost: QuestionProblem = { kind: "too-large-lost", field: "file", given: "", taken, most: read };
    return { form: new FormData(), problems: [received.refusal === "too-large" ? lost : notText] };
  }
  const form = saidWithoutNul(received.value.form, new FormData());
  if (String(form.get("points") ?? "").length > MOST_FILE_BYTES) return { form, problems: [tooLarge("points")] };
  const { file } = received.value;
  if (!file) return { form, problems: [] };
  const problem = problemOf(file.bytes);
  if (problem) return { form, problems: [problem] };
  return { form: withFile(form, file.bytes), problems: [] };
}

const tooLarge = (field: "file" | "points"): QuestionProblem => ({
  ...{ kind: "too-large", field, given: "" },
  most: MOST_FILE_BYTES / 1024 / 1024,
});

const notText: QuestionProblem = { kind: "file-not-text", field: "file", given: "" };

function problemOf(bytes: Uint8Array): QuestionProblem | null {
  if (bytes.length > MOST_FILE_BYTES) return tooLarge("file");
  try {
    if (kindOf(bytes) === "text") return null;
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    if (error.refusal.code === "empty") return { kind: "file-empty", field: "file", given: "" };
  }
  return notText;
}

/** Files of places read as text and put beside what was typed. */
export function withFile(form: FormData, bytes: Uint8Array): FormData {
  const { text } = decodeText(bytes);
  const typed = String(form.get("points") ?? "").trim();
  // Below what was typed a heading of its own would be a line like any other.
  const [first = "", ...lines] = text
    .replace(/^\uFEFF/, "")
    .trim()
    .split("\n");
  form.set("points", [typed, ...(typed === "" || /\d/.test(first) ? [first] : []), ...lines].filter(Boolean).join("\n"));
  if (!form.getAll("from").includes("points")) form.append("from", "points");
  return form;
}
