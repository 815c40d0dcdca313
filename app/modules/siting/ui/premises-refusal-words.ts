import { useTranslation } from "react-i18next";
import type { PremisesRefusal } from "../domain/premises/premises-refusal";
import type { FieldProblem } from "../domain/premises/premises-typed";

/** A step that was not taken, with what was typed for it. */
export interface RefusedStep {
  readonly intent: "move" | "back" | "drop" | "resume";
  readonly refusal: PremisesRefusal;
  readonly stage: string;
  readonly on: string;
  readonly reason: string;
}

/** What was refused and what to do about it. */
export function usePremisesRefusal(): (refusal: PremisesRefusal) => string {
  const { t } = useTranslation("siting");
  return (refusal) =>
    refusal.kind === "fields"
      ? t("premises.refusal.fields", { count: Object.keys(refusal.problems).length })
      : t(`premises.refusal.${refusal.kind}`, { ...refusal });
}

/** What is wrong with one field; null = nothing. */
export function useFieldProblem(): (problem: FieldProblem | undefined) => string | null {
  const { t } = useTranslation("siting");
  return (problem) => (problem ? t(`premises.problem.${problem.kind}`, { ...problem }) : null);
}
