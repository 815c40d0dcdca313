import { type CalendarDay, isCalendarDay } from "~/shared/calendar-day";
import { nothing, type Reading, readingError, type Remark } from "./cell-number";
import { halfWidth, isNothingSign, isNothingWord, textOf } from "./cell-text";
import type { Cell } from "./sheet";

const note = (code: Remark["code"]): Remark => ({ severity: "note", code });
const pad = (value: number): string => String(value).padStart(2, "0");

/** Days since 1899-12-30, as Excel counts (valid from 1 March 1900 on). */
export function dayOfSerial(serial: number): CalendarDay {
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000);
  return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
}

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export interface DateRule {
  /** «2025.6» means the end of June, as in an expiry, and not its first day. */
  readonly endOfPeriod?: boolean;
}

/** Reads 2025.6, 2025年6月, 2025-6-1, 20250601, 2025/06/01 08:00, an Excel serial; 长期 and 至今 are open ends, so nothing. */
export function dateOf(cell: Cell | undefined, rule: DateRule = {}): Reading<CalendarDay> {
  if (cell === null || cell === undefined) return nothing;
  if (typeof cell === "boolean") return readingError("not-a-date");
  if (typeof cell === "number") return dateOfNumber(cell, rule);
  const text = halfWidth(textOf(cell))
    .replace(/\s*(日)?\s*(起|开业|成立|止|前)$/u, "$1")
    .trim();
  if (text === "" || isNothingSign(text) || /^(长期|长期有效|永久|至今|long-term|open)$/i.test(text)) return nothing;
  if (isNothingWord(text)) return { value: null, remarks: [note("read-as-empty")] };
  const full =
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    );
  if (full) return whole(Number(full[1]), Number(full[2]), Number(full[3]));
  const month = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?(?:份)?$/.exec(text);
  if (month) return monthOnly(Number(month[1]), Number(month[2]), rule);
  const year = /^(\d{4})\s*年?$/.exec(text);
  if (year) return yearOnly(Number(year[1]), rule);
  const run = /^(\d{4})(\d{2})(\d{2})?$/.exec(text);
  if (run)
    return run[3] ? whole(Number(run[1]), Number(run[2]), Number(run[3])) : monthOnly(Number(run[1]), Number(run[2]), rule);
  const yearLast = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text);
  if (yearLast) return yearAtTheEnd(Number(yearLast[1]), Number(yearLast[2]), Number(yearLast[3]));
  if (/^\d{5}(\.\d+)?$/.test(text)) return dateOfNumber(Number(text), rule);
  return readingError("not-a-date");
}

function dateOfNumber(value: number, rule: DateRule): Reading<CalendarDay> {
  if (value >= 19_000_101 && value <= 21_001_231) return dateOf(value.toFixed(0), rule);
  if (value >= 190_001 && value <= 210_012) return dateOf(value.toFixed(0), rule);
  if (value >= 1900 && value <= 2100) {
    if (Number.isInteger(value)) return yearOnly(value, rule);
    // A number cell cannot tell 2025.10 from 2025.1: October written so reads as January.
    const fraction = String(Math.round((value % 1) * 100) / 100).slice(2);
    const reading = monthOnly(Math.floor(value), Number(fraction), rule);
    return fraction === "1"
      ? { ...reading, remarks: [...reading.remarks, { severity: "warning", code: "month-ambiguous" }] }
      : reading;
  }
  // 1927 to 2118: a later or earlier serial is more likely a plain number in the wrong column.
  if (value >= 10_000 && value <= 80_000) return { value: dayOfSerial(value), remarks: [] };
  return readingError("not-a-date");
}

function whole(year: number, month: number, day: number): Reading<CalendarDay> {
  const text = `${year}-${pad(month)}-${pad(day)}`;
  return year >= 1900 && year <= 2100 && isCalendarDay(text) ? { value: text, remarks: [] } : readingError("not-a-date");
}

function monthOnly(year: number, month: number, rule: DateRule): Reading<CalendarDay> {
  if (month < 1 || month > 12) return readingError("not-a-date");
  const reading = whole(year, month, rule.endOfPeriod ? lastDayOf(year, month) : 1);
  return reading.value === null ? reading : { ...reading, remarks: [note("day-assumed")] };
}

function yearOnly(year: number, rule: DateRule): Reading<CalendarDay> {
  const reading = rule.endOfPeriod ? whole(year, 12, 31) : whole(year, 1, 1);
  return reading.value === null ? reading : { ...reading, remarks: [note("month-assumed")] };
}

/** 25/6/2025 can only be read one way, 6/1/2025 two ways and is refused. */
function yearAtTheEnd(first: number, second: number, year: number): Reading<CalendarDay> {
  if (first === second) return whole(year, first, second);
  if (first > 12) return whole(year, second, first);
  if (second > 12) return whole(year, first, second);
  return readingError("not-a-date");
}
