import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { QueryProblem } from "../domain/query-problem";
import { problemText } from "./problem-words";

interface CompareFieldProps {
  /** "" = none */
  readonly date: string;
  readonly problems: readonly QueryProblem[];
}

/** Another day the same question is asked of. What was typed wrongly stays in its field. */
export function CompareField({ date, problems }: CompareFieldProps) {
  const { t } = useTranslation("coverage");
  const problem = problems.find(({ field }) => field === "compare");
  return (
    <TextInput
      key={date}
      type={problem ? "text" : "date"}
      name="compare"
      label={t("compare.field")}
      error={problem && problemText(problem, t)}
      defaultValue={problem?.given ?? date}
    />
  );
}
