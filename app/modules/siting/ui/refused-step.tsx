import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { QuestionProblem } from "../domain/question-problem";
import { QuestionProblems } from "./question-problems";
import { useRefusalInView } from "./refusal-in-view";

interface RefusedStepProps {
  readonly answer: { readonly refusal: string | null; readonly problems: readonly QuestionProblem[] } | undefined;
}

/** Why a step was not taken, with a scenario as it is kept. */
export function RefusedStep({ answer }: RefusedStepProps) {
  const { t } = useTranslation("siting");
  useRefusalInView(answer);
  return (
    <>
      {answer?.refusal && (
        <Alert color="red" role="alert">
          {t(`refusal.${answer.refusal}`)}
        </Alert>
      )}
      <QuestionProblems problems={answer?.problems ?? []} of="kept" />
    </>
  );
}
