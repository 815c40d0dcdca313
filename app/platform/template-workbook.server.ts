import type { DataValidation, Worksheet } from "exceljs";

export interface TemplateColumn {
  readonly heading: string;
  /** Choices for a drop-down; none where the column is free. */
  readonly list: readonly string[];
  readonly example: string | number;
  readonly note: string;
  /** Kept as text, so that long codes keep their digits. */
  readonly isText: boolean;
}

export interface Template {
  readonly sheet: string;
  readonly columns: readonly TemplateColumn[];
  readonly notes: readonly (readonly string[])[];
  readonly notesSheet: string;
  readonly listsSheet: string;
  /** Stands in the first cell of the example row. */
  readonly exampleMark: string;
}

const FILLABLE = 20_000;

/** The library keeps drop-downs by range, but its types only know them by cell. */
const rangesOf = (page: Worksheet) =>
  (page as unknown as { dataValidations: { add(range: string, rule: DataValidation): void } }).dataValidations;

/** A workbook to fill in: drop-downs, an example row, a sheet of notes. */
export async function templateWorkbook(template: Template): Promise<Uint8Array<ArrayBuffer>> {
  const { default: ExcelJS } = await import("exceljs");
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet(template.sheet, { views: [{ state: "frozen", ySplit: 1 }] });
  const lists = book.addWorksheet(template.listsSheet, { state: "hidden" });
  const columns = [
    { heading: "示例标记 mark", list: [], example: template.exampleMark, note: "", isText: true },
    ...template.columns,
  ];
  page.columns = columns.map(({ heading, isText }) => ({
    header: heading,
    width: Math.min(36, Math.max(12, heading.length * 1.6)),
    style: isText ? { numFmt: "@" } : {},
  }));
  page.getRow(1).font = { bold: true };
  const example = page.addRow(columns.map((column) => column.example));
  example.font = { italic: true, color: { argb: "FF7A756B" } };
  let used = 0;
  columns.forEach((column, at) => {
    if (column.note !== "") page.getCell(1, at + 1).note = column.note;
    if (column.list.length === 0) return;
    used += 1;
    lists.getColumn(used).values = [...column.list];
    const letters = lists.getColumn(used).letter;
    const formula = `'${template.listsSheet}'!$${letters}$1:$${letters}$${column.list.length}`;
    const letter = page.getColumn(at + 1).letter;
    rangesOf(page).add(`${letter}2:${letter}${FILLABLE}`, {
      type: "list",
      allowBlank: true,
      formulae: [formula],
      showErrorMessage: false,
    });
  });
  const notes = book.addWorksheet(template.notesSheet);
  notes.columns = [{ width: 90 }, { width: 90 }];
  for (const line of template.notes) notes.addRow([...line]);
  for (const column of template.columns) notes.addRow([column.heading, column.note]);
  return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
}
