import type { Drawing } from "./drawing";

/**
 * A page for somebody who decides, in the reader's language and in the order it is read: the sentence, what it rests on, the
 * picture, the rows, how it was computed. Screen, PDF and Word say the same words because they are given the same value.
 */
export interface PrintedPage {
  readonly language: "zh" | "en";
  /** what the file is called inside, and in a list of windows */
  readonly title: string;
  /** above the sentence: whose question, as of when */
  readonly brow: string;
  readonly sentence: readonly SentencePart[];
  readonly figures: readonly PrintedFigure[];
  /** what the picture shows, for whoever does not see it */
  readonly pictureName: string;
  readonly tables: readonly PrintedTable[];
  readonly notes: readonly { readonly heading: string; readonly text: string }[];
  /** stands at the foot of every page: date, source, who made it */
  readonly foot: string;
  /** stands at the head and foot of every page where the data are made up; "" = real data */
  readonly mark: string;
  /** said where a letter of a name is in no font that comes along; `{letters}` = which */
  readonly missing: { readonly heading: string; readonly text: string };
  /** «第 {page} 页，共 {pages} 页» */
  readonly pageOf: string;
  /** «{heading}（续）»: above rows that go on from the page before */
  readonly continued: string;
}

export interface SentencePart {
  readonly text: string;
  /** a figure the eye should find at once */
  readonly isStrong?: boolean;
}

export interface PrintedFigure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

export interface PrintedTable {
  readonly heading: string;
  readonly columns: readonly {
    readonly heading: string;
    /** of the width, all columns together 1 */
    readonly share: number;
    readonly align: "left" | "right";
  }[];
  readonly rows: readonly (readonly PrintedCell[])[];
  /** a last row that adds up */
  readonly total: readonly PrintedCell[] | null;
  /** said where there are no rows */
  readonly empty: string;
}

export interface PrintedCell {
  readonly text: string;
  /** smaller, below */
  readonly more?: string;
  /** the same in fewer words, for paper that many rows share */
  readonly brief?: { readonly text: string; readonly more?: string };
  readonly isStrong?: boolean;
}

/** Draws the page's picture at the size that is left for it. */
export type DrawPicture = (width: number, height: number) => Drawing;
