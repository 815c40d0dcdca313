import { type Options, parse } from "csv-parse/sync";
import { FileRefused, LIMITS } from "./file-kind.server";

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** The separator that cuts most lines into the same number (> 1) of cells; signs inside quotes do not count. */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\n|\r/)
    .slice(0, 40)
    .filter((line) => line.trim() !== "");
  let best: string = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, "").split(delimiter).length - 1).filter((count) => count > 0);
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    const score = counts.filter((count) => count === usual).length * Math.min(usual, 20) + counts.length;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Cells as text, ragged rows allowed, quotes forgiven. `sep=;` as Excel writes it is obeyed. */
export function readCsv(text: string): string[][] {
  const declared = /^sep=(.)\r?\n/i.exec(text);
  const body = declared ? text.slice(declared[0].length) : text;
  const options = {
    delimiter: declared?.[1] ?? delimiterOf(body),
    relax_column_count: true,
    skip_empty_lines: false,
    bom: true,
  } as const;
  const limits = { max_record_size: 1_000_000, to: LIMITS.rows + 1 };
  const rows =
    attempt(body, { ...options, ...limits }) ??
    attempt(body, { ...options, ...limits, relax_quotes: true }) ??
    attempt(body, { ...options, ...limits, quote: null });
  if (!rows) throw new FileRefused({ code: "damaged", kind: "text" });
  if (rows.length > LIMITS.rows) throw new FileRefused({ code: "too-many-rows", rows: rows.length, limit: LIMITS.rows });
  return rows;
}

function attempt(text: string, options: Options): string[][] | null {
  try {
    return parse(text, { ...options, columns: false }) as string[][];
  } catch {
    return null;
  }
}
