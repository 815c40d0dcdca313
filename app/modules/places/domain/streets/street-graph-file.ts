import { localPlane } from "../local-plane";
import type { StreetGraph } from "./street-graph";

/**
 * One binary file a city: a line that says what it is, a JSON header, then the columns as they lie in memory (little-endian,
 * each at a multiple of 8 bytes). Opening it copies nothing: columns are views of the file's bytes.
 */
const MAGIC = "QHSTREETS1\n";
const ALIGN = 8;

const COLUMNS = ["x", "y", "from", "to", "length", "shapeStart", "shapeX", "shapeY", "stops", "marks"] as const;
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
  readonly rows: Record<Column, number>;
  /** bytes of the whole file: a shorter one is damaged */
  readonly bytes: number;
}

export function encodeStreetGraph(graph: StreetGraph, about: StreetsAbout): Uint8Array {
  const rows = Object.fromEntries(COLUMNS.map((name) => [name, graph[name].length])) as Record<Column, number>;
  const text = (bytes: number) =>
    new TextEncoder().encode(
      `${MAGIC}${JSON.stringify({ lon: graph.plane.lon, lat: graph.plane.lat, about, rows, bytes } satisfies Header)}\n`,
    );
  const columnBytes = COLUMNS.reduce((sum, name) => sum + padded(graph[name].byteLength), 0);
  // The header holds the file's length, whose digits are part of the header: room for the longest number there is.
  const start = padded(text(Number.MAX_SAFE_INTEGER).length);
  const header = text(start + columnBytes);
  const file = new Uint8Array(start + columnBytes).fill(0x20, 0, start);
  file.set(header, 0);
  let at = start;
  for (const name of COLUMNS) {
    const column = graph[name];
    file.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at);
    at += padded(column.byteLength);
  }
  return file;
}

/** The graph in a file's bytes, or null where it is not such a file or is not whole. */
export function decodeStreetGraph(file: Uint8Array): { readonly graph: StreetGraph; readonly about: StreetsAbout } | null {
  const header = headerOf(file);
  if (!header || header.bytes !== file.byteLength || file.byteOffset % ALIGN !== 0) return null;
  let at = header.bytes - COLUMNS.reduce((sum, name) => sum + padded(header.rows[name] * widthOf(name)), 0);
  if (at < 0 || at % ALIGN !== 0) return null;
  const columns: Partial<Record<Column, Int32Array | Uint8Array>> = {};
  for (const name of COLUMNS) {
    const kind = name === "marks" ? Uint8Array : Int32Array;
    columns[name] = new kind(file.buffer as ArrayBuffer, file.byteOffset + at, header.rows[name]);
    at += padded(header.rows[name] * widthOf(name));
  }
  const graph = { ...(columns as Omit<StreetGraph, "plane">), plane: localPlane(header.lon, header.lat) };
  return { graph, about: header.about };
}

const HEADER_LIMIT = 4_096;

function headerOf(file: Uint8Array): Header | null {
  const start = new TextDecoder().decode(file.subarray(0, HEADER_LIMIT));
  if (!start.startsWith(MAGIC)) return null;
  const end = start.indexOf("\n", MAGIC.length);
  try {
    return end === -1 ? null : (JSON.parse(start.slice(MAGIC.length, end)) as Header);
  } catch {
    return null;
  }
}

const padded = (bytes: number): number => Math.ceil(bytes / ALIGN) * ALIGN;
const widthOf = (name: Column): number => (name === "marks" ? 1 : 4);
