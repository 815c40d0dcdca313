import { type FileUpload, parseFormData } from "@mjackson/form-data-parser";
import { granted, refused, type Verdict } from "~/shared/verdict";

export type NotReceived = "too-large" | "two-files" | "unreadable";

export interface Received {
  /** the words of the form; no file among them */
  readonly form: FormData;
  /** null where none was chosen; a browser then sends an empty one without a name */
  readonly file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
}

/** What the other fields of an upload's form hold together at most. */
const MOST_WORDS = 100_000;
/** Read and thrown away beyond the limit: a browser shows our words only after it has sent everything. */
const MOST_THROWN_AWAY = 256 * 1024 * 1024;

/**
 * Takes a form with one file in as it comes, and keeps nothing beyond the limit, whatever it said of its length before.
 * The file's own name and type are words of the sender: what it is, its content says.
 */
export async function receiveFile(request: Request, mostBytes: number): Promise<Verdict<Received, NotReceived>> {
  const most = mostBytes + MOST_WORDS;
  try {
    const files: FileUpload[] = [];
    const form = await parseFormData(within(request, most), { maxFiles: 20, maxFileSize: most }, (upload) => {
      if (upload.fieldName === "file" && upload.name !== "") files.push(upload);
      return undefined;
    });
    if (files.length > 1) return refused("two-files");
    const [file] = files;
    if (!file) return granted({ form, file: null });
    if (file.size > mostBytes) return refused("too-large");
    return granted({ form, file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } });
  } catch (error) {
    return refused(error instanceof GrownTooLarge ? "too-large" : "unreadable");
  }
}

class GrownTooLarge extends Error {}

/** The same request, whose body lets no more than so much pass and then breaks. */
function within(request: Request, most: number): Request {
  if (!request.body) return request;
  let seen = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      seen += piece.length;
      if (seen <= most) controller.enqueue(piece);
      else if (seen > most + MOST_THROWN_AWAY) controller.error(new GrownTooLarge());
    },
    flush(controller) {
      if (seen > most) controller.error(new GrownTooLarge());
    },
  });
  const { url, method, headers, signal } = request;
  const init = { method, headers, signal, body: request.body.pipeThrough(counted), duplex: "half" };
  return new Request(url, init as RequestInit);
}
