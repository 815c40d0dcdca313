/** An answer that was refused: of which form, and what was typed. */
export interface TypedAnswer {
  readonly id: string;
  readonly answer: string;
}

/** The field id of the words above the form that say why. */
export const REFUSED_ID = "answer-refused";

/** What the field of a form keeps of it; a form that was not refused stays as it is. */
export const refusedIn = (typed: TypedAnswer | null, id: string) =>
  typed?.id === id
    ? ({ defaultValue: typed.answer, "aria-invalid": true, "aria-describedby": REFUSED_ID, autoFocus: true } as const)
    : {};
