import type { PrintedCell, PrintedTable } from "~/shared/printed-page";

type Paper = PDFKit.PDFDocument;

const SIZE = { heading: 10, column: 7.4, cell: 8.2, more: 7 };
const PAD = { x: 3, y: 2.2 };
/** The font's own lines stand far apart: rows of a table are read across. */
const LINE_GAP = -2.1;
const LOOK = { ink: "#1b1a17", grey: "#5b574f", hairline: "#e7e4dd", rule: "#aca79c" };

interface TablePlace {
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
  const { x, width, floor, nextPage, density } = place;
  const widths = widthsOf(table, width);
  const high = (row: readonly PrintedCell[]) => rowHeight(paper, row, widths, density);
  const [first] = table.rows;
  const title = titleHeight(paper, density);
  const least = title + (first ? headHeight(paper, table, widths, density) + high(first) : EMPTY);
  let y = place.y + least > floor ? nextPage() : place.y;
  paper
    .font("bold")
    .fontSize(SIZE.heading * density)
    .fillColor(LOOK.ink)
    .text(table.heading, x, y, { width });
  y += title;
  if (!first) {
    paper
      .font("regular")
      .fontSize(SIZE.cell * density)
      .fillColor(LOOK.grey)
      .text(table.empty, x, y, { width });
    return y + EMPTY;
  }
  const head = (top: number) => paintHead(paper, table, widths, x, top, density);
  y = head(y);
  for (const row of table.rows) {
    if (y + high(row) > floor + 0.01) y = head(nextPage());
    paintRow(paper, table, row, widths, x, y, density);
    y += high(row);
    rule(paper, x, y, width, LOOK.hairline, 0.5);
  }
  if (!table.total) return y;
  if (y + high(table.total) > floor + 0.01) y = head(nextPage());
  rule(paper, x, y, width, LOOK.rule, 0.8);
  paintRow(paper, table, table.total, widths, x, y, density);
  return y + high(table.total);
}

type Widths = readonly number[];

function paintHead(paper: Paper, table: PrintedTable, widths: Widths, x: number, y: number, density: number): number {
  const high = headHeight(paper, table, widths, density);
  let left = x;
  table.columns.forEach(({ heading, align }, at) => {
    paper
      .font("regular")
      .fontSize(SIZE.column * density)
      .fillColor(LOOK.grey);
    const room = { width: widths[at]! - 2 * PAD.x, align, lineGap: LINE_GAP * density };
    paper.text(heading, left + PAD.x, y + PAD.y * density, room);
    left += widths[at]!;
  });
  rule(paper, x, y + high, left - x, LOOK.rule, 0.8);
  return y + high;
}

function paintRow(
  paper: Paper,
  table: PrintedTable,
  row: readonly PrintedCell[],
  widths: Widths,
  x: number,
  y: number,
  density: number,
): void {
  let left = x;
  row.forEach(({ text, more, isStrong }, at) => {
    const room = { width: widths[at]! - 2 * PAD.x, align: table.columns[at]!.align, lineGap: LINE_GAP * density };
    paper
      .font(isStrong ? "bold" : "regular")
      .fontSize(SIZE.cell * density)
      .fillColor(LOOK.ink);
    const high = paper.heightOfString(text, room);
    paper.text(text, left + PAD.x, y + PAD.y * density, room);
    if (more) {
      paper
        .font("regular")
        .fontSize(SIZE.more * density)
        .fillColor(LOOK.grey);
      paper.text(more, left + PAD.x, y + PAD.y * density + high, room);
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
