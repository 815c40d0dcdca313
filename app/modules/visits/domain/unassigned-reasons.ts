import { Insertion } from "./insertion";
import { nearbyOf, type Nearby } from "./nearby";
import type { PlannedRoutes, PlanningProblem } from "./planning-problem";
import { RouteState } from "./route-state";

/** Why a caregiver cannot make a visit, from what no plan changes to what another plan might. */
export type Reason =
  | "never-match"
  | "lacks-skill"
  | "not-on-those-days"
  | "too-soon-after-another"
  | "day-full"
  | "no-time"
  | "no-second-person"
  | "room";

export interface CaregiverReason {
  readonly caregiver: number;
  readonly reason: Reason;
}

/**
 * For a visit that a plan leaves out: what stands against each caregiver, tried again on the finished plan. «room» means that it
 * would fit after all, which a finished search leaves to nobody.
 */
export class UnassignedReasons {
  private readonly state: RouteState;
  private readonly insertion: Insertion;

  constructor(
    private readonly problem: PlanningProblem,
    plan: PlannedRoutes,
    pinned: Float64Array | null = null,
    nearby: Nearby = nearbyOf(problem),
  ) {
    this.state = new RouteState(problem);
    const { state } = this;
    pinned?.forEach((begins, visit) => {
      if (!Number.isNaN(begins)) state.pin(visit, begins);
    });
    plan.routes.forEach((stops, shift) => stops.forEach((visit, at) => state.insert(visit, shift, at)));
    plan.calls.forEach((calls, shift) => calls.forEach((visit) => state.call(visit, shift)));
    this.insertion = new Insertion(state, nearby, () => 0, 0);
  }

  of(visit: number): CaregiverReason[] {
    const { caregivers, shifts } = this.problem;
    const reasons: CaregiverReason[] = [];
    for (let caregiver = 0; caregiver < caregivers.count; caregiver++) {
      let best: Reason | null = null;
      for (let shift = 0; shift < shifts.count; shift++) {
        if (shifts.caregiver[shift] !== caregiver) continue;
        const reason = this.against(visit, shift);
        if (best === null || NEARNESS.indexOf(reason) > NEARNESS.indexOf(best)) best = reason;
      }
      reasons.push({ caregiver, reason: best ?? "not-on-those-days" });
    }
    return reasons;
  }

  private against(visit: number, shift: number): Reason {
    const { visits, shifts, caregivers } = this.problem;
    const caregiver = shifts.caregiver[shift]!;
    if (visits.caregiverPrice[visit * caregivers.count + caregiver] === Infinity) return "never-match";
    if (visits.skills[visit]! & ~caregivers.skills[caregiver]!) return "lacks-skill";
    if (!(visits.days[visit]! & (1 << shifts.day[shift]!))) return "not-on-those-days";
    if (!this.insertion.keepsGap(visit, shift)) return "too-soon-after-another";
    if (this.state.demand[shift]! + visits.demand[visit]! > shifts.capacity[shift]!) return "day-full";
    if (!this.insertion.searchIn(visit, shift)) return "no-time";
    return visits.partner[visit]! >= 0 ? "no-second-person" : "room";
  }
}

/** The last is the nearest to going there. */
const NEARNESS: readonly Reason[] = [
  "never-match",
  "lacks-skill",
  "not-on-those-days",
  "too-soon-after-another",
  "day-full",
  "no-time",
  "no-second-person",
  "room",
];
