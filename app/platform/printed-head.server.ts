import type { PrintedFigure, PrintedPage, SentencePart } from "~/shared/printed-page";
import { brokenLines } from "./broken-lines.server";
import { LOOK, SHEET, WIDE } from "./printed-look.server";
import { aside, partOf, says, saysPart, type Paper, type Tag } from "./printed-tags.server";

const GAP = 10;

/** How high it is above the picture. */
export const headHeight = (paper: Paper, page: PrintedPage, density: number): number => {
  const { lines, leading } = sentenceLines(paper, page.sentence, density);
  const mark = page.mark ? MARK : 0;
  return (
    SHEET.top +
    mark +
    browHeight(paper, page) +
    4 +
    lines.length * leading +
    GAP * density +
    figuresHeight(paper, page.figures) +
    GAP * density
  );
};

/** Mark, whose question it is, the sentence and what it rests on; answers where it ends. */
export function writeHead(paper: Paper, whole: Tag, page: PrintedPage, density: number): number {
  let y: number = SHEET.top;
  if (page.mark) saysPart(paper, whole, "P", () => (y = writeMark(paper, page.mark, y)));
  paper.font("regular").fontSize(8.5).fillColor(LOOK.grey);
  const brow = () => void paper.text(page.brow, SHEET.side, y, { width: WIDE, height: browHeight(paper, page), ellipsis: true });
  saysPart(paper, whole, "P", brow);
  y += browHeight(paper, page) + 4;
  saysPart(paper, whole, "H1", () => (y = writeSentence(paper, page.sentence, y, density) + GAP * density));
  writeFigures(paper, whole, page.figures, y);
  return y + figuresHeight(paper, page.figures) + GAP * density;
}

const MARK = 23;

/** «Made-up data» above everything else, on every page. */
export function writeMark(paper: Paper, mark: string, y: number): number {
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

/** A long name of a scenario takes a second line, never a third. */
function browHeight(paper: Paper, { brow }: PrintedPage): number {
  const high = paper.font("regular").fontSize(8.5).heightOfString(brow, { width: WIDE });
  return Math.min(high, 2 * paper.currentLineHeight(true) + 0.5);
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

function writeFigures(paper: Paper, whole: Tag, figures: readonly PrintedFigure[], y: number): void {
  const wide = figureWide(figures);
  const low = y + figuresHeight(paper, figures);
  const rule = (fromX: number, fromY: number, toX: number, toY: number) =>
    paper.lineWidth(0.6).strokeColor(LOOK.pale).moveTo(fromX, fromY).lineTo(toX, toY).stroke();
  aside(paper, "Layout", () => {
    for (const line of [y, low]) rule(SHEET.side, line, SHEET.side + WIDE, line);
    for (let at = 1; at < figures.length; at++) rule(SHEET.side + at * wide, y + 6, SHEET.side + at * wide, low - 6);
  });
  const list = partOf(paper, whole, "L");
  figures.forEach((figure, at) => {
    const left = SHEET.side + at * wide + (at > 0 ? 10 : 0);
    const { texts, options } = figureTexts(paper, figure, wide - 14);
    const item = partOf(paper, partOf(paper, list, "LI"), "LBody");
    let top = y + 5;
    for (const { text, font, size, colour, high } of texts) {
      paper.font(font).fontSize(size).fillColor(colour);
      says(paper, item, "LBody", () => void paper.text(text, left, top, options));
      top += high;
    }
  });
}
