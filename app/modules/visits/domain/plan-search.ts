import type { Streets } from "~/modules/places/domain/reach";
import { leftOut, type LeftOut } from "./left-out";
import { checkPlan } from "./plan-check";
import { plannedStops, type PlannedStop } from "./plan-stops";
import { planTown, type PlanTown } from "./plan-town";
import { planning, type PlanningAnswer } from "./planner";
import type { PlannedRoutes } from "./planning-problem";
import type { TownAsked } from "./town-on-record";

export interface SearchedPlan {
  readonly stops: readonly PlannedStop[];
  readonly leftOut: readonly LeftOut[];
  readonly brokenPins: readonly number[];
  readonly unplaced: readonly number[];
  readonly cost: number;
  readonly rounds: number;
  readonly isStopped: boolean;
  /** hard constraints that the independent reader finds broken: 0, or the search is wrong */
  readonly violations: number;
}

export interface SearchGiven {
  readonly seconds: number;
  readonly rounds?: number;
  readonly seed: number;
  readonly now: () => number;
  /** told twice a second; «true» asks to end with the best so far */
  readonly heard: (done: number, stops: () => readonly PlannedStop[]) => boolean;
}

/** The search of one pool of caregivers, from records to minutes and reasons. */
export function searchPlan(asked: TownAsked, streets: Streets | null, given: SearchGiven): SearchedPlan {
  const town = planTown(asked, streets);
  return searched(town, found(town, given, town.start));
}

/**
 * The rest of a day without somebody: first on that day, and what finds no room there on the days that its rule leaves.
 * @param day index of the day in the horizon
 */
export function searchWithout(asked: TownAsked, streets: Streets | null, day: number, given: SearchGiven): SearchedPlan {
  const town = planTown(asked, streets);
  const { days } = town.problem.visits;
  const allowed = days.slice();
  const half = { ...given, seconds: given.seconds / 2 };
  for (let visit = 0; visit < days.length; visit++) if (allowed[visit]! & (1 << day)) days[visit] = 1 << day;
  const first = found(town, half, town.start);
  for (const visit of first.plan.unassigned) days[visit] = allowed[visit]!;
  return searched(town, first.plan.unassigned.length > 0 ? found(town, half, first.plan) : first);
}

function found(town: PlanTown, { seconds, rounds, seed, now, heard }: SearchGiven, start: PlannedRoutes): PlanningAnswer {
  const search = planning(town.problem, { seconds, seed, now, start, ...(rounds === undefined ? {} : { rounds }) });
  let step = search.next();
  while (!step.done) {
    const { done, plan, pinned } = step.value;
    step = search.next(heard(done, () => plannedStops(town, plan, pinned)) ? "stop" : undefined);
  }
  return step.value;
}

const searched = (town: PlanTown, { plan, pinned, cost, rounds, isStopped }: PlanningAnswer): SearchedPlan => ({
  ...{ stops: plannedStops(town, plan, pinned), leftOut: leftOut(town, plan, pinned), cost, rounds, isStopped },
  ...{ brokenPins: town.brokenPins, unplaced: town.unplaced, violations: checkPlan(town.problem, plan, pinned).length },
});
