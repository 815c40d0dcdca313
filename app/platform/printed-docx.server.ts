import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
  type ParagraphChild,
} from "docx";
import type { PrintedCell, PrintedPage, PrintedTable } from "~/shared/printed-page";
import { figureShares, inBrief, SMALL, wideOf, type Layout } from "./printed-look.server";

/** Word counts in twentieths of a point, letters in halves of one. */
const twentieths = (points: number): number => Math.round(20 * points);
const halves = (points: number): number => Math.round(2 * points);
const PAPER = { width: 11906, height: 16838 };
const LOOK = { ink: "1B1A17", grey: "5B574F", pale: "D5D1C8", accent: "0C5F59", mark: "7A4A05", markPaper: "FDF3DF" };
/** Of a line to its letters: said exactly, so that no font of a reader's takes more than was measured. */
const LEADING = 1.16;
/** Named, not embedded: Word has fonts of its own, and whoever edits the file goes on in them. */
const FONT = { ascii: "Calibri", hAnsi: "Calibri", cs: "Calibri", eastAsia: "Microsoft YaHei" };
const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
const hairline = { style: BorderStyle.SINGLE, size: 4, color: LOOK.pale };
const NO_BORDERS = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };

interface Picture {
  readonly png: Uint8Array;
  /** points on paper */
  readonly width: number;
  readonly height: number;
}

/**
 * The page as a Word file that can be edited: the same words, rows and picture, in Word's own fonts.
 * @param layout in which the page was found to fit: what stands on one page on paper does so in Word
 */
export async function printedDocx(page: PrintedPage, picture: Picture, layout: Layout): Promise<Uint8Array<ArrayBuffer>> {
  const said = layout.isBrief ? inBrief(page) : page;
  const { sentence, gap } = layout;
  const document = new Document({
    ...{ title: page.title, creator: "Quarterhour", description: page.mark || page.brow },
    styles: {
      default: { document: { run: { font: FONT, size: halves(9), color: LOOK.ink, language: wordLanguage(page) } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAPER.width, height: PAPER.height },
            margin: {
              ...{ top: twentieths(layout.top + (page.mark ? 18 : 0)), bottom: twentieths(layout.bottom + 32) },
              ...{ left: twentieths(layout.side), right: twentieths(layout.side) },
              ...{ header: twentieths(layout.top), footer: twentieths(layout.bottom) },
            },
          },
        },
        ...(page.mark ? { headers: { default: new Header({ children: [markLine(page.mark)] }) } } : {}),
        footers: { default: new Footer({ children: [footLine(page)] }) },
        children: [
          line([run(page.brow, 8.5, { color: LOOK.grey })], 8.5, { after: 3 }),
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            spacing: { ...exactly(sentence.leading), before: 0, after: twentieths(gap) },
            children: page.sentence.map(({ text, isStrong = false }) =>
              run(text, sentence.size, { bold: isStrong, color: isStrong ? LOOK.accent : LOOK.ink, font: FONT }),
            ),
          }),
          figuresTable(said, layout),
          new Paragraph({
            spacing: { before: twentieths(gap), after: 0 },
            children: [
              new ImageRun({
                ...{ type: "png", data: picture.png },
                transformation: { width: pixels(picture.width), height: pixels(picture.height) },
                altText: { name: page.pictureName, title: page.pictureName, description: page.pictureName },
              }),
            ],
          }),
          ...said.tables.flatMap((table) => [heading(table.heading, layout), ...tableOf(table, layout)]),
          ...page.notes.map(({ heading: about, text }, at) =>
            line([run(`${about}　`, SMALL, { bold: true }), run(text, SMALL, { color: LOOK.grey })], SMALL, {
              before: at === 0 ? gap : 1.5,
            }),
          ),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const wordLanguage = ({ language }: PrintedPage) =>
  language === "en" ? { value: "en-GB", eastAsia: "zh-CN" } : { value: "zh-CN", eastAsia: "zh-CN" };
const pixels = (points: number): number => Math.round((points * 96) / 72);
const exactly = (points: number) => ({ line: twentieths(points), lineRule: LineRuleType.EXACT });
const run = (text: string, size: number, look: Omit<IRunOptions, "text" | "size" | "children"> = {}) =>
  new TextRun({ text, size: halves(size), ...look });

function line(
  children: ParagraphChild[],
  size: number,
  { before = 0, after = 0, ...options }: IParagraphOptions & { readonly before?: number; readonly after?: number } = {},
): Paragraph {
  const spacing = { ...exactly(LEADING * size), before: twentieths(before), after: twentieths(after) };
  return new Paragraph({ ...options, spacing, children });
}

const heading = (text: string, { title, gap }: Layout) =>
  new Paragraph({
    ...{ heading: HeadingLevel.HEADING_2, keepNext: true },
    spacing: { ...exactly(1.4 * title), before: twentieths(gap / 2), after: 0 },
    children: [run(text, title, { bold: true, color: LOOK.ink, font: FONT })],
  });

const markLine = (mark: string) =>
  new Paragraph({
    ...{ alignment: AlignmentType.CENTER, shading: { type: ShadingType.CLEAR, fill: LOOK.markPaper, color: "auto" } },
    spacing: exactly(13),
    children: [run(mark, 8.5, { bold: true, color: LOOK.mark })],
  });

function footLine({ foot, mark, pageOf }: PrintedPage): Paragraph {
  const [before = "", between = "", after = ""] = pageOf.split(/\{pages?\}/);
  const said = [
    `${[foot, mark].filter(Boolean).join(" · ")}　${before}`,
    PageNumber.CURRENT,
    between,
    PageNumber.TOTAL_PAGES,
    after,
  ];
  return line(
    said.map((each) => new TextRun({ size: halves(SMALL), color: LOOK.grey, children: [each] })),
    SMALL,
  );
}

function figuresTable({ figures }: PrintedPage, layout: Layout): Table {
  const whole = twentieths(wideOf(layout));
  const widths = figureShares(figures).map((share) => Math.floor(share * whole));
  const pad = twentieths(Math.min(3, layout.gap - 2));
  const cell = ({ label, value, note }: PrintedPage["figures"][number], at: number) =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      margins: { top: pad, bottom: pad, left: 60, right: 60 },
      children: [
        line([run(label, SMALL, { color: LOOK.grey })], SMALL),
        line([run(value, layout.value, { bold: true })], layout.value),
        line([run(note, SMALL, { color: LOOK.grey })], SMALL),
      ],
    });
  return new Table({
    ...{ width: { size: whole, type: WidthType.DXA }, columnWidths: widths },
    borders: { ...NO_BORDERS, top: hairline, bottom: hairline, insideVertical: hairline },
    rows: [new TableRow({ cantSplit: true, children: figures.map(cell) })],
  });
}

function tableOf({ columns, rows, total, empty }: PrintedTable, layout: Layout): (Table | Paragraph)[] {
  if (rows.length === 0) return [line([run(empty, layout.cell, { color: LOOK.grey })], layout.cell)];
  const whole = twentieths(wideOf(layout));
  const widths = columns.map(({ share }) => Math.round(share * whole));
  const pad = twentieths(Math.max(0, layout.pad - 0.5));
  const cell = (at: number, children: Paragraph[]) =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      margins: { top: pad, bottom: pad, left: 60, right: 60 },
      children,
    });
  const aligned = (at: number) => ({
    alignment: columns[at]!.align === "right" ? AlignmentType.RIGHT : AlignmentType.LEFT,
  });
  const row = (cells: readonly PrintedCell[]) =>
    new TableRow({
      cantSplit: true,
      children: cells.map(({ text, more, isStrong = false }, at) =>
        cell(at, [
          line([run(text, layout.cell, { bold: isStrong })], layout.cell, aligned(at)),
          ...(more ? [line([run(more, SMALL, { color: LOOK.grey })], SMALL, aligned(at))] : []),
        ]),
      ),
    });
  const hasHead = columns.some((column) => column.heading !== "");
  const head = new TableRow({
    ...{ tableHeader: true, cantSplit: true },
    children: columns.map((column, at) =>
      cell(at, [line([run(column.heading, SMALL, { color: LOOK.grey })], SMALL, aligned(at))]),
    ),
  });
  return [
    new Table({
      ...{ width: { size: whole, type: WidthType.DXA }, columnWidths: widths },
      borders: { ...NO_BORDERS, top: hairline, bottom: hairline, insideHorizontal: hairline },
      rows: [...(hasHead ? [head] : []), ...rows.map(row), ...(total ? [row(total)] : [])],
    }),
  ];
}
