// How a file in the register goes on: found in the field and proposed, registered or declined by the street, left for a reason,
// and taken back when somebody returns. Nobody dead comes back: where leaving itself was a mistake, it is corrected as if it had never
// been. A file that was merged comes back by undoing the merge.
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { LeftReason, ResidentState } from "./resident";

export interface Life {
  readonly state: ResidentState;
  readonly registeredOn: CalendarDay | null;
  readonly leftOn: CalendarDay | null;
  readonly leftReason: LeftReason | null;
}

export type LifeStep =
  | { readonly kind: "approve"; readonly on: CalendarDay; readonly isOther: boolean }
  | { readonly kind: "decline" }
  | { readonly kind: "leave"; readonly on: CalendarDay; readonly reason: Exclude<LeftReason, "same-person"> }
  | { readonly kind: "return"; readonly on: CalendarDay }
  | { readonly kind: "correct-exit"; readonly mistake: ExitMistake };

/** Why somebody was said to have left who had not: another person was meant, the news was false, or it was entered wrongly. */
export const EXIT_MISTAKES = ["wrong-person", "false-news", "entered-wrongly"] as const;
export type ExitMistake = (typeof EXIT_MISTAKES)[number];

export type LifeRefusal = {
  readonly kind:
    | "not-proposed"
    | "not-registered"
    | "has-not-left"
    | "deceased-stays"
    | "merged-stays"
    | "before-entry"
    | "before-leaving"
    | "in-future";
};

export function lifeAfter(life: Life, step: LifeStep, today: CalendarDay): Verdict<Life, LifeRefusal> {
  const refuse = (kind: LifeRefusal["kind"]) => refused({ kind });
  if ("on" in step && step.on > today) return refuse("in-future");
  switch (step.kind) {
    case "approve":
      if (life.state !== "proposed" && life.state !== "declined") return refuse("not-proposed");
      return granted({ state: "registered", registeredOn: step.on, leftOn: null, leftReason: null });
    case "decline":
      if (life.state !== "proposed") return refuse("not-proposed");
      return granted({ ...life, state: "declined" });
    case "leave":
      if (life.state !== "registered") return refuse("not-registered");
      if (life.registeredOn !== null && step.on < life.registeredOn) return refuse("before-entry");
      return granted({ ...life, state: "left", leftOn: step.on, leftReason: step.reason });
    case "return":
      if (life.state !== "left") return refuse("has-not-left");
      if (life.leftReason === "deceased") return refuse("deceased-stays");
      if (life.leftReason === "same-person") return refuse("merged-stays");
      if (life.leftOn !== null && step.on < life.leftOn) return refuse("before-leaving");
      return granted({ state: "registered", registeredOn: step.on, leftOn: null, leftReason: null });
    case "correct-exit":
      if (life.state !== "left") return refuse("has-not-left");
      if (life.leftReason === "same-person") return refuse("merged-stays");
      return granted({ ...life, state: "registered", leftOn: null, leftReason: null });
  }
}
