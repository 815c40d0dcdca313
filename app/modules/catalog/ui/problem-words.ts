import { useTranslation } from "react-i18next";
import { problemFrom } from "./facility-form-schema";

/** What stands next to a field: the first problem, worded, or nothing. */
export function useProblemWords(): (errors: readonly string[] | undefined) => string | undefined {
  const { t } = useTranslation("catalog");
  return (errors) => {
    const first = errors?.[0];
    if (first === undefined) return undefined;
    const problem = problemFrom(first);
    return problem ? t(`problem.${problem.kind}`, { ...problem }) : t("problem.unreadable");
  };
}
