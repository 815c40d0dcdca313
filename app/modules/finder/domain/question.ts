// A question asked in public: short, of nobody in particular. Phones, mailboxes and identity numbers do not belong to it, because
// everybody will read it.

export const LONGEST_QUESTION = 300;
export const SHORTEST_QUESTION = 4;
export const LONGEST_ANSWER = 1_000;

export type QuestionProblem = "question-missing" | "holds-a-number";

const DATES = /(19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}/g;
/** A mailbox, or seven digits and more however they are grouped. */
const PERSONAL = /@[A-Za-z0-9-]+\.|(?:\d[\s-]?){7,}/;

/** Null = it may be asked. */
export function questionProblem(text: string): QuestionProblem | null {
  const asked = text.normalize("NFKC").trim();
  if ([...asked].length < SHORTEST_QUESTION) return "question-missing";
  return PERSONAL.test(asked.replace(DATES, "")) ? "holds-a-number" : null;
}
