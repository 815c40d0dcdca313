import type { PrintedCell, PrintedTable } from "~/shared/printed-page";
import { LOOK, SMALL, type Layout } from "./printed-look.server";
import { aside, partOf, says, saysPart, type Paper, type Tag } from "./printed-tags.server";

const PAD = 3;
/** The font's own lines stand far apart: rows of a table are read across. */
const LINE_GAP = -2.4;

interface TablePlace {
  /** what it is read as a part of */
  readonly whole: Tag;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** nothing stands below */
  readonly floor: number;
  /** begins a page and says where its first line stands */
  readonly nextPage: () => number;
  readonly layout: Layout;
  /** «{heading}（续）» */
  readonly continued: string;
}

const widthsOf = ({ columns }: PrintedTable, width: number): number[] => columns.map(({ share }) => share * width);

function cellHeight(paper: Paper, { text, more, isStrong }: PrintedCell, width: number, layout: Layout): number {
  const room = { width: width - 2 * PAD, lineGap: LINE_GAP };
  const high = paper
    .font(isStrong ? "bold" : "regular")
    .fontSize(layout.cell)
    .heightOfString(text, room);
  return high + (more ? paper.font("regular").fontSize(SMALL).heightOfString(more, room) : 0);
}

const rowHeight = (paper: Paper, row: readonly PrintedCell[], widths: readonly number[], layout: Layout): number =>
  2 * layout.pad + Math.max(...row.map((cell, at) => cellHeight(paper, cell, widths[at]!, layout)));

/** A short list says in its cells what it says. */
const hasHead = ({ columns }: PrintedTable): boolean => columns.some(({ heading }) => heading !== "");

function headHeight(paper: Paper, table: PrintedTable, widths: readonly number[], layout: Layout): number {
  if (!hasHead(table)) return 0;
  paper.font("regular").fontSize(SMALL);
  const room = (at: number) => ({ width: widths[at]! - 2 * PAD, lineGap: LINE_GAP });
  return 2 * layout.pad + Math.max(...table.columns.map(({ heading }, at) => paper.heightOfString(heading || " ", room(at))));
}

const titleHeight = (paper: Paper, layout: Layout): number => paper.font("bold").fontSize(layout.title).currentLineHeight(true);

/** How high it will be on one page. */
export function tableHeight(paper: Paper, table: PrintedTable, width: number, layout: Layout): number {
  const widths = widthsOf(table, width);
  const rows = [...table.rows, ...(table.total ? [table.total] : [])];
  if (rows.length === 0) return titleHeight(paper, layout) + EMPTY;
  const head = titleHeight(paper, layout) + headHeight(paper, table, widths, layout);
  return head + rows.reduce((sum, row) => sum + rowHeight(paper, row, widths, layout), 0);
}

const EMPTY = 14;

/** The table from there on; where the page ends it goes on below the same headings. Answers where it ends. */
export function paintTable(paper: Paper, table: PrintedTable, place: TablePlace): number {
  const { whole, x, width, floor, nextPage, layout, continued } = place;
  const widths = widthsOf(table, width);
  const high = (row: readonly PrintedCell[]) => rowHeight(paper, row, widths, layout);
  const [first] = table.rows;
  const title = titleHeight(paper, layout);
  const least = title + (first ? headHeight(paper, table, widths, layout) + high(first) : EMPTY);
  let y = place.y + least > floor ? nextPage() : place.y;
  paper.font("bold").fontSize(layout.title).fillColor(LOOK.ink);
  saysPart(paper, whole, "H2", () => void paper.text(table.heading, x, y, { width }));
  y += title;
  if (!first) {
    paper.font("regular").fontSize(layout.cell).fillColor(LOOK.grey);
    saysPart(paper, whole, "P", () => void paper.text(table.empty, x, y, { width }));
    return y + EMPTY;
  }
  const read = partOf(paper, whole, "Table");
  const head = (top: number, row: Tag | null) => paintHead(paper, row, table, widths, x, top, layout);
  y = head(y, hasHead(table) ? partOf(paper, partOf(paper, read, "THead"), "TR") : null);
  // Headings that stand again on the next page are read once.
  const again = () => {
    let top = nextPage();
    aside(paper, "Pagination", () => {
      paper.font("bold").fontSize(layout.title).fillColor(LOOK.ink);
      paper.text(continued.replace("{heading}", table.heading), x, top, { width });
      top = head(top + title, null);
    });
    return top;
  };
  const body = partOf(paper, read, "TBody");
  // A sum never stands alone below the headings.
  const last = table.total ? high(table.total) : 0;
  for (const [at, row] of table.rows.entries()) {
    if (y + high(row) + (at === table.rows.length - 1 ? last : 0) > floor + 0.01) y = again();
    paintRow(paper, body, table, row, widths, x, y, layout);
    y += high(row);
    const below = y;
    aside(paper, "Layout", () => rule(paper, x, below, width, LOOK.hairline, 0.5));
  }
  if (!table.total) return y;
  aside(paper, "Layout", () => rule(paper, x, y, width, LOOK.rule, 0.8));
  paintRow(paper, body, table, table.total, widths, x, y, layout);
  return y + high(table.total);
}

type Widths = readonly number[];

/** @param row what its cells are read as parts of; null = they were read before */
function paintHead(
  paper: Paper,
  row: Tag | null,
  table: PrintedTable,
  widths: Widths,
  x: number,
  y: number,
  layout: Layout,
): number {
  const high = headHeight(paper, table, widths, layout);
  let left = x;
  table.columns.forEach(({ heading, align }, at) => {
    paper.font("regular").fontSize(SMALL).fillColor(LOOK.grey);
    const room = { width: widths[at]! - 2 * PAD, align, lineGap: LINE_GAP };
    const words = () => void paper.text(heading, left + PAD, y + layout.pad, room);
    if (row) says(paper, partOf(paper, row, "TH", { scope: "Column" }), "TH", words);
    else words();
    left += widths[at]!;
  });
  const line = () => rule(paper, x, y + high, left - x, LOOK.rule, 0.8);
  if (row) aside(paper, "Layout", line);
  else if (hasHead(table)) line();
  return y + high;
}

function paintRow(
  paper: Paper,
  body: Tag,
  table: PrintedTable,
  row: readonly PrintedCell[],
  widths: Widths,
  x: number,
  y: number,
  layout: Layout,
): void {
  let left = x;
  const read = partOf(paper, body, "TR");
  row.forEach(({ text, more, isStrong }, at) => {
    const room = { width: widths[at]! - 2 * PAD, align: table.columns[at]!.align, lineGap: LINE_GAP };
    paper
      .font(isStrong ? "bold" : "regular")
      .fontSize(layout.cell)
      .fillColor(LOOK.ink);
    const high = paper.heightOfString(text, room);
    const cell = partOf(paper, read, "TD");
    says(paper, cell, "TD", () => void paper.text(text, left + PAD, y + layout.pad, room));
    if (more) {
      paper.font("regular").fontSize(SMALL).fillColor(LOOK.grey);
      says(paper, cell, "TD", () => void paper.text(more, left + PAD, y + layout.pad + high, room));
    }
    left += widths[at]!;
  });
}

const rule = (paper: Paper, x: number, y: number, width: number, colour: string, weight: number): void =>
  void paper
    .lineWidth(weight)
    .strokeColor(colour)
    .moveTo(x, y)
    .lineTo(x + width, y)
    .stroke();
