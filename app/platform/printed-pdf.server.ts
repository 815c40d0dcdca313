import PDFDocument from "pdfkit";
import type { DrawPicture, PrintedFigure, PrintedPage, SentencePart } from "~/shared/printed-page";
import { brokenLines } from "./broken-lines.server";
import { paintDrawing } from "./paint-drawing.server";
import { printedFonts } from "./printed-font.server";
import { paintTable, tableHeight } from "./printed-table.server";

type Paper = PDFKit.PDFDocument;

/** A4 upright, in points. */
export const SHEET = { width: 595.28, height: 841.89, side: 44, top: 30, bottom: 42 } as const;
export const WIDE = SHEET.width - 2 * SHEET.side;
export const LOOK = {
  ink: "#1b1a17",
  grey: "#5b574f",
  pale: "#d5d1c8",
  accent: "#0c5f59",
  mark: "#7a4a05",
  markPaper: "#fdf3df",
};

/** What is left for the picture: no smaller than one can read it, no larger than the page needs. */
const PICTURE = { least: 165, most: 400, beforeMorePages: 250 };
/** Sizes of letters as parts of the usual ones, tried until all stands on one page; where none does, rows flow on. */
const DENSITIES = [1, 0.94, 0.89, 0.85];
const FLOWING = 0.89;
const GAP = 10;

/**
 * The page as a PDF of A4 with its letters inside. The picture takes what words and rows leave of one page; where that is too
 * little, rows go on to the next page below their headings.
 * @param made when the answer was computed: the same page is the same file
 */
export async function printedPdf(page: PrintedPage, draw: DrawPicture, made: Date): Promise<Uint8Array<ArrayBuffer>> {
  const paper = new PDFDocument({
    ...{ size: "A4", margin: 0, bufferPages: true, lang: page.language === "en" ? "en" : "zh-CN", displayTitle: true },
    info: { Title: page.title, Subject: page.mark || page.brow, Creator: "Quarterhour", CreationDate: made, ModDate: made },
  });
  const whole = bytesOf(paper);
  const { regular, bold } = printedFonts();
  paper.registerFont("regular", regular).registerFont("bold", bold);
  writePage(paper, page, draw);
  paper.end();
  return whole;
}

/** A picture alone, on a page of its size. */
export async function drawnPdf(draw: DrawPicture, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const paper = new PDFDocument({ size: [width, height], margin: 0 });
  const whole = bytesOf(paper);
  const { regular, bold } = printedFonts();
  paper.registerFont("regular", regular).registerFont("bold", bold);
  paintDrawing(paper, draw(width, height), 0, 0);
  paper.end();
  return whole;
}

async function bytesOf(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  for await (const piece of paper) pieces.push(piece as Buffer);
  return new Uint8Array(Buffer.concat(pieces));
}

function writePage(paper: Paper, page: PrintedPage, draw: DrawPicture): void {
  const floor = SHEET.height - SHEET.bottom;
  const room = (density: number) =>
    floor - headHeight(paper, page, density) - tailHeight(paper, page, density) - (GAP + 2) * density - 2;
  const density = DENSITIES.find((each) => room(each) >= PICTURE.least);
  const size = density ?? FLOWING;
  let y = writeHead(paper, page, size);
  const picture = density ? Math.min(room(density), PICTURE.most) : PICTURE.beforeMorePages;
  paintDrawing(paper, draw(WIDE, picture), SHEET.side, y);
  y += picture + (GAP - 4) * size;
  const nextPage = () => {
    paper.addPage();
    return writeMark(paper, page.mark, SHEET.top) + 6;
  };
  const place = { x: SHEET.side, width: WIDE, floor, nextPage, density: size };
  for (const table of page.tables) y = paintTable(paper, table, { ...place, y }) + GAP * size;
  if (y + notesHeight(paper, page.notes, size) > floor + 1) y = nextPage();
  writeNotes(paper, page.notes, y, size);
  writeFeet(paper, page);
}

/** What stands below the picture. */
const tailHeight = (paper: Paper, { tables, notes }: PrintedPage, density: number): number =>
  tables.reduce((sum, table) => sum + tableHeight(paper, table, WIDE, density) + GAP * density, 0) +
  notesHeight(paper, notes, density);

const headHeight = (paper: Paper, page: PrintedPage, density: number): number => {
  const { lines, leading } = sentenceLines(paper, page.sentence, density);
  const mark = page.mark ? MARK : 0;
  return SHEET.top + mark + 15 + lines.length * leading + GAP * density + figuresHeight(paper, page.figures) + GAP * density;
};

function writeHead(paper: Paper, page: PrintedPage, density: number): number {
  let y = writeMark(paper, page.mark, SHEET.top);
  paper.font("regular").fontSize(8.5).fillColor(LOOK.grey);
  paper.text(page.brow, SHEET.side, y, { width: WIDE, height: 11, ellipsis: true });
  y = writeSentence(paper, page.sentence, y + 15, density) + GAP * density;
  writeFigures(paper, page.figures, y);
  return y + figuresHeight(paper, page.figures) + GAP * density;
}

const MARK = 23;

/** «Made-up data» above everything else, on every page. */
function writeMark(paper: Paper, mark: string, y: number): number {
  if (!mark) return y;
  paper.roundedRect(SHEET.side, y, WIDE, 17, 3).fill(LOOK.markPaper);
  paper
    .font("bold")
    .fontSize(8.5)
    .fillColor(LOOK.mark)
    .text(mark, SHEET.side, y + 2.4, { width: WIDE, align: "center" });
  return y + MARK;
}

function sentenceLines(paper: Paper, parts: readonly SentencePart[], density: number) {
  const [size, leading] = [16.5 * density, 23.5 * density];
  paper.fontSize(size);
  const measure = (text: string, isStrong: boolean) => paper.font(isStrong ? "bold" : "regular").widthOfString(text);
  return { lines: brokenLines(parts, WIDE, measure), size, leading };
}

function writeSentence(paper: Paper, parts: readonly SentencePart[], y: number, density: number): number {
  const { lines, size, leading } = sentenceLines(paper, parts, density);
  lines.forEach((line, at) => {
    let x: number = SHEET.side;
    for (const { text, isStrong } of line) {
      paper
        .font(isStrong ? "bold" : "regular")
        .fontSize(size)
        .fillColor(isStrong ? LOOK.accent : LOOK.ink);
      paper.text(text, x, y + at * leading, { lineBreak: false });
      x += paper.widthOfString(text);
    }
  });
  return y + lines.length * leading;
}

const FIGURE = { label: 8, value: 13.5, note: 7.5, gap: -1.5 };

/** Texts of one figure, one below the other, and how high they are together. */
function figureTexts(paper: Paper, { label, value, note }: PrintedFigure, width: number) {
  const options = { width, lineGap: FIGURE.gap };
  const texts = [
    { text: label, font: "regular", size: FIGURE.label, colour: LOOK.grey },
    { text: value, font: "bold", size: FIGURE.value, colour: LOOK.ink },
    { text: note, font: "regular", size: FIGURE.note, colour: LOOK.grey },
  ].map((each) => ({
    ...each,
    high: paper
      .font(each.font)
      .fontSize(each.size)
      .heightOfString(each.text || " ", options),
  }));
  return { texts, options, high: texts.reduce((sum, { high }) => sum + high, 0) };
}

const figureWide = (figures: readonly PrintedFigure[]): number => WIDE / Math.max(1, figures.length);

const figuresHeight = (paper: Paper, figures: readonly PrintedFigure[]): number =>
  10 + Math.max(...figures.map((figure) => figureTexts(paper, figure, figureWide(figures) - 14).high));

function writeFigures(paper: Paper, figures: readonly PrintedFigure[], y: number): void {
  const wide = figureWide(figures);
  const low = y + figuresHeight(paper, figures);
  paper.lineWidth(0.6).strokeColor(LOOK.pale);
  for (const line of [y, low])
    paper
      .moveTo(SHEET.side, line)
      .lineTo(SHEET.side + WIDE, line)
      .stroke();
  figures.forEach((figure, at) => {
    const left = SHEET.side + at * wide;
    if (at > 0)
      paper
        .moveTo(left, y + 6)
        .lineTo(left, low - 6)
        .stroke();
    const { texts, options } = figureTexts(paper, figure, wide - 14);
    let top = y + 5;
    for (const { text, font, size, colour, high } of texts) {
      paper.font(font).fontSize(size).fillColor(colour);
      paper.text(text, left + (at > 0 ? 10 : 0), top, options);
      top += high;
    }
    paper.strokeColor(LOOK.pale);
  });
}

const NOTE = { size: 7.2, gap: 16, lineGap: -1 };
const noteWide = (WIDE - NOTE.gap) / 2;
const noteRoom = { width: noteWide, lineGap: NOTE.lineGap };

/** Two columns: each note goes where there is more room left. */
function notesInColumns(paper: Paper, notes: PrintedPage["notes"], density: number) {
  const depth = [0, 0];
  const placed = notes.map((note) => {
    const column = depth[1]! < depth[0]! - 1 ? 1 : 0;
    const at = depth[column]!;
    paper.font("bold").fontSize(NOTE.size * density);
    const head = paper.heightOfString(note.heading, noteRoom);
    const body = paper.font("regular").heightOfString(note.text, noteRoom);
    depth[column] = at + head + body + 3;
    return { ...note, column, at, head };
  });
  return { placed, height: Math.max(...depth) };
}

const notesHeight = (paper: Paper, notes: PrintedPage["notes"], density: number): number =>
  notesInColumns(paper, notes, density).height;

function writeNotes(paper: Paper, notes: PrintedPage["notes"], y: number, density: number): void {
  for (const { heading, text, column, at, head } of notesInColumns(paper, notes, density).placed) {
    const x = SHEET.side + column * (noteWide + NOTE.gap);
    paper
      .font("bold")
      .fontSize(NOTE.size * density)
      .fillColor(LOOK.ink)
      .text(heading, x, y + at, noteRoom);
    paper
      .font("regular")
      .fillColor(LOOK.grey)
      .text(text, x, y + at + head, noteRoom);
  }
}

/** The mark of made-up data stands at the head of every page; here date, source and whoever took it out. */
function writeFeet(paper: Paper, { foot, pageOf }: PrintedPage): void {
  const { count } = paper.bufferedPageRange();
  const y = SHEET.height - SHEET.bottom + 10;
  for (let at = 0; at < count; at++) {
    paper.switchToPage(at);
    paper.lineWidth(0.6).strokeColor(LOOK.pale);
    paper
      .moveTo(SHEET.side, y - 4)
      .lineTo(SHEET.side + WIDE, y - 4)
      .stroke();
    paper.font("regular").fontSize(6.4).fillColor(LOOK.grey);
    const page = pageOf.replace("{page}", String(at + 1)).replace("{pages}", String(count));
    paper.text(foot, SHEET.side, y, { width: WIDE - 90, height: 28, lineGap: -1.2, ellipsis: true });
    paper.text(page, SHEET.side + WIDE - 90, y, { width: 90, align: "right" });
  }
}
