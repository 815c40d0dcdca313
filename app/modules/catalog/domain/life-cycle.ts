// Decides which states a facility may pass through, and when. A life is a chain of dated periods without holes: each
// starts the day the one before it ends. Closing is final: a place that opens again is a new facility that names the
// old one as its predecessor, so yesterday's counts never change (assumed; a bureau may wish to reopen the same record).
import { holdsOn, isCalendarDay, type CalendarDay, type Dated } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";

export const FACILITY_STATES = ["planned", "building", "operating", "suspended", "closed"] as const;
export type FacilityState = (typeof FACILITY_STATES)[number];

export interface StatePeriod extends Dated {
  readonly state: FacilityState;
  readonly reason: string;
}

/** From each state, the states that may follow it. */
export const NEXT_STATES: Readonly<Record<FacilityState, readonly FacilityState[]>> = {
  planned: ["building", "operating", "closed"],
  building: ["operating", "suspended", "closed"],
  operating: ["suspended", "closed"],
  suspended: ["building", "operating", "closed"],
  closed: [],
};

export type StateRefusal =
  | { readonly kind: "day-unreadable"; readonly given: string }
  | {
      readonly kind: "step-not-allowed";
      readonly from: FacilityState;
      readonly to: FacilityState;
      readonly allowed: readonly FacilityState[];
    }
  | { readonly kind: "before-current-state"; readonly on: CalendarDay; readonly currentSince: CalendarDay }
  | { readonly kind: "reason-missing"; readonly to: FacilityState };

export interface StateChange {
  readonly to: FacilityState;
  readonly on: CalendarDay;
  readonly reason: string;
}

export const isFacilityState = (text: string): text is FacilityState => (FACILITY_STATES as readonly string[]).includes(text);

/** A new facility's life: one open period. */
export const beginLife = (state: FacilityState, on: CalendarDay, reason = ""): StatePeriod[] => [
  { state, from: on, to: null, reason },
];

export const stateOn = (life: readonly StatePeriod[], day: CalendarDay): FacilityState | null =>
  life.find((period) => holdsOn(period, day))?.state ?? null;

/** The period that runs on, the last of a chain. */
export function currentPeriod(life: readonly StatePeriod[]): StatePeriod {
  const current = life.find((period) => period.to === null);
  if (!current) throw new Error(`a life of ${life.length} periods has no open one, expected exactly one`);
  return current;
}

/** Ends the current state on the day and begins the next. Suspending and closing must say why. */
export function changeState(life: readonly StatePeriod[], change: StateChange): Verdict<StatePeriod[], StateRefusal> {
  if (!isCalendarDay(change.on)) return refused({ kind: "day-unreadable", given: change.on });
  const current = currentPeriod(life);
  const allowed = NEXT_STATES[current.state];
  if (!allowed.includes(change.to)) return refused({ kind: "step-not-allowed", from: current.state, to: change.to, allowed });
  if (change.on <= current.from) return refused({ kind: "before-current-state", on: change.on, currentSince: current.from });
  const reason = change.reason.trim();
  if (needsReason(change.to) && reason === "") return refused({ kind: "reason-missing", to: change.to });
  const ended = life.map((period) => (period === current ? { ...period, to: change.on } : period));
  return granted([...ended, { state: change.to, from: change.on, to: null, reason }]);
}

export const needsReason = (state: FacilityState): boolean => state === "suspended" || state === "closed";

/** First day and, once closed, the day from which nothing may be offered any more. */
export function lifeOf(life: readonly StatePeriod[]): Dated {
  const first = life.reduce((least, period) => (period.from < least ? period.from : least), life[0]?.from ?? "9999-12-31");
  const closed = life.filter((period) => period.state === "closed").map((period) => period.from);
  const ends = closed.length > 0 ? closed : life.map((period) => period.to ?? "9999-12-31");
  const end = closed.length > 0 ? ends.reduce((a, b) => (a < b ? a : b)) : ends.reduce((a, b) => (a > b ? a : b), "");
  return { from: first, to: end === "" || end === "9999-12-31" ? null : end };
}
