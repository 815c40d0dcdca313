import type { Drawing } from "~/shared/drawing";
import type { PrintedPage, PrintedTable } from "~/shared/printed-page";
import type { Paper } from "./printed-tags.server";

/** What printers set for a letter they have not got. */
export const NO_LETTER = "〓";
const LOOKALIKES: Readonly<Record<string, string>> = { "\u02BC": "’", "\u2010": "-", "\u2212": "-" };

/** Texts in letters of the fonts that come along: none becomes a box, and which could not be set is known. */
export class PrintedLetters {
  readonly #missing = new Set<string>();
  readonly #has: (point: number) => boolean;

  /** @param paper with its fonts registered: each weight has the same letters */
  constructor(paper: Paper) {
    // pdfkit keeps its font to itself; fontkit's has a name for the question.
    const { _font: known } = paper.font("regular") as unknown as {
      readonly _font: { readonly font: { hasGlyphForCodePoint(point: number): boolean } };
    };
    this.#has = (point) => known.font.hasGlyphForCodePoint(point);
  }

  /** Code points no font here has, in order of appearance: «U+20BB7». */
  get missing(): readonly string[] {
    return [...this.#missing];
  }

  readonly set = (text: string): string => [...text.normalize("NFC")].map((letter) => this.#letter(letter)).join("");

  #letter(letter: string): string {
    const point = letter.codePointAt(0)!;
    if (letter === "\n" || this.#has(point)) return letter;
    if (/\p{White_Space}/u.test(letter)) return " ";
    if (/[\p{Cf}\p{Cc}\p{Cs}\p{Variation_Selector}]/u.test(letter)) return "";
    const like = LOOKALIKES[letter] ?? letter.normalize("NFKC");
    if ([...like].every((each) => this.#has(each.codePointAt(0)!))) return like;
    this.#missing.add(`U+${point.toString(16).toUpperCase()}`);
    return NO_LETTER;
  }

  readonly drawing = (drawing: Drawing): Drawing => ({
    ...drawing,
    marks: drawing.marks.map((mark) => (mark.kind === "text" ? { ...mark, text: this.set(mark.text) } : mark)),
  });

  /** The page in letters there are. Names of files and what is read aloud keep their own. */
  page(page: PrintedPage): PrintedPage {
    return {
      ...page,
      ...{ brow: this.set(page.brow), foot: this.set(page.foot), mark: this.set(page.mark) },
      sentence: page.sentence.map((part) => ({ ...part, text: this.set(part.text) })),
      figures: page.figures.map(({ label, value, note }) => ({
        ...{ label: this.set(label), value: this.set(value), note: this.set(note) },
      })),
      tables: page.tables.map((table) => this.#table(table)),
      notes: page.notes.map(({ heading, text }) => ({ heading: this.set(heading), text: this.set(text) })),
    };
  }

  #table(table: PrintedTable): PrintedTable {
    const row = (cells: PrintedTable["rows"][number]) =>
      cells.map((cell) => ({ ...this.#words(cell), ...(cell.brief ? { brief: this.#words(cell.brief) } : {}) }));
    return {
      ...{ ...table, heading: this.set(table.heading), empty: this.set(table.empty) },
      columns: table.columns.map((column) => ({ ...column, heading: this.set(column.heading) })),
      ...{ rows: table.rows.map(row), total: table.total && row(table.total) },
    };
  }

  readonly #words = <Said extends { readonly text: string; readonly more?: string }>(said: Said): Said => ({
    ...{ ...said, text: this.set(said.text) },
    ...(said.more === undefined ? {} : { more: this.set(said.more) }),
  });
}
