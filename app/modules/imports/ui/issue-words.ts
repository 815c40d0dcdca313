import type { TFunction } from "i18next";
import type { Issue } from "../domain/issue";

/** «核定床位：12O — 不是数字»: where, what stood there, and what is the matter. */
export function issueWords(t: TFunction<"imports">, issue: Issue): string {
  const reason = t(`issue.${issue.code}`, { ...issue.facts, defaultValue: issue.code, interpolation: { escapeValue: false } });
  const isColumn = issue.column !== null && issue.column !== "";
  return isColumn && issue.value
    ? `${t("issue.at", { column: issue.column, value: issue.value })} — ${reason}`
    : isColumn
      ? `${issue.column} — ${reason}`
      : reason;
}
