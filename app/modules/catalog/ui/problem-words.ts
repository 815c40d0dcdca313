import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { OperatorKindOfOthers } from "../domain/operator-kind";
import { problemFrom } from "./facility-form-schema";

/** What stands next to a field: the first problem, worded, or nothing. */
export function useProblemWords(): (errors: readonly string[] | undefined) => string | undefined {
  const { t } = useTranslation("catalog");
  return (errors) => {
    const first = errors?.[0];
    if (first === undefined) return undefined;
    const problem = problemFrom(first);
    if (problem?.kind === "operator-kind-of-others") return operatorKindWords(t, problem);
    return problem ? t(`problem.${problem.kind}`, { ...problem }) : t("problem.unreadable");
  };
}

/** Whose kind would change, with the kinds in words. */
export const operatorKindWords = (t: TFunction<"catalog">, { name, recorded, said, others }: OperatorKindOfOthers): string =>
  t("problem.operator-kind-of-others", {
    ...{ name, count: others },
    recorded: t(`operatorKind.${recorded}`),
    said: t(`operatorKind.${said}`),
  });
