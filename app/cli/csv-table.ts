import { readFile } from "node:fs/promises";
import { csvText, CsvBroken, eachCsvRecord } from "~/platform/csv-records.server";
import { FileRefused } from "~/platform/file-kind.server";
import { type BadInput, InputRefused } from "./bad-input";
import { typedPath } from "./typed-path";

/** A column by its first name, and what else may stand in its heading. Capitals and spaces around it do not matter. */
export interface Column {
  readonly name: string;
  readonly also?: readonly string[];
}

export interface Row {
  /** of the wanted columns, in the order they were asked for; "" where the line is too short */
  readonly cells: readonly string[];
  /** of the file, from 1 */
  readonly line: number;
}

/** Reads the wanted columns of a CSV row by row and keeps none. `file` as typed. Throws InputRefused. */
export async function eachRow(file: string, columns: readonly Column[], take: (row: Row) => void): Promise<void> {
  const text = await textOf(file);
  let places: readonly number[] | undefined;
  try {
    eachCsvRecord(text, (cells, line) => {
      if (places) take({ cells: places.map((place) => cells[place] ?? ""), line });
      else places = columns.map((column) => placeOf(column, cells, file));
    });
  } catch (error) {
    throw error instanceof CsvBroken ? new InputRefused({ kind: "quotes-broken", file, line: error.line }) : error;
  }
  if (!places) throw new InputRefused({ kind: "file-refused", file, refusal: { code: "empty" } });
}

async function textOf(file: string): Promise<string> {
  try {
    return csvText(await readFile(typedPath(file)));
  } catch (error) {
    throw new InputRefused(whyNotRead(error, file));
  }
}

/** Why a file somebody named could not be opened. */
export function whyNotRead(error: unknown, file: string): BadInput {
  if (error instanceof FileRefused) return { kind: "file-refused", file, refusal: error.refusal };
  const code = error instanceof Error && "code" in error ? String(error.code) : null;
  if (code === null) throw error;
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "file-missing", file };
  return code === "EISDIR" ? { kind: "file-is-a-folder", file } : { kind: "file-unreadable", file, code };
}

function placeOf({ name, also = [] }: Column, headings: readonly string[], file: string): number {
  const known = new Set([name, ...also].map((one) => one.toLowerCase()));
  const places = [...headings.keys()].filter((place) => known.has(headings[place]!.toLowerCase()));
  if (places.length > 1) throw new InputRefused({ kind: "column-twice", file, column: name, present: headings });
  if (places[0] === undefined) throw new InputRefused({ kind: "column-missing", file, column: name, present: headings });
  return places[0];
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite decimal number, or null. */
export function decimalFrom(text: string): number | null {
  const number = DECIMAL.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : null;
}

/** A number ≥ 0 as it must stand in the cell. */
export function amountFrom(value: string, column: string, file: string, line: number): number {
  const number = decimalFrom(value);
  if (number === null) throw new InputRefused({ kind: "not-a-number", file, line, column, value });
  if (number < 0) throw new InputRefused({ kind: "negative", file, line, column, value });
  return number;
}

/** Larger ones are no longer counted one by one, and their sums end in infinity. */
const MOST_COUNTED = Number.MAX_SAFE_INTEGER;

/** A count of people or places; an empty cell is unknown, NaN. */
export function countFrom(value: string, column: string, file: string, line: number): number {
  if (value === "") return NaN;
  const count = amountFrom(value, column, file, line);
  if (count > MOST_COUNTED) throw new InputRefused({ kind: "uncountable", file, line, column, value, most: MOST_COUNTED });
  return count;
}

/** The rows of a file by their id, each once. */
export class IdRows {
  readonly ids: string[] = [];
  readonly #rows = new Map<string, number>();
  readonly #lines: number[] = [];

  constructor(
    readonly file: string,
    readonly column: string,
  ) {}

  add(id: string, line: number): void {
    if (id === "") throw new InputRefused({ kind: "id-empty", file: this.file, line, column: this.column });
    const before = this.#rows.get(id);
    if (before !== undefined)
      throw new InputRefused({ kind: "id-twice", file: this.file, lines: [this.#lines[before]!, line], id });
    this.#rows.set(id, this.ids.length);
    this.ids.push(id);
    this.#lines.push(line);
  }

  /** The row of an id that another file names. */
  rowOf(id: string, column: string, file: string, line: number): number {
    if (id === "") throw new InputRefused({ kind: "id-empty", file, line, column });
    const row = this.#rows.get(id);
    if (row === undefined) throw new InputRefused({ kind: "id-unknown", file, line, column, id, among: this.file });
    return row;
  }
}

export const ID: Column = { name: "id", also: ["编号"] };
