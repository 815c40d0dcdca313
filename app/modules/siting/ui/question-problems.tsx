import { Alert, List } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { QuestionProblem } from "../domain/question-problem";
import { problemWords } from "./problem-words";

interface QuestionProblemsProps {
  readonly problems: readonly QuestionProblem[];
  /** what was typed is still there, or was too much to be taken in; a question as it was kept nobody typed just now */
  readonly of?: "typed" | "lost" | "kept";
}

/** Everything that has to be looked at again, at once. */
export function QuestionProblems({ problems, of = "typed" }: QuestionProblemsProps) {
  const { t, i18n } = useTranslation("siting");
  if (problems.length === 0) return null;
  return (
    <Alert color="red" role="alert" title={t(`problem.heading.${of}`)}>
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={JSON.stringify(problem)}>{problemWords(problem, t, i18n.language === "en")}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
