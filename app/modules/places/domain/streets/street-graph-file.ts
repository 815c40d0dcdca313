import { localPlane } from "../local-plane";
import type { Extent, StreetGraph } from "./street-graph";
import type { Movement } from "./street-use";

/**
 * One binary file a city: a line that says what it is, a line with the checksum of all that follows, a JSON header, then the
 * columns as they lie in memory (little-endian, each at a multiple of 8 bytes). Opening it copies nothing: columns are
 * views of the file's bytes.
 */
const MAGIC = "QHSTREETS2\n";
const SUM_DIGITS = 8;
/** Where the checked part begins: a multiple of 4 bytes. */
const BODY = MAGIC.length + SUM_DIGITS + 1;
const ALIGN = 8;

const OF_ALL = ["x", "y", "from", "to", "length", "shapeStart", "shapeX", "shapeY", "stops", "marks"] as const;
/** In the file of a part only: what it knows of the whole. */
const OF_PARTS = ["piece", "pieceSizes"] as const;
const COLUMNS = [...OF_ALL, ...OF_PARTS];
type Column = (typeof COLUMNS)[number];

/** Where the streets come from; shown beside every figure that used them. */
export interface StreetsAbout {
  /** name of the file that was imported */
  readonly file: string;
  /** day of the import, YYYY-MM-DD */
  readonly importedOn: string;
  /** © … */
  readonly attribution: string;
}

interface Header {
  readonly lon: number;
  readonly lat: number;
  readonly about: StreetsAbout;
  readonly rows: Record<(typeof OF_ALL)[number], number> & Partial<Record<Column, number>>;
  /** of a part: for whom it was cut, and the ground of the whole */
  readonly whole?: { readonly movement: Movement; readonly extent: Extent };
  /** bytes of the whole file: a shorter one is damaged */
  readonly bytes: number;
}

export function encodeStreetGraph(graph: StreetGraph, about: StreetsAbout): Uint8Array {
  const { plane, whole, ...own } = graph;
  const columns: Partial<Record<Column, Int32Array | Uint8Array>> = whole
    ? { ...own, piece: whole.piece, pieceSizes: whole.pieceSizes }
    : own;
  const written = COLUMNS.flatMap((name) => columns[name] ?? []);
  const rows = Object.fromEntries(COLUMNS.map((name) => [name, columns[name]?.length])) as Header["rows"];
  const text = (bytes: number) =>
    new TextEncoder().encode(
      `${MAGIC}${"0".repeat(SUM_DIGITS)}\n${JSON.stringify({ lon: plane.lon, lat: plane.lat, about, rows, whole: whole && { movement: whole.movement, extent: whole.extent }, bytes } satisfies Header)}\n`,
    );
  const columnBytes = written.reduce((sum, column) => sum + padded(column.byteLength), 0);
  // The header holds the file's length, whose digits are part of the header: room for the longest number there is.
  const start = padded(text(Number.MAX_SAFE_INTEGER).length);
  const header = text(start + columnBytes);
  const file = new Uint8Array(start + columnBytes).fill(0x20, 0, start);
  file.set(header, 0);
  let at = start;
  for (const column of written) {
    file.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += padded(column.byteLength);
  }
  file.set(new TextEncoder().encode(sumOf(file)), MAGIC.length);
  return file;
}

/** The graph in a file's bytes, or null where it is not such a file, is not whole or is not what was written. */
export function decodeStreetGraph(bytes: Uint8Array): { readonly graph: StreetGraph; readonly about: StreetsAbout } | null {
  const file = bytes.byteOffset % ALIGN === 0 ? bytes : Uint8Array.from(bytes);
  const header = headerOf(file);
  if (!header || header.bytes !== file.byteLength) return null;
  const rowsOf = (name: Column) => header.rows[name] ?? 0;
  let at = header.bytes - COLUMNS.reduce((sum, name) => sum + padded(rowsOf(name) * widthOf(name)), 0);
  if (at < 0 || at % ALIGN !== 0) return null;
  const columns: Partial<Record<Column, Int32Array | Uint8Array>> = {};
  for (const name of COLUMNS) {
    const kind = name === "marks" ? Uint8Array : Int32Array;
    columns[name] = new kind(file.buffer as ArrayBuffer, file.byteOffset + at, rowsOf(name));
    at += padded(rowsOf(name) * widthOf(name));
  }
  const { piece, pieceSizes, ...own } = columns as Record<Column, Int32Array> & { readonly marks: Uint8Array };
  const whole = header.whole && { ...header.whole, piece, pieceSizes };
  return { graph: { ...own, plane: localPlane(header.lon, header.lat), ...(whole ? { whole } : {}) }, about: header.about };
}

const HEADER_LIMIT = 4_096;

function headerOf(file: Uint8Array): Header | null {
  const start = new TextDecoder().decode(file.subarray(0, HEADER_LIMIT));
  if (!start.startsWith(MAGIC) || file.byteLength % ALIGN !== 0) return null;
  if (start.slice(MAGIC.length, BODY) !== `${sumOf(file)}\n`) return null;
  const end = start.indexOf("\n", BODY);
  try {
    return end === -1 ? null : (JSON.parse(start.slice(BODY, end)) as Header);
  } catch {
    return null;
  }
}

/** FNV-1a over words of 32 bits, as hexadecimal digits: one altered word always shows, more almost always. */
function sumOf(file: Uint8Array): string {
  const words = new Int32Array(file.buffer as ArrayBuffer, file.byteOffset + BODY, (file.byteLength - BODY) >> 2);
  let sum = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words[i]!, 0x01000193);
  return (sum >>> 0).toString(16).padStart(SUM_DIGITS, "0");
}

const padded = (bytes: number): number => Math.ceil(bytes / ALIGN) * ALIGN;
const widthOf = (name: Column): number => (name === "marks" ? 1 : 4);
