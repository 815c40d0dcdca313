// The superior's own XLSX form: which cell of it holds which figure. Said once by somebody, with suggestions from the words that
// stand beside or above a cell; then filled each month. A form is of one unit, or has a line for each unit below it. A cell with a
// formula is never written. A unit without a line, and a line that is no unit, are told, never passed over.
import { FIGURE_KEYS, ratePercent, type MonthFigures } from "./month-figures";
import { lettersOf, placeOf, type Merge, type SheetCell } from "./workbook-cells";

export const FORM_FIGURES = [...FIGURE_KEYS, "rate"] as const;
export type FormFigure = (typeof FORM_FIGURES)[number];
/** Words that stand once in the form. */
export const FORM_WORDS = ["unit", "month", "filler", "reviewer", "date", "watermark"] as const;
export type FormWord = (typeof FORM_WORDS)[number];
export type FormPart = FormFigure | FormWord;
export const FORM_PARTS: readonly FormPart[] = [...FORM_FIGURES, ...FORM_WORDS];

export const FORM_KINDS = ["unit", "lines"] as const;

export interface FormMapping {
  /** false while it is only what we suggest */
  readonly isSaid: boolean;
  readonly kind: (typeof FORM_KINDS)[number];
  readonly sheet: string;
  /** the cell of each part, as "B5"; of figures in a form of lines: that of the first line */
  readonly cells: Readonly<Partial<Record<FormPart, string>>>;
  /** where the first unit's name stands, in a form of lines */
  readonly firstName: string;
}

/** One sheet as it is looked at. */
export interface FormSheet {
  readonly name: string;
  readonly cells: readonly SheetCell[];
  readonly merges: readonly Merge[];
  /** formats that show a share of one as per cent */
  readonly percent: ReadonlySet<number>;
}

const WORDS: Readonly<Record<FormPart, RegExp>> = {
  due: /应访|应探访|在册/,
  visited: /实访|已访|实际探访|已探访/,
  atHome: /上门|入户/,
  byPhone: /电话|视频|通话/,
  refused: /拒访|拒绝/,
  noAnswer: /无应答|无人应|敲门无/,
  inHospital: /住院/,
  away: /外出/,
  notTried: /未访|未探访/,
  findings: /发现问题|问题数|问题个数/,
  closed: /办结|整改|解决/,
  rate: /率/,
  unit: /^(填报)?单位|填报单位/,
  month: /月份|统计月|报告期/,
  filler: /填报人|填表人|经办人|制表/,
  reviewer: /审核人|审核|负责人/,
  date: /日期|填报时间|填表时间/,
  watermark: /水印/,
};
const NAME_HEADING = /单位|社区|街道|乡镇|区县|名称|辖区/;
/** A heading of figures has several of them side by side. */
const HEADING_FIGURES = 3;
const MOST_LINES = 1_000;

const keyOf = (row: number, column: number): string => `${lettersOf(column)}${row}`;
const within = (row: number, column: number) => (merge: Merge) =>
  row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right;

/** Which part a text speaks of: the first word that fits, the rate before what it is a rate of. */
function partSpoken(text: string): FormPart | null {
  if (text === "" || text.length > 20) return null;
  if (/率/.test(text) && /访|覆盖/.test(text)) return "rate";
  return FORM_PARTS.find((part) => part !== "rate" && WORDS[part].test(text)) ?? null;
}

/** What the words of a sheet suggest. */
export function suggested(sheet: FormSheet): FormMapping {
  const at = new Map(sheet.cells.map((cell) => [cell.at, cell]));
  const isFree = (row: number, column: number): boolean => {
    const cell = at.get(keyOf(row, column));
    return !cell || (!cell.isFormula && (cell.text === "" || /^[\d.%—-]+$/.test(cell.text)));
  };
  const edge = ({ row, column }: SheetCell): Merge =>
    sheet.merges.find(within(row, column)) ?? { top: row, left: column, bottom: row, right: column };
  const spoken = sheet.cells.flatMap((cell) => {
    const part = cell.isFormula ? null : partSpoken(cell.text);
    return part ? [{ cell, part }] : [];
  });
  const figuresIn = (row: number) =>
    spoken.filter(({ cell, part }) => cell.row === row && (FORM_FIGURES as readonly string[]).includes(part)).length;
  const heading = Math.max(0, ...spoken.map(({ cell }) => cell.row).filter((row) => figuresIn(row) >= HEADING_FIGURES));
  const first = 1 + Math.max(heading, ...spoken.filter(({ cell }) => cell.row === heading).map(({ cell }) => edge(cell).bottom));
  const nameColumn =
    sheet.cells.find(({ row, text }) => row <= heading && row >= heading - 2 && NAME_HEADING.test(text))?.column ?? 1;
  const isLines =
    heading > 0 &&
    sheet.cells.some(({ row, column, text }) => row >= first && column === nameColumn && /\p{L}/u.test(text)) &&
    sheet.cells.some(({ row, column, text }) => row === first + 1 && column === nameColumn && /\p{L}/u.test(text));
  const cells: Partial<Record<FormPart, string>> = {};
  for (const { cell, part } of spoken) {
    if (cells[part]) continue;
    const { bottom, right } = edge(cell);
    const isFigure = (FORM_FIGURES as readonly string[]).includes(part);
    if (isFigure && isLines && cell.row <= heading) cells[part] = keyOf(first, cell.column);
    else if (isFree(cell.row, right + 1) && !(heading === cell.row && isFigure)) cells[part] = keyOf(cell.row, right + 1);
    else if (isFigure && isFree(bottom + 1, cell.column)) cells[part] = keyOf(bottom + 1, cell.column);
  }
  return {
    isSaid: false,
    kind: isLines ? "lines" : "unit",
    sheet: sheet.name,
    cells,
    firstName: isLines ? keyOf(first, nameColumn) : "",
  };
}

export type FormProblem =
  | { readonly kind: "no-such-sheet" }
  | { readonly kind: "no-figure" }
  | {
      readonly kind: "not-an-address" | "holds-a-formula" | "inside-a-merge" | "twice";
      readonly part: FormPart;
      readonly at: string;
    }
  | { readonly kind: "no-first-name" }
  | { readonly kind: "figures-in-two-lines" };

/** The first thing wrong with what somebody says of a form, or null. */
export function problemOfForm(sheet: FormSheet | undefined, { kind, cells, firstName }: FormMapping): FormProblem | null {
  if (!sheet) return { kind: "no-such-sheet" };
  const said = FORM_PARTS.flatMap((part) => (cells[part] ? [{ part, at: cells[part] }] : []));
  const figures = said.filter(({ part }) => (FORM_FIGURES as readonly string[]).includes(part));
  if (figures.length === 0) return { kind: "no-figure" };
  const taken = new Set<string>();
  for (const { part, at } of said) {
    const place = placeOf(at);
    if (!place) return { kind: "not-an-address", part, at };
    if (sheet.cells.some((cell) => cell.at === at && cell.isFormula)) return { kind: "holds-a-formula", part, at };
    const merge = sheet.merges.find(within(place.row, place.column));
    if (merge && keyOf(merge.top, merge.left) !== at) return { kind: "inside-a-merge", part, at };
    if (taken.has(at)) return { kind: "twice", part, at };
    taken.add(at);
  }
  if (kind === "unit") return null;
  const name = placeOf(firstName);
  if (!name) return { kind: "no-first-name" };
  return figures.some(({ at }) => placeOf(at)?.row !== name.row) ? { kind: "figures-in-two-lines" } : null;
}

export interface FormUnit {
  /** as it may be called: in Chinese, in English, by its code */
  readonly names: readonly string[];
  readonly figures: MonthFigures;
}

export interface FilledForm {
  readonly values: ReadonlyMap<string, string | number>;
  /** units that have something to report and no line in the form */
  readonly withoutLine: readonly string[];
  /** lines that are no unit of ours: left as they are */
  readonly otherLines: readonly string[];
  /** cells with a formula that a figure would have gone to */
  readonly keptFormulas: readonly string[];
}

const plainName = (name: string): string =>
  name
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/(人民政府|办事处|社区居民委员会|居民委员会|社区居委会|居委会|村民委员会|村委会)$/, (end) =>
      end.startsWith("社区") ? "社区" : "",
    )
    .toLowerCase();
const TOTAL = /^(合计|总计|小计|total)$/i;

/** What goes into which cell this month. */
export function filledForm(
  sheet: FormSheet,
  mapping: FormMapping,
  total: MonthFigures,
  units: readonly FormUnit[],
  words: Readonly<Record<FormWord, string>>,
): FilledForm {
  const at = new Map(sheet.cells.map((cell) => [cell.at, cell]));
  const values = new Map<string, string | number>();
  const keptFormulas: string[] = [];
  const put = (address: string, value: string | number | null) => {
    if (at.get(address)?.isFormula) keptFormulas.push(address);
    else if (value !== null) values.set(address, value);
  };
  for (const word of FORM_WORDS) if (mapping.cells[word]) put(mapping.cells[word], words[word]);
  const putFigures = (of: MonthFigures, down: number) => {
    for (const figure of FORM_FIGURES) {
      const place = placeOf(mapping.cells[figure] ?? "");
      if (!place) continue;
      const address = keyOf(place.row + down, place.column);
      put(address, figure === "rate" ? shareOf(of, sheet.percent.has(at.get(address)?.format ?? 0)) : of[figure]);
    }
  };
  if (mapping.kind === "unit") {
    putFigures(total, 0);
    return { values, withoutLine: [], otherLines: [], keptFormulas };
  }
  const first = placeOf(mapping.firstName)!;
  const left = new Map(units.flatMap((unit) => unit.names.map((name) => [plainName(name), unit] as const)));
  const found = new Set<FormUnit>();
  const otherLines: string[] = [];
  const lines = sheet.cells.filter(({ row, column, text }) => column === first.column && row >= first.row && text !== "");
  for (const { row, text } of lines.slice(0, MOST_LINES)) {
    const unit = left.get(plainName(text));
    if (unit && !found.has(unit)) {
      found.add(unit);
      putFigures(unit.figures, row - first.row);
    } else if (TOTAL.test(plainName(text))) putFigures(total, row - first.row);
    else otherLines.push(text);
  }
  return {
    values,
    withoutLine: units.filter((unit) => !found.has(unit)).map(({ names }) => names[0] ?? ""),
    otherLines,
    keptFormulas,
  };
}

/** A share of one where the cell shows per cent, otherwise the number before the sign; nothing where nobody was due. */
function shareOf(of: MonthFigures, isPercent: boolean): number | null {
  if (!isPercent) return ratePercent(of);
  return of.due === 0 ? null : Math.floor((of.visited * 10_000) / of.due) / 10_000;
}
