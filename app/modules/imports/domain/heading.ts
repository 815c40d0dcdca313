/**
 * Finds where a sheet's headings stand and flattens them: title rows above, headings of one to three rows, blocks of merged
 * cells («床位» over «核定 | 实有» becomes «床位/核定»). The best block is the one whose titles the subject knows best.
 */
import { comparable, textOf } from "./cell-text";
import { type Cell, isBlank, isEmptyRow, type Merge, type Sheet } from "./sheet";

export interface Heading {
  /** First row of the headings and first row after them, counted from 0. */
  readonly top: number;
  readonly bodyTop: number;
  /** One title a column; empty where the column has none. Titles are unique: a second «电话» is «电话 (2)». */
  readonly titles: readonly string[];
}

const DEEPEST = 30;
const LAYERS = 3;

export const columnCount = (sheet: Sheet, upTo = 200): number =>
  sheet.rows.slice(0, upTo).reduce((most, row) => Math.max(most, row.length), 0);

const looksLikeTitle = (cell: Cell | undefined): boolean => {
  if (typeof cell !== "string") return false;
  const text = cell.trim();
  return text !== "" && text.length <= 60 && !/^[-+]?[\d.,%]+$/.test(text);
};

/** Fills merged cells: across always, down only within the headings. */
function cellAt(sheet: Sheet, merges: readonly Merge[], row: number, column: number): Cell | undefined {
  const block = merges.find((merge) => row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right);
  return block ? sheet.rows[block.top]?.[block.left] : sheet.rows[row]?.[column];
}

/** A file without merge marks (CSV) leaves the cells right of a group empty, and something below them. */
function groupOf(sheet: Sheet, row: number, column: number): Cell | undefined {
  for (let left = column; left >= 0; left--) {
    const cell = sheet.rows[row]?.[left];
    if (!isBlank(cell)) return cell;
    if (isBlank(sheet.rows[row + 1]?.[left])) return undefined;
  }
  return undefined;
}

export function headingAt(sheet: Sheet, top: number, layers: number): Heading {
  const width = columnCount(sheet);
  const merges = sheet.merges.filter((merge) => merge.bottom >= top && merge.top < top + layers);
  const seen = new Map<string, number>();
  const titles: string[] = [];
  for (let column = 0; column < width; column++) {
    const parts: string[] = [];
    for (let row = top; row < top + layers; row++) {
      const isLast = row === top + layers - 1;
      const own = merges.length > 0 ? cellAt(sheet, merges, row, column) : undefined;
      const cell = own ?? (isLast || merges.length > 0 ? sheet.rows[row]?.[column] : groupOf(sheet, row, column));
      const text = textOf(cell)
        .replace(/[\s*＊]+/g, " ")
        .trim();
      if (text !== "" && parts.at(-1) !== text) parts.push(text);
    }
    titles.push(unique(parts.join("/").slice(0, 120), seen));
  }
  return { top, bodyTop: top + layers, titles };
}

function unique(title: string, seen: Map<string, number>): string {
  if (title === "") return "";
  const times = (seen.get(title) ?? 0) + 1;
  seen.set(title, times);
  return times === 1 ? title : `${title} (${times})`;
}

/** Whether the row below belongs to the headings: it hangs under merged cells, or fills just the gaps of the row above. */
function isLayered(sheet: Sheet, top: number, layers: number): boolean {
  for (let row = top + 1; row < top + layers; row++) {
    const below = sheet.rows[row] ?? [];
    if (isEmptyRow(below) || below.some((cell) => !isBlank(cell) && !looksLikeTitle(cell))) return false;
    const above = sheet.rows[row - 1] ?? [];
    const isMerged = sheet.merges.some(
      (merge) => merge.top <= row - 1 && merge.top >= top && (merge.bottom >= row || merge.right > merge.left),
    );
    const filledBoth = below.filter((cell, at) => !isBlank(cell) && !isBlank(above[at])).length;
    const fillsGaps = below.some((cell, at) => !isBlank(cell) && isBlank(above[at])) && filledBoth <= below.length / 2;
    const leavesGaps = above.some((cell, at) => !isBlank(cell) && isBlank(below[at]));
    if (!isMerged && !(fillsGaps && leavesGaps)) return false;
  }
  return true;
}

function scoreOf(sheet: Sheet, heading: Heading, knows: (title: string) => boolean): number {
  const filled = heading.titles.filter((title) => title !== "");
  const known = new Set(filled.filter(knows).map((title) => comparable(title.replace(/ \(\d+\)$/, "")))).size;
  let misfits = 0;
  for (let row = heading.top; row < heading.bodyTop; row++) {
    for (const cell of sheet.rows[row] ?? []) if (!isBlank(cell) && !looksLikeTitle(cell)) misfits++;
  }
  return known * 3 + Math.min(filled.length, 12) * 0.3 - misfits * 2 - heading.top * 0.05 - (heading.bodyTop - heading.top) * 0.2;
}

/** The best block of heading rows among the first thirty, or null where the sheet is empty. */
export function headingOf(sheet: Sheet, knows: (title: string) => boolean): Heading | null {
  let best: Heading | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  const last = Math.min(sheet.rows.length, DEEPEST);
  for (let top = 0; top < last; top++) {
    // Headings never begin in the middle of a merged cell.
    if (isEmptyRow(sheet.rows[top] ?? []) || sheet.merges.some((merge) => merge.top < top && merge.bottom >= top)) continue;
    for (let layers = 1; layers <= LAYERS && top + layers <= sheet.rows.length; layers++) {
      if (layers > 1 && !isLayered(sheet, top, layers)) break;
      const heading = headingAt(sheet, top, layers);
      const score = scoreOf(sheet, heading, knows);
      if (score > bestScore) [best, bestScore] = [heading, score];
    }
  }
  return best;
}

/** How well a sheet fits a subject: known headings, then rows. Hidden sheets and sheets of notes lose. */
export function likelihoodOf(sheet: Sheet, knows: (title: string) => boolean): number {
  const heading = headingOf(sheet, knows);
  if (!heading) return -1;
  const known = heading.titles.filter((title) => title !== "" && knows(title)).length;
  const rows = Math.max(0, sheet.rows.length - heading.bodyTop);
  return known * 10 + Math.min(9, Math.log2(rows + 1)) - (sheet.isHidden ? 100 : 0) - (rows === 0 ? 20 : 0);
}
