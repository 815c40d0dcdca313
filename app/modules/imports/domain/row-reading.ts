import { dateOf } from "./cell-date";
import { degreePairOf, degreesOf } from "./cell-degrees";
import { numberOf, type Reading } from "./cell-number";
import { textOf } from "./cell-text";
import { ageInMonthsOf, choiceOf, choicesOf, hoursOf, plainText, timeOf, yesNoOf } from "./cell-words";
import type { ColumnMapping, FieldMapping } from "./column-mapping";
import type { Heading } from "./heading";
import type { Issue } from "./issue";
import { maskedText } from "./masked-text";
import { leftOutAs, type LeftOut } from "./row-sorting";
import type { Field, RowSchema } from "./row-schema";
import { type Cell, isBlank, type Sheet, shownCell } from "./sheet";

export type FieldValue =
  string | number | boolean | readonly string[] | { readonly opensAt: string; readonly closesAt: string } | DegreePair;
interface DegreePair {
  readonly first: number;
  readonly second: number;
}

/** A row of the file, read through the mapping. Row numbers are the file's own, counted from 1. */
export interface ReadRow {
  readonly rowNumber: number;
  /** The row as it stood, by column title. */
  readonly raw: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly issues: readonly Issue[];
  readonly geometryAt: number;
}

/** The words a row has for a field, where it has words. */
export function textIn(row: ReadRow, field: string): string | undefined {
  const value = row.values[field];
  return typeof value === "string" ? value : undefined;
}

export interface LeftOutRow {
  readonly rowNumber: number;
  readonly as: LeftOut;
  readonly text: string;
}

export interface RowsRead {
  readonly rows: readonly ReadRow[];
  readonly leftOut: readonly LeftOutRow[];
  readonly emptyRows: number;
}

function readingOf(field: Field, cell: Cell | undefined, values: FieldMapping["values"]): Reading<FieldValue> {
  switch (field.kind) {
    case "text":
      return plainText(cell, field.maxLength);
    case "code":
      return codeOf(cell, field);
    case "number":
      return numberOf(cell, { whole: field.whole, min: field.min ?? 0, max: field.max ?? 100_000_000 });
    case "date":
      return dateOf(cell);
    case "expiry":
      return dateOf(cell, { endOfPeriod: true });
    case "choice":
      return choiceOf(cell, field.choices ?? [], values);
    case "choices":
      return choicesOf(cell, field.choices ?? [], values);
    case "yes-no":
      return yesNoOf(cell);
    case "time":
      return timeOf(cell);
    case "hours":
      return hoursOf(cell);
    case "age-from":
      return ageInMonthsOf(cell, "from");
    case "age-to":
      return ageInMonthsOf(cell, "to");
    case "degrees":
      return degreesOf(cell);
    case "degree-pair":
      return degreePairOf(cell);
  }
}

/** Area codes: digits only; the zeros that pad 410105 to 410105000000 are taken off. */
function codeOf(cell: Cell | undefined, field: Field): Reading<string> {
  const reading = plainText(cell, field.maxLength ?? 60);
  if (reading.value === null) return reading;
  const digits = reading.value.replace(/[\s'’]/g, "").replace(/\.0+$/, "");
  if (!/^\d{2,12}$/.test(digits)) return { value: null, remarks: [{ severity: "error", code: "not-a-code" }] };
  const unpadded =
    digits.length === 12
      ? digits.replace(/^(\d{4}|\d{6}|\d{9})0+$/, "$1")
      : digits.length === 6
        ? digits.replace(/^(\d{4})00$/, "$1")
        : digits;
  return { value: unpadded, remarks: [] };
}

/** 札幌市中央区 + 南11条西10丁目 stand side by side, Latin words need a space. */
const joined = (parts: readonly string[]): string =>
  parts.reduce((text, part) => (/[\w.,]$/.test(text) && /^\w/.test(part) ? `${text} ${part}` : text + part), "");

export interface RowReader {
  readonly read: (raw: Readonly<Record<string, Cell>>, rowNumber: number, geometryAt: number) => ReadRow;
}

export function rowReader(schema: RowSchema, mapping: ColumnMapping): RowReader {
  const plan = schema.fields.flatMap((field) => {
    const source = mapping[field.key];
    return source && (source.columns.length > 0 || (source.constant ?? "") !== "") ? [{ field, source }] : [];
  });
  const required = schema.fields.filter((field) => field.required);
  return {
    read(raw, rowNumber, geometryAt) {
      const values: Record<string, FieldValue> = {};
      const issues: Issue[] = [];
      for (const { field, source } of plan) {
        const filled = source.columns.filter((column) => !isBlank(raw[column]));
        const isConstant = filled.length === 0;
        const cell = isConstant
          ? source.constant
          : filled.length === 1 || !field.joins
            ? raw[filled[0] ?? ""]
            : joined(filled.map((column) => textOf(raw[column])));
        if (cell === undefined || cell === "") continue;
        const reading = readingOf(field, cell, isConstant ? undefined : source.values);
        if (reading.value !== null) values[field.key] = reading.value;
        for (const remark of reading.remarks) {
          issues.push({
            ...remark,
            column: isConstant ? field.key : (filled[0] ?? null),
            field: field.key,
            value: shownCell(cell).slice(0, 200),
          });
        }
      }
      for (const field of required) {
        if (values[field.key] === undefined && !issues.some((issue) => issue.field === field.key && issue.severity === "error")) {
          issues.push({
            severity: "error",
            code: "missing",
            column: mapping[field.key]?.columns[0] ?? field.key,
            field: field.key,
            value: null,
          });
        }
      }
      const shown = Object.create(null) as Record<string, string>;
      for (const [title, cell] of Object.entries(raw)) if (!isBlank(cell)) shown[title] = textOf(cell).slice(0, 500);
      return { rowNumber, raw: shown, values, issues, geometryAt };
    },
  };
}

/** Reads rows `from` to `to` (counted after the headings), so that long sheets can be read in pieces. */
export function readRows(sheet: Sheet, heading: Heading, reader: RowReader, from = 0, to = Number.POSITIVE_INFINITY): RowsRead {
  const rows: ReadRow[] = [];
  const leftOut: LeftOutRow[] = [];
  let emptyRows = 0;
  const last = Math.min(sheet.rows.length, heading.bodyTop + to);
  for (let at = heading.bodyTop + from; at < last; at++) {
    const cells = sheet.rows[at] ?? [];
    const as = leftOutAs(cells, heading);
    if (as === "empty") emptyRows++;
    else if (as)
      leftOut.push({
        rowNumber: at + 1,
        as,
        text: maskedText(
          cells
            .filter((cell) => !isBlank(cell))
            .map(shownCell)
            .join(" "),
        ).slice(0, 120),
      });
    else {
      // A column may be called «__proto__» or «constructor»: no prototype, no surprise.
      const raw = Object.create(null) as Record<string, Cell>;
      heading.titles.forEach((title, column) => {
        if (title !== "") raw[title] = cells[column] ?? null;
      });
      rows.push(reader.read(raw, at + 1, at));
    }
  }
  return { rows, leftOut, emptyRows };
}
