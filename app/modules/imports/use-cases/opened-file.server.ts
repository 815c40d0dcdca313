import { readImportFile } from "~/platform/import-files.server";
import { openTabularFileInTime } from "~/platform/tabular-file-in-time.server";
import type { OpenedFile } from "~/platform/tabular-file.server";
import { type Heading, headingAt, headingOf } from "../domain/heading";
import { isKnownTitle } from "../domain/column-mapping";
import type { ImportBatch } from "../domain/import-batch";
import type { RowSchema } from "../domain/row-schema";
import type { Sheet } from "../domain/sheet";

export const openBatchFile = async (batch: ImportBatch, mostRows?: number): Promise<OpenedFile> =>
  openTabularFileInTime(await readImportFile(batch.storedName), mostRows);

/** The sheet a person chose, or null where the file has none of that name. */
export const sheetNamed = (sheets: readonly Sheet[], name: string | null): Sheet | null =>
  sheets.find((sheet) => sheet.name === name) ?? (name === null ? (sheets[0] ?? null) : null);

/** The headings a person confirmed, else the best ones found. */
export function headingOfBatch(batch: ImportBatch, sheet: Sheet, schema: RowSchema): Heading | null {
  const said = batch.options.heading;
  return said ? headingAt(sheet, said.top, said.layers) : headingOf(sheet, isKnownTitle(schema));
}
