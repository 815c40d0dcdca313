/** Marks as the registries write them inside a source: [S] stated, [P] published, [?] to be confirmed. */
export const MARKS = ["S", "P", "?"] as const;
export type Mark = (typeof MARKS)[number];
export const isMark = (text: string): text is Mark => (MARKS as readonly string[]).includes(text);

const HAN = /\p{Script=Han}/u;
const IN_BRACKETS = /\s*\[([SP?])\]/g;

/**
 * A source in the reader's language, and the marks that stood in it. Registries write «中文 / English»; a text in one
 * language only, or with other slashes in it, stays whole.
 */
export function sourceWords(source: string, language: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const parts = source.split(" / ");
  const [zh, en] = [parts[0] ?? "", parts[1] ?? ""];
  const isTwin = parts.length === 2 && HAN.test(zh) && !HAN.test(en);
  const own = isTwin ? (language === "en" ? en : zh) : source;
  const marks = [...own.matchAll(IN_BRACKETS)].map((match) => match[1]!).filter(isMark);
  return { text: own.replace(IN_BRACKETS, "").trim(), marks: [...new Set(marks)] };
}
