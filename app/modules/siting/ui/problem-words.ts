import type { TFunction } from "i18next";
import type { QuestionProblem } from "../domain/question-problem";

/** What has to be looked at again, in a sentence that stands beside its field and above the form. */
export function problemWords(problem: QuestionProblem, t: TFunction<"siting">, isEnglish: boolean): string {
  const given = problem.kind === "district-few" && isEnglish ? problem.givenEn : problem.given;
  const kind = problem.field === "upper-metres" && problem.kind === "too-many-near" ? "too-many-within" : problem.kind;
  if (problem.kind === "points-swapped" && problem.turns.length > 1)
    return t("problem.points-swapped-many", { ...problem, lines: problem.turns.length });
  return t(`problem.${kind}`, {
    ...{ ...problem, given },
    field: t(`problem.field.${problem.field}`, { defaultValue: problem.field }),
  });
}
