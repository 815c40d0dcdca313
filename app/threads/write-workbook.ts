import { writeXlsx, type ExportSheet } from "~/platform/spreadsheet-writer.server";

/** Worker thread: a workbook from sheets whose rows are plain arrays. Formulas are neutralised by the writer. */
export function run(sheets: ExportSheet[]): Promise<Uint8Array> {
  return writeXlsx(sheets);
}
