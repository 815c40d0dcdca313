import { writeXlsx } from "~/platform/spreadsheet-writer.server";
import { unpackedRows, type PackedSheet } from "~/platform/workbook-in-thread.server";

/** Worker thread: a workbook from packed sheets. Formulas are neutralised by the writer. */
export function run(sheets: PackedSheet[]): Promise<Uint8Array> {
  return writeXlsx(sheets.map(({ pieces, ...sheet }) => ({ ...sheet, rows: unpackedRows(pieces) })));
}
