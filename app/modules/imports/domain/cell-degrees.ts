import { nothing, type Reading, readingError } from "./cell-number";
import { halfWidth, isNothingSign, isNothingWord, textOf } from "./cell-text";
import type { Cell } from "./sheet";

const DMS =
  /^([NSEW北南东西])?\s*(?:纬|经)?\s*(-?\d{1,3})\s*[°度d]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’分m])?\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:["″”秒s]|''))?\s*([NSEW])?$/i;
const DECIMAL = /^(?:[NSEW北南东西](?:纬|经)?)?\s*(-?\d{1,3}(?:\.\d+)?)\s*[°度]?\s*([NSEW])?$/i;

/** Degrees as a decimal number or as 113°37′12″E. Metres of a projected grid (3841234.5) are refused, never guessed. */
export function degreesOf(cell: Cell | undefined): Reading<number> {
  if (cell === null || cell === undefined) return nothing;
  if (typeof cell === "boolean") return readingError("not-degrees");
  if (typeof cell === "number") return within(cell);
  const text = halfWidth(textOf(cell));
  if (text === "" || isNothingSign(text) || isNothingWord(text)) return nothing;
  const decimal = DECIMAL.exec(text);
  if (decimal) return within(signed(Number(decimal[1]), decimal[2] ?? text[0]));
  const dms = DMS.exec(text);
  if (!dms) return readingError("not-degrees");
  const degrees = Math.abs(Number(dms[2])) + Number(dms[3] ?? 0) / 60 + Number(dms[4] ?? 0) / 3600;
  return within(signed(Number(dms[2]) < 0 ? -degrees : degrees, dms[5] ?? dms[1]));
}

const signed = (value: number, side: string | undefined): number =>
  side !== undefined && /[SW南西]/i.test(side) ? -value : value;

const within = (value: number): Reading<number> =>
  Number.isFinite(value) && Math.abs(value) <= 180 ? { value, remarks: [] } : readingError("not-degrees");

/** Both in one cell, longitude first or with the larger number telling: «113.62,34.75». */
export function degreePairOf(cell: Cell | undefined): Reading<{ first: number; second: number }> {
  const text = halfWidth(textOf(cell));
  if (text === "" || isNothingSign(text) || isNothingWord(text)) return nothing;
  const parts = text
    .replace(/^(?:POINT\s*)?[([]|[)\]]$/gi, "")
    .split(/\s*[,;/|]\s*|\s+/)
    .filter(Boolean);
  const [first, second] = [degreesOf(parts[0]), degreesOf(parts[1])];
  if (parts.length !== 2 || first.value === null || second.value === null) return readingError("not-degrees");
  return { value: { first: first.value, second: second.value }, remarks: [] };
}
