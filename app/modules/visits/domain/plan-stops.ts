import type { CalendarDay } from "~/shared/calendar-day";
import type { PlanTown } from "./plan-town";
import { beginsBy, type PlannedRoutes } from "./planning-problem";
import { RouteClock } from "./route-clock";

/** One visit of a plan with its minutes: who, when, and the way there. */
export interface PlannedStop {
  /** row of the record it is for */
  readonly record: number;
  readonly personId: string;
  readonly day: CalendarDay;
  /** minutes of the day */
  readonly begins: number;
  readonly ends: number;
  readonly channel: "home" | "phone";
  readonly isPinned: boolean;
  readonly travelMinutes: number;
  readonly travelMetres: number;
  /** the way back to where the day began, with the last visit of the day */
  readonly backMinutes: number;
  readonly backMetres: number;
}

/** The minutes of a plan: everything as early as it can be, calls before setting out. All times are whole minutes. */
export function plannedStops(town: PlanTown, plan: PlannedRoutes, pinned: Float64Array | null): PlannedStop[] {
  const { shifts } = town.problem;
  return Array.from({ length: shifts.count }, (_, shift) =>
    stopsOf(town, shift, plan.routes[shift] ?? [], plan.calls[shift] ?? [], pinned),
  ).flat();
}

export function stopsOf(
  town: PlanTown,
  shift: number,
  route: readonly number[],
  calls: readonly number[],
  pinned: Float64Array | null,
): PlannedStop[] {
  const { problem, tables, asked, recordOf, pinOf } = town;
  const { visits, shifts, places, caregivers } = problem;
  const caregiver = shifts.caregiver[shift]!;
  const said = { personId: asked.caregivers[caregiver]!.id, day: asked.days[shifts.day[shift]!]!.day };
  const none = { travelMinutes: 0, travelMetres: 0, backMinutes: 0, backMetres: 0 };
  let time = shifts.starts[shift]!;
  const talks = calls.map((visit): PlannedStop => {
    const begins = time;
    time += visits.phoneDuration[visit]!;
    return {
      ...{ record: recordOf[visit]!, ...said, begins: whole(begins), ends: whole(time), channel: "phone", isPinned: false },
      ...none,
    };
  });
  if (route.length === 0) return talks;
  const fixed = (visit: number): number => pinned?.[visit] ?? NaN;
  const clock = new RouteClock(problem, route.length);
  const opens = visits.opens.slice();
  const closes = visits.closesAtLatest.slice();
  for (const visit of route) {
    closes[visit] = beginsBy(problem, visit, shift);
    if (!Number.isNaN(fixed(visit))) opens[visit] = closes[visit] = fixed(visit);
  }
  clock.walk(shift, time, Int32Array.from(route), 0, route.length, opens, closes);
  const table = caregivers.mode[caregiver]! * places * places;
  const way = (from: number, to: number) => ({
    minutes: whole(problem.travel[table + from * places + to]!),
    metres: tables.metres[from * places + to]!,
  });
  const walked = route.map((visit, at): PlannedStop => {
    const here = visits.place[visit]!;
    const there = way(at === 0 ? shifts.startPlace[shift]! : visits.place[route[at - 1]!]!, here);
    const back = at === route.length - 1 ? way(here, shifts.endPlace[shift]!) : { minutes: 0, metres: 0 };
    const begins = whole(clock.begins[at]!);
    return {
      ...{ record: recordOf[visit]!, ...said, begins, ends: begins + whole(visits.duration[visit]!), channel: "home" },
      ...{ isPinned: (pinOf[visit] ?? null) !== null, travelMinutes: there.minutes, travelMetres: there.metres },
      ...{ backMinutes: back.minutes, backMetres: back.metres },
    };
  });
  return [...talks, ...walked];
}

const whole = (seconds: number): number => Math.round(seconds / 60);
