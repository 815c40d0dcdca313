import { Alert, List } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { QuestionProblem } from "../domain/question-problem";
import { problemWords } from "./problem-words";

interface QuestionProblemsProps {
  readonly problems: readonly QuestionProblem[];
  /** of a question as it was kept: nobody typed it just now */
  readonly isKept?: boolean;
}

/** Everything that has to be looked at again, at once. */
export function QuestionProblems({ problems, isKept = false }: QuestionProblemsProps) {
  const { t, i18n } = useTranslation("siting");
  if (problems.length === 0) return null;
  return (
    <Alert color="red" role="alert" title={t(isKept ? "problem.headingKept" : "problem.heading")}>
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={JSON.stringify(problem)}>{problemWords(problem, t, i18n.language === "en")}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
