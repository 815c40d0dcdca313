import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
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
  type ParagraphChild,
} from "docx";
import type { PrintedCell, PrintedPage, PrintedTable } from "~/shared/printed-page";

/** Twentieths of a point; A4 between margins of 16 mm. */
const PAGE = { width: 11906, height: 16838, margin: 907 };
const WIDE = PAGE.width - 2 * PAGE.margin;
const LOOK = { ink: "1B1A17", grey: "5B574F", pale: "D5D1C8", accent: "0C5F59", mark: "7A4A05", markPaper: "FDF3DF" };
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

/** The page as a Word file that can be edited: the same words, rows and picture, in Word's own fonts. */
export async function printedDocx(page: PrintedPage, picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    ...{ title: page.title, creator: "Quarterhour", description: page.mark || page.brow },
    styles: {
      default: { document: { run: { font: FONT, size: 18, color: LOOK.ink, language: wordLanguage(page) } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: 850, bottom: 850, left: PAGE.margin, right: PAGE.margin, header: 400, footer: 400 },
          },
        },
        ...(page.mark ? { headers: { default: new Header({ children: [markLine(page.mark)] }) } } : {}),
        footers: { default: new Footer({ children: [footLine(page)] }) },
        children: [
          line([new TextRun({ text: page.brow, size: 17, color: LOOK.grey })], { spacing: { after: 80 } }),
          new Paragraph({
            ...{ heading: HeadingLevel.HEADING_1, spacing: { before: 0, after: 160, line: 380 } },
            children: page.sentence.map(
              ({ text, isStrong = false }) =>
                new TextRun({ text, bold: isStrong, size: 34, color: isStrong ? LOOK.accent : LOOK.ink, font: FONT }),
            ),
          }),
          figuresTable(page),
          new Paragraph({
            spacing: { before: 160, after: 120 },
            children: [
              new ImageRun({
                ...{ type: "png", data: picture.png },
                transformation: { width: pixels(picture.width), height: pixels(picture.height) },
                altText: { name: page.pictureName, title: page.pictureName, description: page.pictureName },
              }),
            ],
          }),
          ...page.tables.flatMap((table) => [heading(table.heading), ...tableOf(table)]),
          ...page.notes.map(({ heading: said, text }) =>
            line([new TextRun({ text: `${said}　`, bold: true, size: 15 }), new TextRun({ text, size: 15, color: LOOK.grey })], {
              spacing: { before: 60 },
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
const line = (children: ParagraphChild[], options: IParagraphOptions = {}) => new Paragraph({ ...options, children });
const heading = (text: string) =>
  new Paragraph({
    ...{ heading: HeadingLevel.HEADING_2, keepNext: true, spacing: { before: 120, after: 60 } },
    children: [new TextRun({ text, bold: true, size: 20, color: LOOK.ink, font: FONT })],
  });

const markLine = (mark: string) =>
  new Paragraph({
    ...{ alignment: AlignmentType.CENTER, shading: { type: ShadingType.CLEAR, fill: LOOK.markPaper, color: "auto" } },
    children: [new TextRun({ text: mark, bold: true, size: 17, color: LOOK.mark })],
  });

function footLine({ foot, mark, pageOf }: PrintedPage): Paragraph {
  const [before = "", between = "", after = ""] = pageOf.split(/\{pages?\}/);
  return line([
    new TextRun({
      ...{ size: 14, color: LOOK.grey },
      children: [
        `${[foot, mark].filter(Boolean).join(" · ")}　${before}`,
        ...[PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
      ],
    }),
  ]);
}

function figuresTable({ figures }: PrintedPage): Table {
  const width = Math.floor(WIDE / Math.max(1, figures.length));
  const cell = ({ label, value, note }: PrintedPage["figures"][number]) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 60, right: 60 },
      children: [
        line([new TextRun({ text: label, size: 16, color: LOOK.grey })]),
        line([new TextRun({ text: value, size: 28, bold: true })]),
        line([new TextRun({ text: note, size: 15, color: LOOK.grey })]),
      ],
    });
  return new Table({
    ...{ width: { size: WIDE, type: WidthType.DXA }, columnWidths: figures.map(() => width) },
    borders: { ...NO_BORDERS, top: hairline, bottom: hairline, insideVertical: hairline },
    rows: [new TableRow({ cantSplit: true, children: figures.map(cell) })],
  });
}

function tableOf({ columns, rows, total, empty }: PrintedTable): (Table | Paragraph)[] {
  if (rows.length === 0) return [line([new TextRun({ text: empty, color: LOOK.grey })])];
  const widths = columns.map(({ share }) => Math.round(share * WIDE));
  const cell = (at: number, children: Paragraph[]) =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      margins: { top: 30, bottom: 30, left: 50, right: 50 },
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
          line([new TextRun({ text, size: 16, bold: isStrong })], aligned(at)),
          ...(more ? [line([new TextRun({ text: more, size: 14, color: LOOK.grey })], aligned(at))] : []),
        ]),
      ),
    });
  const head = new TableRow({
    ...{ tableHeader: true, cantSplit: true },
    children: columns.map((column, at) =>
      cell(at, [line([new TextRun({ text: column.heading, size: 15, color: LOOK.grey })], aligned(at))]),
    ),
  });
  return [
    new Table({
      ...{ width: { size: WIDE, type: WidthType.DXA }, columnWidths: widths },
      borders: { ...NO_BORDERS, top: hairline, bottom: hairline, insideHorizontal: hairline },
      rows: [head, ...rows.map(row), ...(total ? [row(total)] : [])],
    }),
  ];
}
