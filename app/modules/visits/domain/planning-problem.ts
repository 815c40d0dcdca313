/**
 * One planning question: which visits does whom on which day, in which order. Columns, so that the search allocates nothing.
 * Times are seconds of the day, travel and prices doubles; any other unit works as long as all agree (benchmark instances
 * count in their own). A *shift* is one caregiver on one day; a *place* is a row and a column of the travel table.
 */
export interface PlanningProblem {
  readonly places: number;
  /** modes × places × places, row = from, column = to; at least one mode */
  readonly travel: Float64Array;
  readonly visits: VisitColumns;
  readonly shifts: ShiftColumns;
  readonly caregivers: CaregiverColumns;
  readonly prices: PlanningPrices;
}

export interface VisitColumns {
  readonly count: number;
  readonly place: Int32Array;
  /** how long the visit takes */
  readonly duration: Float64Array;
  /** the visit may begin in [opens, closes] of its day; begun between `closes` and `closesAtLatest` it is late, and priced */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly closesAtLatest: Float64Array;
  /** on this day of the horizon, or -1, it begins by `closesThen` besides: a deadline leaves the days before it whole */
  readonly lastDay: Int32Array;
  readonly closesThen: Float64Array;
  /** bit d is set when day d of the horizon will do; at most 31 days */
  readonly days: Int32Array;
  /** bits of the skills that are needed, all of them */
  readonly skills: Int32Array;
  /** what it takes of a shift's capacity */
  readonly demand: Float64Array;
  /** the price of leaving it out */
  readonly penalty: Float64Array;
  /** the other half of a visit for two people, who begin together, or -1 */
  readonly partner: Int32Array;
  /** whose visit it is; two visits of one resident are at least `gapDays` days apart, the larger of the two */
  readonly resident: Int32Array;
  readonly gapDays: Int32Array;
  /** how long a call instead of the visit takes, or -1 where only a visit at home will do */
  readonly phoneDuration: Float64Array;
  /** the shift that the published plan gives it, or -1 */
  readonly published: Int32Array;
  /** visits × caregivers: what it costs that this caregiver goes (strangers cost more); Infinity = never */
  readonly caregiverPrice: Float32Array;
}

export interface ShiftColumns {
  readonly count: number;
  readonly caregiver: Int32Array;
  readonly day: Int32Array;
  readonly startPlace: Int32Array;
  readonly endPlace: Int32Array;
  readonly starts: Float64Array;
  /** back at the end place by then, at the very latest */
  readonly ends: Float64Array;
  readonly capacity: Float64Array;
  /** travel, visits and calls together, at most */
  readonly mostWork: Float64Array;
  /** work that is paid as ordinary; beyond it is overtime */
  readonly ordinaryWork: Float64Array;
  /** a break begins in [from, to] and lasts `breakDuration`; 0 = none */
  readonly breakFrom: Float64Array;
  readonly breakTo: Float64Array;
  readonly breakDuration: Float64Array;
}

export interface CaregiverColumns {
  readonly count: number;
  readonly skills: Int32Array;
  /** which travel table */
  readonly mode: Int32Array;
}

/** What a second, or a thing, costs beside a second of travel (which costs 1). */
export interface PlanningPrices {
  /** a second of beginning late */
  readonly lateness: number;
  /** a second of work beyond the ordinary */
  readonly overtime: number;
  /** of unequal work: price × Σ work² / (2 × ordinary work) over caregivers */
  readonly unfairness: number;
  /** a call where a visit was possible */
  readonly phone: number;
  /** another shift than the published one */
  readonly change: number;
}

export const NO_PRICES: PlanningPrices = { lateness: 0, overtime: 0, unfairness: 0, phone: 0, change: 0 };

/** Which visits each shift makes, in order, and which calls its caregiver makes before setting out. */
export interface PlannedRoutes {
  readonly routes: readonly (readonly number[])[];
  readonly calls: readonly (readonly number[])[];
  readonly unassigned: readonly number[];
}

/** Rooms for `count` visits and `caregivers` people with nothing asked of any: one day, any hour, anyone. */
export function emptyVisits(count: number, caregivers: number): VisitColumns {
  return {
    count,
    place: new Int32Array(count),
    duration: new Float64Array(count),
    opens: new Float64Array(count),
    closes: new Float64Array(count).fill(Infinity),
    closesAtLatest: new Float64Array(count).fill(Infinity),
    lastDay: new Int32Array(count).fill(-1),
    closesThen: new Float64Array(count).fill(Infinity),
    days: new Int32Array(count).fill(1),
    skills: new Int32Array(count),
    demand: new Float64Array(count).fill(1),
    penalty: new Float64Array(count).fill(1e6),
    partner: new Int32Array(count).fill(-1),
    resident: Int32Array.from({ length: count }, (_, visit) => visit),
    gapDays: new Int32Array(count),
    phoneDuration: new Float64Array(count).fill(-1),
    published: new Int32Array(count).fill(-1),
    caregiverPrice: new Float32Array(count * caregivers),
  };
}

/** Rooms for `count` shifts, one a caregiver, on day 0, from and to place 0, without limits or breaks. */
export function emptyShifts(count: number): ShiftColumns {
  return {
    count,
    caregiver: Int32Array.from({ length: count }, (_, shift) => shift),
    day: new Int32Array(count),
    startPlace: new Int32Array(count),
    endPlace: new Int32Array(count),
    starts: new Float64Array(count),
    ends: new Float64Array(count).fill(Infinity),
    capacity: new Float64Array(count).fill(Infinity),
    mostWork: new Float64Array(count).fill(Infinity),
    ordinaryWork: new Float64Array(count).fill(Infinity),
    breakFrom: new Float64Array(count),
    breakTo: new Float64Array(count),
    breakDuration: new Float64Array(count),
  };
}

/** May this shift make this visit at all: the day, the skills, and nobody who must never go. */
export function fits(problem: PlanningProblem, visit: number, shift: number): boolean {
  const { visits, shifts, caregivers } = problem;
  const caregiver = shifts.caregiver[shift]!;
  const needed = visits.skills[visit]!;
  return (
    ((visits.days[visit]! >>> shifts.day[shift]!) & 1) === 1 &&
    (needed & caregivers.skills[caregiver]!) === needed &&
    visits.caregiverPrice[visit * caregivers.count + caregiver]! < Infinity
  );
}

/** The latest a visit may begin in a shift. */
export function beginsBy({ visits, shifts }: PlanningProblem, visit: number, shift: number): number {
  const closes = visits.closesAtLatest[visit]!;
  return shifts.day[shift] === visits.lastDay[visit] ? Math.min(closes, visits.closesThen[visit]!) : closes;
}
