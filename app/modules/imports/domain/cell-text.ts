import type { Cell } from "./sheet";

/** Full-width digits, letters and the common signs become half-width: １２０ → 120, Ａ → A, ： → :, the wide space a plain one. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");

/** Only digits and letters, so that names keep their Chinese brackets and commas. */
const halfWidthWords = (text: string): string =>
  text.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

/** Control characters, invisible marks and surrogates without their half: nothing a person typed on purpose, and PostgreSQL refuses some. */
// eslint-disable-next-line no-control-regex -- finding them is what it is for
const INVISIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060\uFEFF\uFFFE\uFFFF]/g;

const HALF_A_PAIR = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, "").replace(HALF_A_PAIR, "\uFFFD");

/** Signs people write when there is nothing to write. */
const NOTHING_SIGN = /^[/\\\-–—―_.．。·*～~]+$/;
const NOTHING_WORD =
  /^(无|没有|暂无|不详|未知|未填|空|待定|なし|不明|n\/?a|na|none|null|nil|unknown|#n\/a|#null!|#ref!|#value!|#name\?|#div\/0!|undefined|nan)$/i;

export const isNothingSign = (text: string): boolean => NOTHING_SIGN.test(text);
export const isNothingWord = (text: string): boolean => NOTHING_WORD.test(text);

/** An exported file guards text that looks like a formula by an apostrophe: it is taken off again. */
const withoutGuard = (text: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text);

/** A cell as clean text: one line where it can be, no doubled spaces, no guard, digits half-width. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (typeof cell === "number") return Number.isFinite(cell) ? plainNumber(cell) : "";
  return halfWidthWords(withoutGuard(withoutInvisible(cell).trim()))
    .replace(/[\s\u00A0\u3000]+/g, " ")
    .trim();
}

/** Telephone numbers and ids typed into number cells: 1.3800138e10 is shown as 13800138000, 12.0 as 12. */
const plainNumber = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(0) : String(value);

/** How names and headings are compared: half-width, lower case, no spaces, no punctuation. */
export const comparable = (text: string): string =>
  halfWidth(withoutInvisible(text))
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, "");
