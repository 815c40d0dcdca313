// A question asked in public: short, of nobody in particular. Phones, mailboxes and identity numbers do not belong to it, because
// everybody will read it.

export const LONGEST_QUESTION = 300;
export const SHORTEST_QUESTION = 4;
export const LONGEST_ANSWER = 1_000;

export type QuestionProblem = "question-missing" | "holds-a-number";

/** Days, and what something costs from and to. */
const DATES = /(19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,5}\s?[-~–—至到]\s?\d{1,5}(?=\s?(元|块|yuan|RMB))/g;
/** A mailbox, or seven digits and more however they are grouped. */
const MAILBOX = /@[A-Za-z0-9-]+\./;
const NUMBER = /(?:\d[\s().·—–-]{0,2}){7,}/g;
/** Digits as they are written to slip past: 一三八, 〇, 幺. */
const WRITTEN = "零一二三四五六七八九";
const digitsOf = (text: string): string =>
  text
    .replace(/[〇○]/g, "零")
    .replace(/幺/g, "一")
    .replace(/[零一二三四五六七八九]/g, (one) => String(WRITTEN.indexOf(one)));

/** Whether words hold a number or a mailbox of somebody; the number everybody may ring anyhow is nobody's own. */
export function holdsNumber(text: string, publicPhone: string | null = null): boolean {
  const said = digitsOf(text.normalize("NFKC")).replace(DATES, " ");
  const own = publicPhone?.replace(/\D/g, "") ?? "";
  return MAILBOX.test(said) || (said.match(NUMBER) ?? []).some((one) => own === "" || one.replace(/\D/g, "") !== own);
}

/** Null = it may be asked. */
export function questionProblem(text: string): QuestionProblem | null {
  const asked = text.normalize("NFKC").trim();
  if ([...asked].length < SHORTEST_QUESTION) return "question-missing";
  return holdsNumber(asked) ? "holds-a-number" : null;
}
