import { useTranslation } from "react-i18next";
import type { DraftProblem } from "../domain/check-facility";
import { operatorKindWords } from "./problem-words";

/** What speaks against a draft, worded. */
export function useDraftProblemWords(): (problem: DraftProblem) => string {
  const { t } = useTranslation("catalog");
  return (problem) => {
    if (problem.kind === "operator-kind-of-others") return operatorKindWords(t, problem);
    // What is no number at all comes as less than nothing: nobody typed that.
    if (problem.kind === "not-a-count" && problem.given < 0) return t("problem.below-nothing");
    return t(`problem.${problem.kind}`, { ...problem });
  };
}
