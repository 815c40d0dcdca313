import { type CellObject, read, set_cptable, SSF, utils, type WorkBook, type WorkSheet } from "@e965/xlsx";
import * as codepages from "@e965/xlsx/dist/cpexcel.full.mjs";
import { type FileKind, FileRefused, LIMITS } from "./file-kind.server";
import { checkZip } from "./zip-bounds.server";

/** One sheet's cells; days come as ISO text, digits kept by a number format («00123») as text. */
export interface SheetCells {
  readonly name: string;
  readonly rows: (string | number | boolean | null)[][];
  readonly merges: { top: number; left: number; bottom: number; right: number }[];
  readonly isHidden: boolean;
  /** How many rows the sheet says it has; more than were read after a first look. */
  readonly rowsInAll: number;
}

/** Reads an .xlsx, an old .xls or a web page that calls itself .xls. `mostRows` stops early, for a first look. */
export function readSpreadsheet(bytes: Uint8Array, kind: FileKind, mostRows: number = LIMITS.rows + 1): SheetCells[] {
  if (kind === "xlsx") {
    const names = checkZip(bytes);
    if (!names.some((name) => /^xl\/|^content\.xml$/i.test(name))) throw new FileRefused({ code: "unknown-kind" });
  }
  const book = open(bytes, kind, mostRows);
  const names = book.SheetNames.slice(0, LIMITS.sheets);
  const serials1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = names.flatMap((name, at): SheetCells[] => {
    const sheet = book.Sheets[name];
    if (!sheet?.["!ref"]) return [];
    const cells = cellsOf(sheet, serials1904);
    const isHidden = (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0;
    return [{ name, ...cells, isHidden, rowsInAll: rowsStated(sheet, cells.rows.length, mostRows) }];
  });
  // A sheet that does not know its length, or gives one no file may have, is read to its end before anything is said.
  if (mostRows <= LIMITS.rows && sheets.some(({ rowsInAll }) => rowsInAll > LIMITS.rows)) return readSpreadsheet(bytes, kind);
  if (sheets.length === 0) throw new FileRefused({ code: "empty" });
  return sheets;
}

function rowsStated(sheet: WorkSheet, read: number, mostRows: number): number {
  if (read < mostRows) return read;
  return sheet["!fullref"] ? utils.decode_range(sheet["!fullref"]).e.r + 1 : Number.POSITIVE_INFINITY;
}

function open(bytes: Uint8Array, kind: FileKind, mostRows: number): WorkBook {
  try {
    const isText = kind === "html";
    const source = isText
      ? new TextDecoder(
          /charset=["']?(gb|gbk|gb2312|gb18030)/i.test(new TextDecoder("latin1").decode(bytes.subarray(0, 2048)))
            ? "gb18030"
            : "utf-8",
        ).decode(bytes)
      : bytes;
    set_cptable(codepages);
    return read(source, {
      type: isText ? "string" : "array",
      dense: true,
      cellNF: true,
      cellText: false,
      cellFormula: false,
      cellHTML: false,
      cellStyles: false,
      sheetStubs: false,
      bookVBA: false,
      sheetRows: mostRows,
      codepage: 936,
      raw: isText,
      WTF: false,
    });
  } catch (error) {
    const words = error instanceof Error ? error.message : "";
    if (/password|encrypt/i.test(words)) throw new FileRefused({ code: "password" });
    throw new FileRefused({ code: "damaged", kind });
  }
}

function cellsOf(sheet: WorkSheet, serials1904: boolean): Pick<SheetCells, "rows" | "merges"> {
  const data = (sheet["!data"] ?? []) as (CellObject | undefined)[][];
  if (data.length > LIMITS.rows) throw new FileRefused({ code: "too-many-rows", rows: data.length, limit: LIMITS.rows });
  const rows: SheetCells["rows"] = [];
  const formats = new Map<string, boolean>();
  for (let at = 0; at < data.length; at++) {
    const cells = data[at] ?? [];
    const row: SheetCells["rows"][number] = [];
    const width = Math.min(cells.length, LIMITS.columns);
    for (let column = 0; column < width; column++) row.push(valueOf(cells[column], serials1904, formats));
    rows.push(row);
  }
  const merges = (sheet["!merges"] ?? []).slice(0, 5000).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
  return { rows, merges };
}

function valueOf(
  cell: CellObject | undefined,
  serials1904: boolean,
  formats: Map<string, boolean>,
): string | number | boolean | null {
  if (!cell || cell.v === undefined || cell.v === null) return null;
  if (cell.t === "e") return cell.w ?? "#VALUE!";
  if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 10);
  if (typeof cell.v !== "number") return cell.v;
  const format = typeof cell.z === "string" ? cell.z : "";
  if (format === "" || format === "General") return cell.v;
  let isDate = formats.get(format);
  if (isDate === undefined) formats.set(format, (isDate = SSF.is_date(format)));
  if (isDate) return cell.v >= 1 ? dayOf(cell.v + (serials1904 ? 1462 : 0)) : cell.v;
  return /^0{2,}$/.test(format) ? String(cell.v).padStart(format.length, "0") : cell.v;
}

function dayOf(serial: number): string | number {
  const parts = SSF.parse_date_code(serial);
  if (!parts) return serial;
  return `${parts.y}-${String(parts.m).padStart(2, "0")}-${String(parts.d).padStart(2, "0")}`;
}

/** Names of the columns as Excel shows them: A, B, … AA. */
export const columnLetters = (at: number): string => utils.encode_col(at);
