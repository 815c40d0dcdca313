import type { TFunction } from "i18next";
import type { Issue } from "../domain/issue";

/** «核定床位：12O — 不是数字»: where, what stood there, and what is the matter. */
export function issueWords(t: TFunction<"imports">, language: string, issue: Issue): string {
  const reason = t(`issue.${issue.code}`, {
    ...namedIn(language, issue.facts),
    ...lineNamed(t, issue.facts),
    defaultValue: issue.code,
    interpolation: { escapeValue: false },
  });
  const isColumn = issue.column !== null && issue.column !== "";
  return isColumn && issue.value
    ? `${t("issue.at", { column: issue.column, value: issue.value })} — ${reason}`
    : isColumn
      ? `${issue.column} — ${reason}`
      : reason;
}

/** The line of a fact in words; «» is every line. */
export const lineNamed = (t: TFunction<"imports">, facts: Readonly<Record<string, unknown>> = {}): { lineName?: string } =>
  typeof facts["line"] === "string" ? { lineName: t(`line.${facts["line"] || "all"}`, { defaultValue: facts["line"] }) } : {};

/** Facts that have a name in each language (`groupZh`, `groupEn`) are told in this one as `groupName`. */
function namedIn(language: string, facts: Issue["facts"] = {}): NonNullable<Issue["facts"]> {
  const ending = language === "en" ? "En" : "Zh";
  const named = Object.entries(facts).filter(([key]) => key.endsWith(ending));
  return { ...facts, ...Object.fromEntries(named.map(([key, name]) => [`${key.slice(0, -2)}Name`, name])) };
}
