import type { PrintedFigure, PrintedPage, SentencePart } from "~/shared/printed-page";
import { brokenLines } from "./broken-lines.server";
import { figureShares, LOOK, SMALL, wideOf, type Layout } from "./printed-look.server";
import { aside, partOf, says, saysPart, type Paper, type Tag } from "./printed-tags.server";

/** How high it is above the picture. */
export const headHeight = (paper: Paper, page: PrintedPage, layout: Layout): number => {
  const { lines, leading } = sentenceLines(paper, page.sentence, layout);
  const mark = page.mark ? markHeight(layout) : 0;
  return (
    layout.top +
    mark +
    browHeight(paper, page, layout) +
    BELOW_BROW +
    lines.length * leading +
    layout.gap +
    figuresHeight(paper, page.figures, layout) +
    layout.gap
  );
};

const BELOW_BROW = 3;

/** Mark, whose question it is, the sentence and what it rests on; answers where it ends. */
export function writeHead(paper: Paper, whole: Tag, page: PrintedPage, layout: Layout): number {
  let y = layout.top;
  if (page.mark) saysPart(paper, whole, "P", () => (y = writeMark(paper, page.mark, y, layout)));
  saysPart(paper, whole, "P", () => (y = writeBrow(paper, page, y, layout)));
  saysPart(paper, whole, "H1", () => (y = writeSentence(paper, page.sentence, y, layout) + layout.gap));
  writeFigures(paper, whole, page.figures, y, layout);
  return y + figuresHeight(paper, page.figures, layout) + layout.gap;
}

const MARK = 16;
const markHeight = ({ gap }: Layout): number => MARK + Math.max(3, gap - 4);

/** «Made-up data» above everything else, on every page. */
export function writeMark(paper: Paper, mark: string, y: number, layout: Layout): number {
  if (!mark) return y;
  paper.roundedRect(layout.side, y, wideOf(layout), MARK, 3).fill(LOOK.markPaper);
  paper
    .font("bold")
    .fontSize(8.5)
    .fillColor(LOOK.mark)
    .text(mark, layout.side, y + 1.9, { width: wideOf(layout), align: "center" });
  return y + markHeight(layout);
}

/** Whose question, as of when. */
export function writeBrow(paper: Paper, page: PrintedPage, y: number, layout: Layout): number {
  const height = browHeight(paper, page, layout);
  paper.font("regular").fontSize(8.5).fillColor(LOOK.grey);
  paper.text(page.brow, layout.side, y, { width: wideOf(layout), height, ellipsis: true });
  return y + height + BELOW_BROW;
}

function sentenceLines(paper: Paper, parts: readonly SentencePart[], layout: Layout) {
  const { size, leading } = layout.sentence;
  paper.fontSize(size);
  const measure = (text: string, isStrong: boolean) => paper.font(isStrong ? "bold" : "regular").widthOfString(text);
  return { lines: brokenLines(parts, wideOf(layout), measure), size, leading };
}

function writeSentence(paper: Paper, parts: readonly SentencePart[], y: number, layout: Layout): number {
  const { lines, size, leading } = sentenceLines(paper, parts, layout);
  lines.forEach((line, at) => {
    let x = layout.side;
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
function browHeight(paper: Paper, { brow }: PrintedPage, layout: Layout): number {
  const high = paper
    .font("regular")
    .fontSize(8.5)
    .heightOfString(brow, { width: wideOf(layout) });
  return Math.min(high, 2 * paper.currentLineHeight(true) + 0.5);
}

const FIGURE_GAP = -1.9;

/** Texts of one figure, one below the other, and how high they are together. */
function figureTexts(paper: Paper, { label, value, note }: PrintedFigure, width: number, layout: Layout) {
  const options = { width, lineGap: FIGURE_GAP };
  const texts = [
    { text: label, font: "regular", size: SMALL, colour: LOOK.grey },
    { text: value, font: "bold", size: layout.value, colour: LOOK.ink },
    { text: note, font: "regular", size: SMALL, colour: LOOK.grey },
  ].map((each) => ({
    ...each,
    high: paper
      .font(each.font)
      .fontSize(each.size)
      .heightOfString(each.text || " ", options),
  }));
  return { texts, options, high: texts.reduce((sum, { high }) => sum + high, 0) };
}

function figuresAcross(figures: readonly PrintedFigure[], layout: Layout) {
  const shares = figureShares(figures);
  let from = layout.side;
  return figures.map((figure, at) => {
    const wide = shares[at]! * wideOf(layout);
    const left = from + (at > 0 ? 10 : 0);
    const texts = (paper: Paper) => figureTexts(paper, figure, wide - (at > 0 ? 16 : 8), layout);
    from += wide;
    return { left, line: left - 10, texts };
  });
}

const aboveFigures = ({ gap }: Layout): number => Math.min(5, gap - 2);

const figuresHeight = (paper: Paper, figures: readonly PrintedFigure[], layout: Layout): number =>
  2 * aboveFigures(layout) + Math.max(...figuresAcross(figures, layout).map(({ texts }) => texts(paper).high));

function writeFigures(paper: Paper, whole: Tag, figures: readonly PrintedFigure[], y: number, layout: Layout): void {
  const { side } = layout;
  const across = figuresAcross(figures, layout);
  const low = y + figuresHeight(paper, figures, layout);
  const rule = (fromX: number, fromY: number, toX: number, toY: number) =>
    paper.lineWidth(0.6).strokeColor(LOOK.pale).moveTo(fromX, fromY).lineTo(toX, toY).stroke();
  aside(paper, "Layout", () => {
    for (const line of [y, low]) rule(side, line, side + wideOf(layout), line);
    for (const { line } of across.slice(1)) rule(line, y + 5, line, low - 5);
  });
  const list = partOf(paper, whole, "L");
  for (const { left, texts: textsOf } of across) {
    const { texts, options } = textsOf(paper);
    const item = partOf(paper, partOf(paper, list, "LI"), "LBody");
    let top = y + aboveFigures(layout);
    for (const { text, font, size, colour, high } of texts) {
      paper.font(font).fontSize(size).fillColor(colour);
      says(paper, item, "LBody", () => void paper.text(text, left, top, options));
      top += high;
    }
  }
}
