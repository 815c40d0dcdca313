import type { PrintedPage, PrintedTable } from "~/shared/printed-page";

/** A4 upright, in points. */
export const SHEET = { width: 595.28, height: 841.89 } as const;
export const LOOK = {
  ink: "#1b1a17",
  grey: "#5b574f",
  pale: "#d5d1c8",
  hairline: "#e7e4dd",
  rule: "#aca79c",
  accent: "#0c5f59",
  mark: "#7a4a05",
  markPaper: "#fdf3df",
};
/** Points: on paper nothing is smaller than it can be read. */
export const SMALL = 8;

/** How large and how close things stand on paper, in points. */
export interface Layout {
  readonly side: number;
  readonly top: number;
  /** below the foot */
  readonly bottom: number;
  readonly sentence: { readonly size: number; readonly leading: number };
  /** letters of the figures below the sentence, of a table's heading, of its cells */
  readonly value: number;
  readonly title: number;
  readonly cell: number;
  /** room above and below the words of a row */
  readonly pad: number;
  /** between parts of the page */
  readonly gap: number;
  /** the picture is never lower */
  readonly picture: number;
  /** rows say what they can in fewer words */
  readonly isBrief: boolean;
}

const USUAL: Layout = {
  ...{ side: 44, top: 28, bottom: 20, sentence: { size: 16.5, leading: 23.5 }, value: 13.5, title: 10, cell: 8.4 },
  ...{ pad: 2.2, gap: 9, picture: 190, isBrief: false },
};
const CLOSER: Layout = {
  ...{ side: 38, top: 24, bottom: 18, sentence: { size: 15, leading: 20.5 }, value: 12.5, title: 9.5, cell: 8.2 },
  ...{ pad: 1.5, gap: 7, picture: 180, isBrief: false },
};
const BRIEF: Layout = { ...CLOSER, isBrief: true };
const CLOSEST: Layout = {
  ...{ side: 32, top: 18, bottom: 14, sentence: { size: 13.5, leading: 17.5 }, value: 12, title: 9, cell: SMALL },
  ...{ pad: 0.7, gap: 4.5, picture: 105, isBrief: true },
};
/** Tried in this order until all stands on one page. */
export const LAYOUTS: readonly Layout[] = [USUAL, CLOSER, BRIEF, CLOSEST];
/** Where none does, rows go on to the next page: with all there is to say if two pages hold that, else in fewer words. */
export const FLOWING = { whole: CLOSER, brief: BRIEF };

export const wideOf = ({ side }: Pick<Layout, "side">): number => SHEET.width - 2 * side;
/** A picture as wide as the page of most. */
export const WIDE = wideOf(USUAL);

/** The rows in fewer words, where there are any. */
export function inBrief(page: PrintedPage): PrintedPage {
  const rows = (all: PrintedTable["rows"]) =>
    all.map((row) => row.map(({ brief, ...cell }) => (brief ? { ...brief, isStrong: cell.isStrong ?? false } : cell)));
  return { ...page, tables: page.tables.map((table) => ({ ...table, rows: rows(table.rows) })) };
}

/** Money has the most to say: of four figures the third is the widest. */
const SHARES = [1.02, 0.86, 1.24, 0.88];

/** Of the width what each figure takes, together 1. */
export const figureShares = (figures: readonly unknown[]): number[] =>
  figures.map((_, at) => (figures.length === SHARES.length ? SHARES[at]! / 4 : 1 / figures.length));
