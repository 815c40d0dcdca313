import type { Streets } from "~/modules/places/domain/reach";
import { leftOut, type LeftOut } from "./left-out";
import { checkPlan } from "./plan-check";
import { plannedStops, type PlannedStop } from "./plan-stops";
import { planTown, workOn, type PlanTown } from "./plan-town";
import { planning, type PlanningAnswer } from "./planner";
import type { PlannedRoutes } from "./planning-problem";
import type { Appointment, TownAsked } from "./town-on-record";

export interface SearchedPlan {
  readonly stops: readonly PlannedStop[];
  readonly leftOut: readonly LeftOut[];
  /** records that were not looked at: their appointments stay as they are */
  readonly untouched: readonly number[];
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
 * The rest of a day without somebody. First that day alone: whatever others have on other days is not looked at and stays as it is
 * to the minute. Only where somebody finds no room that day, the other days that the rules leave are tried with everything in them.
 * @param day index of the day in the horizon
 */
export function searchWithout(asked: TownAsked, streets: Streets | null, day: number, given: SearchGiven): SearchedPlan {
  const half = { ...given, seconds: given.seconds / 2 };
  const { looked, untouched } = ofOneDay(asked, day);
  const town = planTown({ ...asked, visits: looked.map((at) => asked.visits[at]!) }, streets);
  const { days } = town.problem.visits;
  for (let visit = 0; visit < days.length; visit++) days[visit] = days[visit]! & (1 << day);
  const first = found(town, half, town.start);
  if (first.plan.unassigned.length === 0) {
    const said = searched(town, first);
    const whole = (record: number): number => looked[record]!;
    return {
      ...{ ...said, untouched, brokenPins: said.brokenPins.map(whole), unplaced: unplacedIn(asked) },
      stops: said.stops.map((stop) => ({ ...stop, record: whole(stop.record) })),
    };
  }
  const left = new Set(first.plan.unassigned.map((visit) => looked[town.recordOf[visit]!]!));
  return onOtherDays(asked, streets, { day, left }, half);
}

/** What is looked at on a day by itself: what is free, and what people have then; all of it where a later pin cannot be kept. */
function ofOneDay({ visits, days, caregivers }: TownAsked, day: number) {
  const isKept = ({ personId, day: on }: Appointment): boolean => {
    const [person, planDay] = [caregivers.find(({ id }) => id === personId), days.find((each) => each.day === on)];
    return person !== undefined && planDay !== undefined && workOn(person, planDay) !== null;
  };
  const all = visits.map((_, at) => at);
  const isLater = ({ day: on }: Appointment): boolean => on !== days[day]!.day;
  const isUntouched = (at: number): boolean => visits[at]!.pinned.length > 0 && visits[at]!.pinned.every(isLater);
  if (!visits.every(({ pinned }) => pinned.every((pin) => !isLater(pin) || isKept(pin)))) return { looked: all, untouched: [] };
  return { looked: all.filter((at) => !isUntouched(at)), untouched: all.filter(isUntouched) };
}

/** Whoever found no room that day may go to any day that is left; everybody else stays on it. */
function onOtherDays(
  asked: TownAsked,
  streets: Streets | null,
  { day, left }: { readonly day: number; readonly left: ReadonlySet<number> },
  given: SearchGiven,
): SearchedPlan {
  const town = planTown(asked, streets);
  const { days } = town.problem.visits;
  for (let visit = 0; visit < days.length; visit++)
    if (!left.has(town.recordOf[visit]!) && days[visit]! & (1 << day)) days[visit] = 1 << day;
  return searched(town, found(town, given, town.start));
}

const unplacedIn = ({ visits }: TownAsked): number[] => visits.flatMap(({ home }, at) => (home ? [] : [at]));

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
  ...{
    untouched: [],
    brokenPins: town.brokenPins,
    unplaced: town.unplaced,
    violations: checkPlan(town.problem, plan, pinned).length,
  },
});
