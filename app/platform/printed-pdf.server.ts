import PDFDocument from "pdfkit";
import type { DrawPicture, PrintedPage } from "~/shared/printed-page";
import { paintDrawing } from "./paint-drawing.server";
import { printedFonts } from "./printed-font.server";
import { headHeight, writeHead, writeMark } from "./printed-head.server";
import { PrintedLetters } from "./printed-letters.server";
import { LOOK, SHEET, WIDE } from "./printed-look.server";
import { paintTable, tableHeight } from "./printed-table.server";
import { aside, partOf, says, saysPart, wholeText, type Paper, type Tag } from "./printed-tags.server";

/** What is left for the picture: no smaller than one can read it, no larger than the page needs. */
const PICTURE = { least: 165, most: 400, beforeMorePages: 250 };
/** Sizes of letters as parts of the usual ones, tried until all stands on one page; where none does, rows flow on. */
const DENSITIES = [1, 0.94, 0.89, 0.85];
const FLOWING = 0.89;
const GAP = 10;

/**
 * The page as a PDF of A4 with its letters inside. The picture takes what words and rows leave of one page; where that is too
 * little, rows go on to the next page below their headings.
 * Tagged: a screen reader finds headings, table, what the picture shows, and the language.
 * @param made when the answer was computed: the same page is the same file
 */
export async function printedPdf(page: PrintedPage, draw: DrawPicture, made: Date): Promise<Uint8Array<ArrayBuffer>> {
  const paper = new PDFDocument({
    ...{
      size: "A4",
      margin: 0,
      bufferPages: true,
      tagged: true,
      pdfVersion: "1.7",
      lang: page.language === "en" ? "en" : "zh-CN",
      displayTitle: true,
    },
    info: { Title: page.title, Subject: page.mark || page.brow, Creator: "Quarterhour", CreationDate: made, ModDate: made },
  });
  const whole = bytesOf(paper);
  const { regular, bold } = printedFonts();
  paper.registerFont("regular", regular).registerFont("bold", bold);
  const letters = new PrintedLetters(paper);
  const printed = letters.page(page);
  const drawn: DrawPicture = (width, height) => letters.drawing(draw(width, height));
  // Names in the picture may hold what no font has: said before the room is shared out.
  drawn(WIDE, PICTURE.least);
  writePage(paper, withMissing(printed, letters.missing), drawn);
  paper.end();
  return whole;
}

/** A picture alone, on a page of its size. */
export async function drawnPdf(draw: DrawPicture, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const paper = new PDFDocument({ size: [width, height], margin: 0 });
  const whole = bytesOf(paper);
  const { regular, bold } = printedFonts();
  paper.registerFont("regular", regular).registerFont("bold", bold);
  paintDrawing(paper, new PrintedLetters(paper).drawing(draw(width, height)), 0, 0);
  paper.end();
  return whole;
}

/** What could not be set is said on the page itself. */
const withMissing = (page: PrintedPage, missing: readonly string[]): PrintedPage =>
  missing.length === 0
    ? page
    : {
        ...page,
        notes: [...page.notes, { ...page.missing, text: page.missing.text.replace("{letters}", missing.join(", ")) }],
      };

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
  const whole = wholeText(paper);
  let y = writeHead(paper, whole, page, size);
  const picture = density ? Math.min(room(density), PICTURE.most) : PICTURE.beforeMorePages;
  const bbox = [SHEET.side, y, SHEET.side + WIDE, y + picture] as const;
  const figure = partOf(paper, whole, "Figure", { alt: page.pictureName, bbox, placement: "Block" });
  says(paper, figure, "Figure", () => paintDrawing(paper, draw(WIDE, picture), SHEET.side, y));
  y += picture + (GAP - 4) * size;
  const nextPage = () => {
    paper.addPage();
    let top: number = SHEET.top;
    if (page.mark) aside(paper, "Pagination", () => (top = writeMark(paper, page.mark, top)));
    return top + 6;
  };
  const place = { whole, x: SHEET.side, width: WIDE, floor, nextPage, density: size };
  for (const table of page.tables) y = paintTable(paper, table, { ...place, y }) + GAP * size;
  if (y + notesHeight(paper, page.notes, size) > floor + 1) y = nextPage();
  writeNotes(paper, whole, page.notes, y, size);
  writeFeet(paper, whole, page);
}

/** What stands below the picture. */
const tailHeight = (paper: Paper, { tables, notes }: PrintedPage, density: number): number =>
  tables.reduce((sum, table) => sum + tableHeight(paper, table, WIDE, density) + GAP * density, 0) +
  notesHeight(paper, notes, density);

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

function writeNotes(paper: Paper, whole: Tag, notes: PrintedPage["notes"], y: number, density: number): void {
  for (const { heading, text, column, at, head } of notesInColumns(paper, notes, density).placed) {
    const x = SHEET.side + column * (noteWide + NOTE.gap);
    const size = NOTE.size * density;
    paper.font("bold").fontSize(size).fillColor(LOOK.ink);
    saysPart(paper, whole, "H2", () => void paper.text(heading, x, y + at, noteRoom));
    paper.font("regular").fontSize(size).fillColor(LOOK.grey);
    saysPart(paper, whole, "P", () => void paper.text(text, x, y + at + head, noteRoom));
  }
}

const FOOT = { size: 6.4, wide: WIDE - 90, lineGap: -1.2 };

/** Date, source and whoever took it out, on every page; read once, the number of the page never. */
function writeFeet(paper: Paper, whole: Tag, { foot, pageOf }: PrintedPage): void {
  const { count } = paper.bufferedPageRange();
  const y = SHEET.height - SHEET.bottom + 10;
  for (let at = 0; at < count; at++) {
    paper.switchToPage(at);
    paper.font("regular").fontSize(FOOT.size).fillColor(LOOK.grey);
    const words = () =>
      void paper.text(foot, SHEET.side, y, { width: FOOT.wide, height: 28, lineGap: FOOT.lineGap, ellipsis: true });
    if (at === 0) saysPart(paper, whole, "P", words);
    else aside(paper, "Pagination", words);
    aside(paper, "Pagination", () => {
      const page = pageOf.replace("{page}", String(at + 1)).replace("{pages}", String(count));
      paper.text(page, SHEET.side + WIDE - 90, y, { width: 90, align: "right" });
      paper.lineWidth(0.6).strokeColor(LOOK.pale);
      paper
        .moveTo(SHEET.side, y - 4)
        .lineTo(SHEET.side + WIDE, y - 4)
        .stroke();
    });
  }
}
