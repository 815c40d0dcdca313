import PDFDocument from "pdfkit";
import type { DrawPicture, PrintedPage } from "~/shared/printed-page";
import { paintDrawing } from "./paint-drawing.server";
import { printedFonts } from "./printed-font.server";
import { headHeight, writeBrow, writeHead, writeMark } from "./printed-head.server";
import { PrintedLetters } from "./printed-letters.server";
import { FLOWING, inBrief, LAYOUTS, LOOK, SHEET, SMALL, WIDE, wideOf, type Layout } from "./printed-look.server";
import { notesHeight, writeNotes } from "./printed-notes.server";
import { paintTable, tableHeight } from "./printed-table.server";
import { aside, partOf, says, saysPart, wholeText, type Paper, type Tag } from "./printed-tags.server";

/** What is left for the picture is its, up to this. */
const PICTURE = { most: 400, beforeMorePages: 250 };

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
  drawn(WIDE, PICTURE.beforeMorePages);
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

/** How the page stands on paper: the first layout in which all of it is on one page, or the one that goes on. */
export interface Fitted {
  readonly layout: Layout;
  /** height of the picture */
  readonly picture: number;
  readonly isOnePage: boolean;
}

function fitted(paper: Paper, page: PrintedPage): Fitted {
  const brief = inBrief(page);
  for (const layout of LAYOUTS) {
    const said = layout.isBrief ? brief : page;
    const room = floorOf(paper, page, layout) - headHeight(paper, said, layout) - tailHeight(paper, said, layout);
    if (room >= layout.picture) return { layout, picture: Math.min(room, PICTURE.most), isOnePage: true };
  }
  const two = 2 * floorOf(paper, page, FLOWING.whole) - headHeight(paper, page, FLOWING.whole) - PICTURE.beforeMorePages;
  const isTwo = tailHeight(paper, page, FLOWING.whole) < two - ABOVE_MORE;
  return { layout: isTwo ? FLOWING.whole : FLOWING.brief, picture: PICTURE.beforeMorePages, isOnePage: false };
}

/** Mark and headings that stand again on a second page, and what is left where a row does not fit. */
const ABOVE_MORE = 130;

/** The same for whoever writes it in another format, measured in the letters that come along. */
export async function fittedPage(page: PrintedPage): Promise<Fitted> {
  const paper = new PDFDocument({ size: "A4", margin: 0 });
  const whole = bytesOf(paper);
  const { regular, bold } = printedFonts();
  paper.registerFont("regular", regular).registerFont("bold", bold);
  const found = fitted(paper, new PrintedLetters(paper).page(page));
  paper.end();
  await whole;
  return found;
}

function writePage(paper: Paper, page: PrintedPage, draw: DrawPicture): void {
  const { layout, picture } = fitted(paper, page);
  const said = layout.isBrief ? inBrief(page) : page;
  const floor = floorOf(paper, page, layout);
  const { side } = layout;
  const width = wideOf(layout);
  const whole = wholeText(paper);
  let y = writeHead(paper, whole, said, layout);
  const bbox = [side, y, side + width, y + picture] as const;
  const figure = partOf(paper, whole, "Figure", { alt: page.pictureName, bbox, placement: "Block" });
  says(paper, figure, "Figure", () => paintDrawing(paper, draw(width, picture), side, y));
  y += picture + layout.gap;
  const nextPage = () => {
    paper.addPage();
    let top = layout.top;
    aside(paper, "Pagination", () => {
      top = writeMark(paper, page.mark, top, layout);
      top = writeBrow(paper, page, top, layout);
    });
    return top + layout.gap;
  };
  const place = { whole, x: side, width, floor, nextPage, layout, continued: page.continued };
  for (const table of said.tables) y = paintTable(paper, table, { ...place, y }) + layout.gap;
  if (y + notesHeight(paper, page.notes, layout) > floor + 1) y = nextPage();
  writeNotes(paper, whole, page.notes, y, layout);
  writeFeet(paper, whole, page, layout);
}

/** What stands below the picture. */
const tailHeight = (paper: Paper, { tables, notes }: PrintedPage, layout: Layout): number =>
  layout.gap +
  tables.reduce((sum, table) => sum + tableHeight(paper, table, wideOf(layout), layout) + layout.gap, 0) +
  notesHeight(paper, notes, layout);

const FOOT = { lineGap: -2, number: 76, above: 8, most: 4 };

const footRoom = (layout: Layout) => ({ width: wideOf(layout) - FOOT.number, lineGap: FOOT.lineGap });

function footHeight(paper: Paper, { foot }: PrintedPage, layout: Layout): number {
  paper.font("regular").fontSize(SMALL);
  const line = paper.currentLineHeight(true) + FOOT.lineGap;
  return Math.min(paper.heightOfString(foot, footRoom(layout)), FOOT.most * line);
}

/** Nothing but the foot stands below. */
const floorOf = (paper: Paper, page: PrintedPage, layout: Layout): number =>
  SHEET.height - layout.bottom - footHeight(paper, page, layout) - FOOT.above;

/** Date, source and whoever took it out, on every page; read once, the number of the page never. */
function writeFeet(paper: Paper, whole: Tag, page: PrintedPage, layout: Layout): void {
  const { count } = paper.bufferedPageRange();
  const height = footHeight(paper, page, layout);
  const y = SHEET.height - layout.bottom - height;
  const { side } = layout;
  const width = wideOf(layout);
  for (let at = 0; at < count; at++) {
    paper.switchToPage(at);
    paper.font("regular").fontSize(SMALL).fillColor(LOOK.grey);
    const words = () => void paper.text(page.foot, side, y, { ...footRoom(layout), height: height + 4, ellipsis: true });
    if (at === 0) saysPart(paper, whole, "P", words);
    else aside(paper, "Pagination", words);
    aside(paper, "Pagination", () => {
      const number = page.pageOf.replace("{page}", String(at + 1)).replace("{pages}", String(count));
      paper.text(number, side + width - FOOT.number, y, { width: FOOT.number, align: "right" });
      paper.lineWidth(0.6).strokeColor(LOOK.pale);
      paper
        .moveTo(side, y - 3)
        .lineTo(side + width, y - 3)
        .stroke();
    });
  }
}
