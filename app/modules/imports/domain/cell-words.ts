import { nothing, numberOf, type Reading, readingError, type Remark } from "./cell-number";
import { comparable, halfWidth, isNothingSign, isNothingWord, textOf } from "./cell-text";
import type { Cell } from "./sheet";

/** One of a closed list: its key, its names in both languages and whatever else people call it. */
export interface Choice {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly synonyms?: readonly string[];
}

export function plainText(cell: Cell | undefined, maxLength = 300): Reading<string> {
  const text = textOf(cell);
  if (text === "" || isNothingSign(text) || isNothingWord(text)) return nothing;
  return text.length > maxLength ? readingError("too-long", { max: maxLength }) : { value: text, remarks: [] };
}

interface ComparedNames {
  readonly both: string;
  readonly each: readonly string[];
}

/** A list of choices is asked once a row: its names are made comparable once. */
const compared = new WeakMap<Choice, ComparedNames>();

function comparedNames(choice: Choice): ComparedNames {
  const known = compared.get(choice);
  if (known) return known;
  const { key, zh, en, synonyms = [] } = choice;
  const names = { both: comparable(`${zh}${en}`), each: [key, zh, en, ...synonyms].map(comparable) };
  compared.set(choice, names);
  return names;
}

/** The choice a text means: an exact name first, else the longest name it contains. */
export function choiceNamed(text: string, choices: readonly Choice[]): Choice | null {
  const wanted = comparable(text);
  // A sign stands for a choice that lists it: √, ×.
  if (wanted === "") return choices.find(({ synonyms = [] }) => synonyms.includes(text.trim())) ?? null;
  let best: Choice | null = null;
  let length = 1;
  for (const choice of choices) {
    const { both, each } = comparedNames(choice);
    if (both === wanted) return choice;
    for (const known of each) {
      if (known === wanted) return choice;
      if (known.length > length && known.length >= 2 && wanted.includes(known)) [best, length] = [choice, known.length];
    }
  }
  return best;
}

/** A remark names a few of what would have been right; the screen offers them all. */
const SHOWN_CHOICES = 5;

export function choiceOf(
  cell: Cell | undefined,
  choices: readonly Choice[],
  values: Readonly<Record<string, string>> = {},
): Reading<string> {
  const text = textOf(cell);
  if (text === "" || isNothingSign(text)) return nothing;
  const mapped = Object.hasOwn(values, text) ? values[text] : undefined;
  if (mapped !== undefined && (mapped === "" || choices.some(({ key }) => key === mapped)))
    return mapped === "" ? nothing : { value: mapped, remarks: [] };
  const found = choiceNamed(text, choices);
  if (found) return { value: found.key, remarks: [] };
  if (isNothingWord(text)) return { value: null, remarks: [{ severity: "note", code: "read-as-empty" }] };
  return readingError("unknown-choice", {
    word: text,
    allowed: choices
      .map((choice) => choice.zh)
      .slice(0, SHOWN_CHOICES)
      .concat(choices.length > SHOWN_CHOICES ? ["…"] : [])
      .join("、"),
  });
}

/** Several choices in one cell: 日间照料、助餐；助浴. */
export function choicesOf(
  cell: Cell | undefined,
  choices: readonly Choice[],
  values: Readonly<Record<string, string>> = {},
): Reading<string[]> {
  const text = textOf(cell);
  if (text === "" || isNothingSign(text)) return nothing;
  const keys: string[] = [];
  const remarks: Remark[] = [];
  for (const part of text.split(/[、,，;；|/\n\r+＋&]+|\s和\s/).filter((piece) => piece.trim() !== "")) {
    const reading = choiceOf(part, choices, values);
    remarks.push(...reading.remarks);
    if (reading.value !== null && !keys.includes(reading.value)) keys.push(reading.value);
  }
  return { value: keys.length > 0 ? keys : null, remarks };
}

const YES = /^(是|有|对|√|✓|✔|y|yes|true|1|○|〇|已|已备案|普惠)$/i;
const NO = /^(否|无|没有|不|×|✗|✘|x|n|no|false|0|未|未备案|非普惠)$/i;

export function yesNoOf(cell: Cell | undefined): Reading<boolean> {
  if (typeof cell === "boolean") return { value: cell, remarks: [] };
  const text = halfWidth(textOf(cell));
  if (YES.test(text)) return { value: true, remarks: [] };
  if (NO.test(text)) return { value: false, remarks: [] };
  return text === "" || isNothingSign(text) ? nothing : readingError("not-yes-or-no");
}

const clock = (hours: number, minutes: number): string => `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;

/** 7:30, 7：30, 07点30分, 上午8点, an Excel fraction of a day. */
export function timeOf(cell: Cell | undefined): Reading<string> {
  if (typeof cell === "number") {
    if (cell < 0 || cell > 1) return readingError("not-a-time");
    const minutes = Math.round(cell * 1440);
    return { value: clock(Math.floor(minutes / 60), minutes % 60), remarks: [] };
  }
  const text = halfWidth(textOf(cell));
  if (text === "" || isNothingSign(text)) return nothing;
  if (isNothingWord(text)) return { value: null, remarks: [{ severity: "note", code: "read-as-empty" }] };
  const match = /^(上午|下午|晚上|am|pm)?\s*(\d{1,2})\s*(?:[:点时]\s*(\d{1,2})?\s*分?(?::\d{2})?)\s*(am|pm)?$/i.exec(text);
  if (!match) return readingError("not-a-time");
  const isLate = /下午|晚上|pm/i.test(`${match[1] ?? ""}${match[4] ?? ""}`);
  const hours = Number(match[2]) + (isLate && Number(match[2]) < 12 ? 12 : 0);
  const minutes = Number(match[3] ?? 0);
  return hours > 24 || minutes > 59 || (hours === 24 && minutes > 0)
    ? readingError("not-a-time")
    : { value: hours === 24 ? "23:59" : clock(hours, minutes), remarks: [] };
}

/** Opening and closing in one cell: 7:30-18:30, 07:00至19:00, 24小时. */
export function hoursOf(cell: Cell | undefined): Reading<{ opensAt: string; closesAt: string }> {
  const text = halfWidth(textOf(cell));
  if (text === "" || isNothingSign(text) || isNothingWord(text)) return nothing;
  if (/^(全天|24\s*小时|24h(ours)?|00:00-24:00)$/i.test(text))
    return { value: { opensAt: "00:00", closesAt: "23:59" }, remarks: [] };
  const parts = text.replace(/^(周一?至?周?[一二三四五六日]?|每天|每日|工作日|daily)\s*/, "").split(/\s*(?:-|–|—|~|至|到)\s*/);
  const [from, to] = [timeOf(parts[0]), timeOf(parts[1])];
  if (parts.length !== 2 || from.value === null || to.value === null) return readingError("not-a-time");
  return { value: { opensAt: from.value, closesAt: to.value }, remarks: [] };
}

/** Where an age begins or ends a class, in months; ends are open, so «2岁班» ends at 36. */
export function ageInMonthsOf(cell: Cell | undefined, end: "from" | "to"): Reading<number> {
  if (typeof cell === "number") return numberOf(cell, { min: 0, max: 1500 });
  const text = halfWidth(textOf(cell))
    .replace(/ヶ|ケ|カ|か/g, "个")
    .replace(/[歳歲]/g, "岁");
  if (text === "" || isNothingSign(text)) return nothing;
  const assumed: readonly Remark[] = [{ severity: "note", code: "age-assumed" }];
  if (/産休|产假|产休/.test(text)) return { value: 2, remarks: assumed };
  if (/就学前|学龄前|preschool/i.test(text)) return { value: 72, remarks: assumed };
  if (/学童|小学/.test(text)) return { value: end === "from" ? 72 : 144, remarks: assumed };
  if (isNothingWord(text)) return { value: null, remarks: [{ severity: "note", code: "read-as-empty" }] };
  const match =
    /^(?:满)?(?:(\d{1,3}(?:\.5)?)\s*(?:周?岁|年|y(?:ears?)?))?\s*(半)?\s*(?:(\d{1,3})\s*(?:个?月龄?|m(?:onths?)?))?\s*(儿|児|班|级)?\s*(未满|未満|以下|以上|起)?$/i.exec(
      text,
    );
  const bare = /^\d{1,4}$/.test(text) ? Number(text) : null;
  if (bare !== null) return numberOf(bare, { min: 0, max: 1500 });
  if (!match || (match[1] === undefined && match[3] === undefined)) return readingError("not-an-age");
  const months = Number(match[1] ?? 0) * 12 + (match[2] ? 6 : 0) + Number(match[3] ?? 0);
  const isClassYear = match[4] !== undefined && match[1] !== undefined;
  return numberOf(months + (isClassYear && end === "to" ? 12 : 0), { whole: true, min: 0, max: 1500 });
}
