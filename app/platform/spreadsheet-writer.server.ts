import { setImmediate as nextTurn } from "node:timers/promises";
import { PassThrough } from "node:stream";
import type { Feature, Geometry } from "geojson";

/** What may stand in a cell of a file we hand out. */
export type ExportValue = string | number | boolean | null | undefined;

/** One column: its heading, and how a row fills it. */
export interface ExportColumn<Row> {
  readonly heading: string;
  readonly value: (row: Row) => ExportValue;
  /** Width in characters, XLSX only. */
  readonly width?: number;
}

/** A sheet whose rows are already cells: {@link sheetOf} makes one from rows and columns. */
export interface ExportSheet {
  readonly name: string;
  readonly headings: readonly string[];
  readonly widths?: readonly (number | undefined)[];
  /** who took it out, when and why: the row below the headings, and the foot of every printed page */
  readonly watermark?: string;
  readonly rows: Iterable<readonly ExportValue[]>;
}

/** A spreadsheet runs a text that begins like this as a formula, also in its full-width form. */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

/** Text that would run as a formula gets an apostrophe before it; numbers and yes/no stay what they are. */
export function neutraliseFormula(value: ExportValue): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string") return typeof value === "number" && !Number.isFinite(value) ? null : value;
  return FORMULA_START.test(value) ? `'${value}` : value;
}

export function sheetOf<Row>(name: string, rows: Iterable<Row>, columns: readonly ExportColumn<Row>[]): ExportSheet {
  return {
    name,
    headings: columns.map((column) => column.heading),
    widths: columns.map((column) => column.width),
    rows: {
      *[Symbol.iterator]() {
        for (const row of rows) yield columns.map((column) => column.value(row));
      },
    },
  };
}

export const csvCell = (value: ExportValue): string => {
  const safe = neutraliseFormula(value);
  if (safe === null) return "";
  const text = String(safe);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows written before other work gets its turn. */
const PIECE = 250;

/** Heads the last column of a CSV that says who took it out, in either language of its reader. */
export const WATERMARK_COLUMN = "水印 watermark";

/**
 * CSV in pieces of a few hundred rows, so that a long file never holds the thread. Opens with the UTF-8 mark Excel needs.
 * @param watermark who took the file out, when and why: stands in a last column, in the first line below the headings, so that
 *   every line below them is a record and all have as many cells; a line of its own only where there is no record
 */
export async function* csvPieces<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly ExportColumn<Row>[],
  watermark = "",
): AsyncGenerator<string> {
  const lineOf = (cells: readonly ExportValue[], marked: string): string =>
    `${(watermark ? [...cells, marked] : cells).map(csvCell).join(",")}\r\n`;
  const headings = columns.map(({ heading }) => heading);
  let piece = `\uFEFF${lineOf(headings, WATERMARK_COLUMN)}`;
  let count = 0;
  for await (const row of rows) {
    const cells = columns.map((column) => column.value(row));
    piece += lineOf(cells, count === 0 ? watermark : "");
    if (++count % PIECE === 0) {
      yield piece;
      piece = "";
      await nextTurn();
    }
  }
  if (watermark && count === 0)
    piece += lineOf(
      columns.map(() => null),
      watermark,
    );
  yield piece;
}

/** Excel forbids these in a sheet's name, and more than 31 characters. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31) || "Sheet";

/** Excel takes & for the sign of a code, and 255 characters of a foot. */
const printedFoot = (text: string): string => text.replaceAll("&", "＆").slice(0, 240);

/** A workbook, written row by row; gives way to other work every few hundred rows. */
export async function writeXlsx(sheets: readonly ExportSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: ExcelJS } = await import("exceljs");
  const stream = new PassThrough();
  const pieces: Buffer[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece));
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  for (const sheet of sheets) {
    const page = workbook.addWorksheet(sheetName(sheet.name), {
      views: [{ state: "frozen", ySplit: 1 }],
      ...(sheet.watermark ? { headerFooter: { oddFooter: `&L${printedFoot(sheet.watermark)}&R&P / &N` } } : {}),
    });
    page.columns = sheet.headings.map((_, at) => ({ width: sheet.widths?.[at] ?? 16 }));
    const heading = page.addRow(sheet.headings.map(neutraliseFormula));
    heading.font = { bold: true };
    heading.commit();
    if (sheet.watermark) page.addRow([neutraliseFormula(sheet.watermark)]).commit();
    let count = 0;
    for (const row of sheet.rows) {
      page.addRow(row.map(neutraliseFormula)).commit();
      if (++count % PIECE === 0) await nextTurn();
    }
    page.commit();
  }
  await workbook.commit();
  return new Uint8Array(Buffer.concat(pieces));
}

/**
 * GeoJSON (WGS-84, RFC 7946) with the columns as properties; rows without a position have a null geometry and are kept.
 * @param members stand beside the features, so that the file says what it is even without one
 */
export async function* geoJsonPieces<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly ExportColumn<Row>[],
  geometry: (row: Row) => Geometry | null,
  members: Readonly<Record<string, string | null>> = {},
): AsyncGenerator<string> {
  let piece = `${JSON.stringify({ type: "FeatureCollection", ...members }).slice(0, -1)},"features":[`;
  let count = 0;
  for await (const row of rows) {
    const properties = Object.fromEntries(columns.map((column) => [column.heading, column.value(row) ?? null]));
    const feature: Feature<Geometry | null> = { type: "Feature", properties, geometry: geometry(row) };
    piece += `${count > 0 ? "," : ""}${JSON.stringify(feature)}`;
    if (++count % PIECE === 0) {
      yield piece;
      piece = "";
      await nextTurn();
    }
  }
  yield `${piece}]}`;
}
