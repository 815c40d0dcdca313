import type { Streets } from "~/modules/places/domain/reach";
import type { CalendarDay } from "~/shared/calendar-day";
import { Insertion } from "./insertion";
import { nearbyOf } from "./nearby";
import { checkPlan, type PlanFault } from "./plan-check";
import { stopsOf, type PlannedStop } from "./plan-stops";
import { planTown, type PlanTown } from "./plan-town";
import type { PlannedRoutes } from "./planning-problem";
import { RouteState } from "./route-state";
import type { Bar, TownAsked } from "./town-on-record";

/** The two days that a move touches: what they hold now, in order, as rows of the records; `moved` among those of `from`. */
export interface MoveAsked {
  readonly town: TownAsked;
  readonly moved: number;
  readonly from: DayOfOne;
  readonly to: DayOfOne;
  /** days on which the same resident is seen anyway */
  readonly otherDays: readonly CalendarDay[];
}

export interface DayOfOne {
  readonly personId: string;
  readonly day: CalendarDay;
  readonly stops: readonly number[];
  readonly calls: readonly number[];
}

export type MoveFault = Exclude<PlanFault, "never-match" | "made-twice" | "lost"> | Bar | "not-at-work" | "stays-broken";

export interface MoveAnswer {
  /** what would be broken; none = it can be done */
  readonly faults: readonly MoveFault[];
  /** of both people together: what the move adds */
  readonly travelMinutes: number;
  readonly travelMetres: number;
  readonly isByUsual: { readonly before: boolean; readonly after: boolean };
  /** when the visit would begin, minute of the day */
  readonly begins: number | null;
  /** both days as they would be */
  readonly stops: readonly PlannedStop[];
}

/**
 * Whether a visit can move to another day or person, and what that costs: the kernel's insertion looks for the cheapest place, the
 * independent reader says of the finished days that nothing is broken, or names what would be.
 */
export function tryMove(asked: MoveAsked, streets: Streets | null): MoveAnswer {
  const town = planTown(asked.town, streets);
  const record = asked.town.visits[asked.moved]!;
  const isByUsual = {
    before: usual(record, asked.from.personId),
    after: usual(record, asked.to.personId),
  };
  const nothing = { travelMinutes: 0, travelMetres: 0, isByUsual, begins: null, stops: [] };
  const [source, target] = [shiftOf(town, asked.from), shiftOf(town, asked.to)];
  const who = asked.town.caregivers.findIndex(({ id }) => id === asked.to.personId);
  const always: MoveFault[] = [];
  const bar = who < 0 ? null : town.bar(asked.moved, who);
  if (bar) always.push(bar);
  if (target < 0) always.push("not-at-work");
  if (asked.otherDays.includes(asked.to.day)) always.push("too-soon-after-another");
  if (target < 0) return { faults: always, ...nothing };
  const before = { routes: emptyRoutes(town), calls: emptyRoutes(town) };
  for (const [shift, { stops, calls }] of [[source, asked.from] as const, [target, asked.to] as const])
    if (shift >= 0) {
      before.routes[shift] = stops.filter((visit) => visit !== asked.moved);
      before.calls[shift] = calls.filter((visit) => visit !== asked.moved);
    }
  const spot = cheapest(town, before, asked.moved, target);
  const after = spot ? put(before, asked.moved, target, spot) : null;
  const broken = after ? faultsOf(town, after, [asked.moved]) : leastBroken(town, before, asked.moved, target);
  const faults = [...new Set([...always, ...broken])];
  if (faults.length > 0 || !after) return { faults: faults.length > 0 ? faults : ["no-time"], ...nothing };
  const then = [source, target].flatMap((shift) =>
    shift < 0 ? [] : stopsOf(town, shift, after.routes[shift]!, after.calls[shift]!, null),
  );
  const now = [source, target].flatMap((shift, at) => {
    const { stops, calls } = at === 0 ? asked.from : asked.to;
    return shift < 0 ? [] : stopsOf(town, shift, stops, calls, null);
  });
  const sum = (stops: readonly PlannedStop[], of: (stop: PlannedStop) => number) =>
    stops.reduce((total, stop) => total + of(stop), 0);
  const minutes = (stop: PlannedStop) => stop.travelMinutes + stop.backMinutes;
  const metres = (stop: PlannedStop) => stop.travelMetres + stop.backMetres;
  return {
    ...{ faults: [], isByUsual, stops: then },
    travelMinutes: sum(then, minutes) - sum(now, minutes),
    travelMetres: sum(then, metres) - sum(now, metres),
    begins: then.find(({ record: row }) => row === asked.moved)?.begins ?? null,
  };
}

interface Laid {
  routes: number[][];
  calls: number[][];
}
interface Put {
  readonly after: number;
  readonly isCall: boolean;
}

const emptyRoutes = ({ problem }: PlanTown): number[][] => Array.from({ length: problem.shifts.count }, () => []);
const usual = (record: TownAsked["visits"][number], personId: string): boolean =>
  record.responsibleId === personId || record.deputyId === personId;

function shiftOf({ asked, problem }: PlanTown, { personId, day }: DayOfOne): number {
  const { caregiver, day: dayOf, count } = problem.shifts;
  for (let shift = 0; shift < count; shift++)
    if (asked.caregivers[caregiver[shift]!]!.id === personId && asked.days[dayOf[shift]!]!.day === day) return shift;
  return -1;
}

/** Where the kernel would put it; null where it finds no room, or the days as they are hold together no more. */
function cheapest(town: PlanTown, { routes, calls }: Laid, moved: number, target: number): Put | null {
  const state = new RouteState(town.problem);
  routes.forEach((stops, shift) => stops.forEach((visit, at) => state.insert(visit, shift, at)));
  calls.forEach((talks, shift) => talks.forEach((visit) => state.call(visit, shift)));
  const insertion = new Insertion(state, nearbyOf(town.problem), () => 0, 0);
  if (!insertion.searchIn(moved, target)) return null;
  return { after: insertion.best.after, isCall: insertion.best.isCall };
}

const put = ({ routes, calls }: Laid, moved: number, target: number, { after, isCall }: Put): Laid => ({
  routes: routes.map((stops, shift) => (shift === target && !isCall ? stops.toSpliced(after, 0, moved) : stops)),
  calls: calls.map((talks, shift) => (shift === target && isCall ? [...talks, moved] : talks)),
});

/** What the independent reader says of these days, but for visits that stand on other days. */
function faultsOf(town: PlanTown, { routes, calls }: Laid, moved: readonly number[]): MoveFault[] {
  const placed = new Set([...routes, ...calls].flat());
  const unassigned = Array.from({ length: town.problem.visits.count }, (_, visit) => visit).filter((visit) => !placed.has(visit));
  const plan: PlannedRoutes = { routes, calls, unassigned };
  const faults = checkPlan(town.problem, plan).filter(({ visit }) => visit === null || moved.includes(visit));
  return [...new Set(faults.map(({ fault }) => fault))].filter(
    (fault): fault is Exclude<PlanFault, "never-match" | "made-twice" | "lost"> =>
      !["never-match", "made-twice", "lost"].includes(fault),
  );
}

/** The place in the day that breaks least, and what it breaks. */
function leastBroken(town: PlanTown, before: Laid, moved: number, target: number): MoveFault[] {
  const already = faultsOf(town, before, []);
  const tries = Array.from({ length: before.routes[target]!.length + 1 }, (_, after) =>
    faultsOf(town, put(before, moved, target, { after, isCall: false }), [moved]),
  );
  const least = tries.reduce((best, each) => (each.length < best.length ? each : best));
  return already.length > 0 && least.every((fault) => already.includes(fault)) ? ["stays-broken"] : least;
}
