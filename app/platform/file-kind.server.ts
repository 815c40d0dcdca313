/** What a file is, told by its first bytes and never by its name. */
export type FileKind = "xlsx" | "xls" | "json" | "html" | "text";

export type FileRefusal =
  | { readonly code: "empty" }
  | { readonly code: "too-large"; readonly bytes: number; readonly limit: number }
  | { readonly code: "password" }
  | { readonly code: "damaged"; readonly kind: FileKind }
  | { readonly code: "unknown-kind" }
  | { readonly code: "swells"; readonly bytes: number; readonly limit: number }
  | { readonly code: "too-many-rows"; readonly rows: number; readonly limit: number }
  | { readonly code: "unknown-crs"; readonly name: string }
  | { readonly code: "no-features" };

/** A file we will not read, and why. Thrown by the readers, caught where the file is opened. */
export class FileRefused extends Error {
  constructor(readonly refusal: FileRefusal) {
    super(`file refused: ${refusal.code}`);
  }
}

export const LIMITS = {
  /** Of the uploaded file. */
  bytes: 64 * 1024 * 1024,
  /** Of everything inside a zipped workbook: a bomb of a few kB swells to gigabytes. */
  unzippedBytes: 768 * 1024 * 1024,
  /** Of one sheet. */
  rows: 300_000,
  columns: 300,
  sheets: 60,
} as const;

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

/** Bytes no encoding of text writes but for what they say to a terminal: lines, tabs and pages are not among them. */
const isControl = (byte: number): boolean => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b);

export function kindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) throw new FileRefused({ code: "empty" });
  if (bytes.length > LIMITS.bytes) throw new FileRefused({ code: "too-large", bytes: bytes.length, limit: LIMITS.bytes });
  // A table may begin with the letters PK: a zip goes on with one of these two.
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6)) return "xlsx";
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return "xls";
  if (
    startsWith(bytes, 0x25, 0x50, 0x44, 0x46) ||
    startsWith(bytes, 0xff, 0xd8, 0xff) ||
    startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)
  ) {
    throw new FileRefused({ code: "unknown-kind" });
  }
  const isWide = startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);
  const head = bytes.subarray(0, 4096);
  const controls = head.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  if (!isWide && controls > head.length / 50) throw new FileRefused({ code: "unknown-kind" });
  const opening = new TextDecoder("latin1")
    .decode(head)
    .replace(/^(ï»¿|\s)+/, "")
    .toLowerCase();
  if (opening.startsWith("{") || opening.startsWith("[")) return "json";
  if (/^<(!doctype html|html|table|meta|head|style|div|\?xml)/.test(opening)) return "html";
  return "text";
}
