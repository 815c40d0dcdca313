import { useTranslation } from "react-i18next";
import type { DraftProblem } from "../domain/check-facility";
import { operatorKindWords } from "./problem-words";

/** What speaks against a draft, worded. */
export function useDraftProblemWords(): (problem: DraftProblem) => string {
  const { t } = useTranslation("catalog");
  return (problem) =>
    problem.kind === "operator-kind-of-others" ? operatorKindWords(t, problem) : t(`problem.${problem.kind}`, { ...problem });
}
