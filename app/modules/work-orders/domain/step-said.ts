import { SATISFACTIONS, SETTLEMENTS, STEP_KINDS, type Satisfaction, type Settlement, type StepKind } from "./work-order";

export const MOST_NOTE = 1_000;

/** What a step says beside its kind; what does not belong to the kind is left out. */
export interface SaidOfStep {
  readonly kind: StepKind;
  readonly note: string;
  readonly assignedId: string | null;
  readonly how: Settlement | null;
  readonly isSettled: boolean | null;
  readonly satisfaction: Satisfaction | null;
}

/** A step as a form says it; null where it is none. */
export function stepSaid(said: (name: string) => string): SaidOfStep | null {
  const kind = STEP_KINDS.find((known) => known === said("step"));
  if (!kind || kind === "received") return null;
  const settled = said("settled");
  return {
    kind,
    note: said("note").trim(),
    assignedId: kind === "assigned" && said("to") !== "" ? said("to") : null,
    how: kind === "acted" ? (SETTLEMENTS.find((known) => known === said("how")) ?? null) : null,
    isSettled: kind === "verified" && (settled === "yes" || settled === "no") ? settled === "yes" : null,
    satisfaction: kind === "called-back" ? (SATISFACTIONS.find((known) => known === said("satisfaction")) ?? null) : null,
  };
}
