import type { Geometry } from "geojson";
import { readCsv } from "./csv-reader.server";
import { type FileKind, FileRefused, type FileRefusal, kindOf } from "./file-kind.server";
import { readGeoJson } from "./geojson-reader.server";
import { readSpreadsheet, type SheetCells } from "./spreadsheet-reader.server";
import { decodeText, type TextEncoding } from "./text-encoding.server";

/** Any file we can read, as sheets of cells. */
export interface TabularFile {
  readonly kind: FileKind;
  readonly encoding: TextEncoding | null;
  readonly sheets: readonly (SheetCells & { readonly geometries?: readonly (Geometry | null)[] })[];
  /** GeoJSON: what its crs member says. */
  readonly crs: string | null;
}

export type OpenedFile =
  { readonly ok: true; readonly value: TabularFile } | { readonly ok: false; readonly refusal: FileRefusal };

/** Opens a file by its content. `mostRows` is enough for a first look at spreadsheets; other kinds are read whole. */
export function openTabularFile(bytes: Uint8Array, mostRows?: number): OpenedFile {
  try {
    return { ok: true, value: open(bytes, mostRows) };
  } catch (error) {
    if (error instanceof FileRefused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

function open(bytes: Uint8Array, mostRows?: number): TabularFile {
  const kind = kindOf(bytes);
  if (kind === "xlsx" || kind === "xls" || kind === "html") {
    return { kind, encoding: null, crs: null, sheets: readSpreadsheet(bytes, kind, mostRows) };
  }
  const { text, encoding } = decodeText(bytes);
  if (text.trim() === "") throw new FileRefused({ code: "empty" });
  if (kind === "json") {
    const table = readGeoJson(text);
    const rows = [[...table.headings], ...table.rows];
    const geometries = [null, ...table.geometries];
    return {
      kind,
      encoding,
      crs: table.crs,
      sheets: [{ name: "GeoJSON", rows, merges: [], isHidden: false, rowsInAll: rows.length, geometries }],
    };
  }
  const rows = readCsv(text);
  return { kind, encoding, crs: null, sheets: [{ name: "CSV", rows, merges: [], isHidden: false, rowsInAll: rows.length }] };
}
