import { chineseNumeral } from "~/shared/chinese-numeral";
import { halfWidth, isNothingSign, isNothingWord, textOf } from "./cell-text";
import type { IssueCode, Severity } from "./issue";
import type { Cell } from "./sheet";

/** A remark about how a cell was read; becomes an issue once its row and column are known. */
export interface Remark {
  readonly severity: Severity;
  readonly code: IssueCode;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** A value (null where the cell says nothing) with remarks; a remark of severity `error` means there is no value. */
export interface Reading<T> {
  readonly value: T | null;
  readonly remarks: readonly Remark[];
}

export const nothing = { value: null, remarks: [] } as const;
export const readingError = (code: IssueCode, facts?: Remark["facts"]): Reading<never> => ({
  value: null,
  remarks: [{ severity: "error", code, ...(facts ? { facts } : {}) }],
});
const warning = (code: IssueCode, facts?: Remark["facts"]): Remark => ({
  severity: "warning",
  code,
  ...(facts ? { facts } : {}),
});
const note = (code: IssueCode, facts?: Remark["facts"]): Remark => ({ severity: "note", code, ...(facts ? { facts } : {}) });

export interface NumberRule {
  readonly whole?: boolean;
  readonly min?: number;
  readonly max?: number;
}

const ROUGH_BEFORE = /^(约|大约|大概|近|将近|超过|超|不少于|不低于|至少|不超过|approx\.?|about|ca\.?|约为|≈|~|>=?|<=?|≥|≤)\s*/i;
/** Words for an amount nobody has named yet: it is unknown, and the rest of the row is good. */
const NOT_SAID_YET = /^(面议|面谈|待议|待商|待协商|另议|另行商定|议价|negotiable|to be agreed|tba|tbd)$/i;
const ROUGH_AFTER = /(左右|余|多|以上|以下|上下|\+)$/;
const NUMBER = String.raw`[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d{1,2})?`;
const RANGE = new RegExp(String.raw`^(${NUMBER})\s*(?:-|–|—|~|～|至|到|to)\s*(${NUMBER})\s*(\D{0,8})$`, "i");
const PLAIN = new RegExp(String.raw`^(?:[¥￥$]\s*)?(${NUMBER})\s*(亿|千万|百万|万|千)?\s*(.*)$`, "i");

const SCALES: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8 };

/** Reads a count or an amount the way offices write them: 120张, 约30, 30-40, 1,200, １２０, 1.2万, 三十, 无, /. */
export function numberOf(cell: Cell | undefined, rule: NumberRule = {}): Reading<number> {
  if (cell === null || cell === undefined) return nothing;
  if (typeof cell === "boolean") return readingError("not-a-number");
  if (typeof cell === "number") return checked(cell, rule, []);
  let text = halfWidth(textOf(cell)).trim();
  if (text === "" || isNothingSign(text)) return nothing;
  if (isNothingWord(text)) return { value: null, remarks: [note("read-as-empty")] };
  if (NOT_SAID_YET.test(text)) return { value: null, remarks: [note("not-said-yet")] };
  const remarks: Remark[] = [];
  const roughless = text.replace(ROUGH_BEFORE, "");
  if (roughless !== text) {
    remarks.push(warning("approximate-number"));
    text = roughless;
  }
  const range = RANGE.exec(text);
  if (range) {
    // What stands behind the high end counts both: «30-40万».
    const scale = SCALES[/^(?:亿|千万|百万|万|千)/.exec(range[3] ?? "")?.[0] ?? ""] ?? 1;
    const [low, high] = [scaled(range[1], scale), scaled(range[2], scale)];
    if (low > high) return readingError("not-a-number");
    return checked(low, rule, [...remarks, warning("lower-end-taken", { low, high })]);
  }
  const plain = PLAIN.exec(text);
  if (!plain) {
    const numeral = chineseNumeral(text.replace(/[张个人名位所家元]+$/, ""));
    return numeral === null ? readingError("not-a-number") : checked(numeral, rule, remarks);
  }
  const scale = SCALES[plain[2] ?? ""] ?? 1;
  const value = scaled(plain[1], scale);
  let rest = (plain[3] ?? "").trim();
  if (ROUGH_AFTER.test(rest) || ROUGH_AFTER.test(rest.slice(0, 1))) {
    if (remarks.length === 0) remarks.push(warning("approximate-number"));
    rest = rest.replace(/^[余多]/, "").replace(ROUGH_AFTER, "");
  }
  if (/\d/.test(rest)) remarks.push(warning("words-left-out", { rest: rest.slice(0, 40) }));
  else if (rest.length > 12) return readingError("not-a-number");
  else if (rest !== "") remarks.push(note("unit-left-out", { unit: rest }));
  return checked(value, rule, remarks);
}

const scaled = (text = "", scale = 1): number => Math.round(Number(text.replaceAll(",", "")) * scale * 1e6) / 1e6;

function checked(value: number, rule: NumberRule, remarks: readonly Remark[]): Reading<number> {
  if (!Number.isFinite(value)) return readingError("not-a-number");
  if (rule.whole && !Number.isInteger(value)) return readingError("not-whole");
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = rule;
  if (value < min || value > max) return readingError("out-of-range", { min, max });
  return { value, remarks };
}
