// How far premises have come: one stage forward at a time, back with a reason, dropped at any stage with a reason and taken up
// again where they were. The database keeps the same order.
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";

export const STAGES = ["survey", "selection", "negotiation", "approval", "building", "acceptance", "operating"] as const;
export type Stage = (typeof STAGES)[number];
export const isStage = (text: string): text is Stage => (STAGES as readonly string[]).includes(text);

export const STEP_KINDS = ["moved", "dropped", "resumed"] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export type StepCause = "person" | "import" | "undo";

export interface StageStep {
  readonly number: number;
  readonly kind: StepKind;
  /** where it is from then on; dropped and resumed leave it */
  readonly stage: Stage;
  readonly on: CalendarDay;
  readonly reason: string;
  readonly cause: StepCause;
}

/** How far something is after its last step. */
export type Standing = Pick<StageStep, "number" | "kind" | "stage" | "on" | "reason">;

export const isDropped = ({ kind }: Pick<StageStep, "kind">): boolean => kind === "dropped";

/** The stage after this one; null after the last. */
export const nextStage = (stage: Stage): Stage | null => STAGES[STAGES.indexOf(stage) + 1] ?? null;
export const stagesBefore = (stage: Stage): readonly Stage[] => STAGES.slice(0, STAGES.indexOf(stage));

export interface StepWish {
  readonly kind: StepKind;
  /** where to, for `moved`; the others stay where they are */
  readonly stage: Stage;
  readonly on: CalendarDay;
  readonly reason: string;
}

export type StepRefusal =
  | { readonly kind: "not-a-day" }
  | { readonly kind: "day-to-come" }
  | { readonly kind: "before-last-step"; readonly day: CalendarDay }
  | { readonly kind: "reason-missing" }
  | { readonly kind: "reason-long"; readonly most: number }
  | { readonly kind: "not-that-step" };

export const LONGEST_REASON = 500;

/** Whether the step may be taken from where it stands, and what is written then. */
export function stepTaken(
  standing: Standing,
  { kind, stage, on, reason }: StepWish,
  cause: StepCause,
  today: CalendarDay,
): Verdict<StageStep, StepRefusal> {
  const at = kind === "moved" ? stage : standing.stage;
  const ahead = STAGES.indexOf(at) - STAGES.indexOf(standing.stage);
  const isPossible =
    kind === "resumed" ? isDropped(standing) : !isDropped(standing) && (kind === "dropped" || ahead === 1 || ahead < 0);
  if (!isPossible) return refused({ kind: "not-that-step" });
  if (on > today) return refused({ kind: "day-to-come" });
  if (on < standing.on) return refused({ kind: "before-last-step", day: standing.on });
  const why = reason.trim();
  if (why === "" && cause !== "undo" && (kind === "dropped" || ahead < 0)) return refused({ kind: "reason-missing" });
  if (why.length > LONGEST_REASON) return refused({ kind: "reason-long", most: LONGEST_REASON });
  return granted({ number: standing.number + 1, kind, stage: at, on, reason: why, cause });
}

/** What a list says beside what is known: the step that brings it there; null = nothing to do, or none a list may take. */
export function stepSaid(
  standing: Standing,
  said: { readonly stage: Stage | null; readonly droppedBecause: string },
  on: CalendarDay,
): StepWish | "not-that-step" | null {
  const day = on < standing.on ? standing.on : on;
  if (isDropped(standing)) return said.stage === null || said.stage === standing.stage ? null : "not-that-step";
  if (said.stage !== null && said.stage !== standing.stage)
    return said.stage === nextStage(standing.stage) && said.droppedBecause === ""
      ? { kind: "moved", stage: said.stage, on: day, reason: "" }
      : "not-that-step";
  return said.droppedBecause === "" ? null : { kind: "dropped", stage: standing.stage, on: day, reason: said.droppedBecause };
}
