import type { PrintedCell, PrintedTable } from "~/shared/printed-page";
import { aside, partOf, says, saysPart, type Paper, type Tag } from "./printed-tags.server";

const SIZE = { heading: 10, column: 7.4, cell: 8.2, more: 7 };
const PAD = { x: 3, y: 2.2 };
/** The font's own lines stand far apart: rows of a table are read across. */
const LINE_GAP = -2.1;
const LOOK = { ink: "#1b1a17", grey: "#5b574f", hairline: "#e7e4dd", rule: "#aca79c" };

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
  /** of letters and the room round them; 1 = usual */
  readonly density: number;
}

const widthsOf = ({ columns }: PrintedTable, width: number): number[] => columns.map(({ share }) => share * width);

function cellHeight(paper: Paper, { text, more, isStrong }: PrintedCell, width: number, density: number): number {
  const room = { width: width - 2 * PAD.x, lineGap: LINE_GAP * density };
  const high = paper
    .font(isStrong ? "bold" : "regular")
    .fontSize(SIZE.cell * density)
    .heightOfString(text, room);
  return (
    high +
    (more
      ? paper
          .font("regular")
          .fontSize(SIZE.more * density)
          .heightOfString(more, room)
      : 0)
  );
}

const rowHeight = (paper: Paper, row: readonly PrintedCell[], widths: readonly number[], density: number): number =>
  2 * PAD.y * density + Math.max(...row.map((cell, at) => cellHeight(paper, cell, widths[at]!, density)));

/** A short list says in its cells what it says. */
const hasHead = ({ columns }: PrintedTable): boolean => columns.some(({ heading }) => heading !== "");

function headHeight(paper: Paper, table: PrintedTable, widths: readonly number[], density: number): number {
  if (!hasHead(table)) return 0;
  paper.font("regular").fontSize(SIZE.column * density);
  const room = (at: number) => ({ width: widths[at]! - 2 * PAD.x, lineGap: LINE_GAP * density });
  return (
    2 * PAD.y * density + Math.max(...table.columns.map(({ heading }, at) => paper.heightOfString(heading || " ", room(at))))
  );
}

const titleHeight = (paper: Paper, density: number): number =>
  paper
    .font("bold")
    .fontSize(SIZE.heading * density)
    .currentLineHeight(true);

/** How high it will be on one page. */
export function tableHeight(paper: Paper, table: PrintedTable, width: number, density: number): number {
  const widths = widthsOf(table, width);
  const rows = [...table.rows, ...(table.total ? [table.total] : [])];
  if (rows.length === 0) return titleHeight(paper, density) + EMPTY;
  const head = titleHeight(paper, density) + headHeight(paper, table, widths, density);
  return head + rows.reduce((sum, row) => sum + rowHeight(paper, row, widths, density), 0);
}

const EMPTY = 14;

/** The table from there on; where the page ends it goes on below the same headings. Answers where it ends. */
export function paintTable(paper: Paper, table: PrintedTable, place: TablePlace): number {
  const { whole, x, width, floor, nextPage, density } = place;
  const widths = widthsOf(table, width);
  const high = (row: readonly PrintedCell[]) => rowHeight(paper, row, widths, density);
  const [first] = table.rows;
  const title = titleHeight(paper, density);
  const least = title + (first ? headHeight(paper, table, widths, density) + high(first) : EMPTY);
  let y = place.y + least > floor ? nextPage() : place.y;
  paper
    .font("bold")
    .fontSize(SIZE.heading * density)
    .fillColor(LOOK.ink);
  saysPart(paper, whole, "H2", () => void paper.text(table.heading, x, y, { width }));
  y += title;
  if (!first) {
    paper
      .font("regular")
      .fontSize(SIZE.cell * density)
      .fillColor(LOOK.grey);
    saysPart(paper, whole, "P", () => void paper.text(table.empty, x, y, { width }));
    return y + EMPTY;
  }
  const read = partOf(paper, whole, "Table");
  const head = (top: number, row: Tag | null) => paintHead(paper, row, table, widths, x, top, density);
  y = head(y, hasHead(table) ? partOf(paper, partOf(paper, read, "THead"), "TR") : null);
  // Headings that stand again on the next page are read once.
  const again = () => {
    let top = nextPage();
    aside(paper, "Pagination", () => (top = head(top, null)));
    return top;
  };
  const body = partOf(paper, read, "TBody");
  for (const row of table.rows) {
    if (y + high(row) > floor + 0.01) y = again();
    paintRow(paper, body, table, row, widths, x, y, density);
    y += high(row);
    const below = y;
    aside(paper, "Layout", () => rule(paper, x, below, width, LOOK.hairline, 0.5));
  }
  if (!table.total) return y;
  if (y + high(table.total) > floor + 0.01) y = again();
  aside(paper, "Layout", () => rule(paper, x, y, width, LOOK.rule, 0.8));
  paintRow(paper, body, table, table.total, widths, x, y, density);
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
  density: number,
): number {
  const high = headHeight(paper, table, widths, density);
  let left = x;
  table.columns.forEach(({ heading, align }, at) => {
    paper
      .font("regular")
      .fontSize(SIZE.column * density)
      .fillColor(LOOK.grey);
    const room = { width: widths[at]! - 2 * PAD.x, align, lineGap: LINE_GAP * density };
    const words = () => void paper.text(heading, left + PAD.x, y + PAD.y * density, room);
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
  density: number,
): void {
  let left = x;
  const read = partOf(paper, body, "TR");
  row.forEach(({ text, more, isStrong }, at) => {
    const room = { width: widths[at]! - 2 * PAD.x, align: table.columns[at]!.align, lineGap: LINE_GAP * density };
    paper
      .font(isStrong ? "bold" : "regular")
      .fontSize(SIZE.cell * density)
      .fillColor(LOOK.ink);
    const high = paper.heightOfString(text, room);
    const cell = partOf(paper, read, "TD");
    says(paper, cell, "TD", () => void paper.text(text, left + PAD.x, y + PAD.y * density, room));
    if (more) {
      paper
        .font("regular")
        .fontSize(SIZE.more * density)
        .fillColor(LOOK.grey);
      says(paper, cell, "TD", () => void paper.text(more, left + PAD.x, y + PAD.y * density + high, room));
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
