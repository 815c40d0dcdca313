import { Alert, List } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { QuestionProblem } from "../domain/question-problem";
import { problemWords } from "./problem-words";

/** Everything that has to be looked at again, at once. */
export function QuestionProblems({ problems }: { readonly problems: readonly QuestionProblem[] }) {
  const { t, i18n } = useTranslation("siting");
  if (problems.length === 0) return null;
  return (
    <Alert color="red" role="alert" title={t("problem.heading")}>
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={JSON.stringify(problem)}>{problemWords(problem, t, i18n.language === "en")}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
