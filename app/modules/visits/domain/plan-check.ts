import type { PlannedRoutes, PlanningProblem } from "./planning-problem";

export type PlanFault =
  | "made-twice"
  | "lost"
  | "wrong-day"
  | "lacks-skill"
  | "never-match"
  | "too-soon-after-another"
  | "too-many-visits"
  | "too-much-work"
  | "no-time"
  | "call-not-allowed"
  | "apart-from-partner"
  | "in-two-places";

export interface PlanViolation {
  readonly fault: PlanFault;
  readonly visit: number | null;
  readonly shift: number | null;
}

const NOISE = 1e-6;

/**
 * Reads a finished plan against every hard constraint and names what is broken. It shares nothing with the search: each route is
 * walked stop by stop, once for every place where the break could be.
 */
export function checkPlan(problem: PlanningProblem, plan: PlannedRoutes, pinned: Float64Array | null = null): PlanViolation[] {
  const { visits, shifts, caregivers } = problem;
  const faults: PlanViolation[] = [];
  const madeBy = new Int32Array(visits.count).fill(-1);
  const seen = new Uint8Array(visits.count);
  const note = (fault: PlanFault, visit: number | null, shift: number | null): void => {
    faults.push({ fault, visit, shift });
  };
  for (let shift = 0; shift < shifts.count; shift++) {
    const stops = plan.routes[shift] ?? [];
    const calls = plan.calls[shift] ?? [];
    const caregiver = shifts.caregiver[shift]!;
    let demand = 0;
    for (const visit of [...stops, ...calls]) {
      if (seen[visit]! > 0) note("made-twice", visit, shift);
      seen[visit] = 1;
      madeBy[visit] = shift;
      demand += visits.demand[visit]!;
      if (!(visits.days[visit]! & (1 << shifts.day[shift]!))) note("wrong-day", visit, shift);
      if (visits.skills[visit]! & ~caregivers.skills[caregiver]!) note("lacks-skill", visit, shift);
      if (visits.caregiverPrice[visit * caregivers.count + caregiver] === Infinity) note("never-match", visit, shift);
    }
    for (const visit of calls) if (visits.phoneDuration[visit]! < 0) note("call-not-allowed", visit, shift);
    if (demand > shifts.capacity[shift]! + NOISE) note("too-many-visits", null, shift);
    const talked = calls.reduce((sum, visit) => sum + visits.phoneDuration[visit]!, 0);
    const work = talked + stops.reduce((sum, visit) => sum + visits.duration[visit]!, 0) + travelOf(problem, shift, stops);
    if (work > shifts.mostWork[shift]! + NOISE) note("too-much-work", null, shift);
    if (!canBeWalked(problem, shift, stops, shifts.starts[shift]! + talked, pinned)) note("no-time", null, shift);
  }
  for (const visit of plan.unassigned) {
    if (seen[visit]! > 0) note("made-twice", visit, null);
    seen[visit] = 1;
  }
  seen.forEach((times, visit) => {
    if (times === 0) note("lost", visit, null);
  });
  checkPartners(problem, madeBy, pinned, note);
  checkGaps(problem, madeBy, note);
  checkCaregivers(problem, plan, note);
  return faults;
}

/** Travel of a route from its start by its stops to its end; none where nobody sets out. */
export function travelOf(
  { visits, shifts, caregivers, places, travel }: PlanningProblem,
  shift: number,
  stops: readonly number[],
): number {
  if (stops.length === 0) return 0;
  const way = [shifts.startPlace[shift]!, ...stops.map((visit) => visits.place[visit]!), shifts.endPlace[shift]!];
  const table = caregivers.mode[shifts.caregiver[shift]!]! * places * places;
  return way.slice(1).reduce((sum, place, at) => sum + travel[table + way[at]! * places + place]!, 0);
}

function canBeWalked(
  problem: PlanningProblem,
  shift: number,
  stops: readonly number[],
  sets: number,
  pinned: Float64Array | null,
): boolean {
  const { shifts } = problem;
  if (stops.length === 0) return sets <= shifts.ends[shift]! + NOISE;
  if (shifts.breakDuration[shift] === 0) return walks(problem, shift, stops, sets, -1, pinned);
  return [...stops, -1].some((_, leg) => walks(problem, shift, stops, sets, leg, pinned));
}

/** One walk, with the break taken on the way to stop number `breakLeg` (or before setting out for it). */
function walks(
  problem: PlanningProblem,
  shift: number,
  stops: readonly number[],
  sets: number,
  breakLeg: number,
  pinned: Float64Array | null,
): boolean {
  const { visits, shifts, caregivers, places, travel } = problem;
  const table = caregivers.mode[shifts.caregiver[shift]!]! * places * places;
  let time = sets;
  let here = shifts.startPlace[shift]!;
  for (let leg = 0; leg <= stops.length; leg++) {
    const visit = stops[leg];
    const there = visit === undefined ? shifts.endPlace[shift]! : visits.place[visit]!;
    const way = travel[table + here * places + there]!;
    if (leg === breakLeg) {
      const begins = Math.max(time, shifts.breakFrom[shift]!);
      if (begins > shifts.breakTo[shift]! + NOISE) return false;
      // A break before the end of the way stops the walk; one that begins later is waited for on arrival.
      time = Math.max(time + way, begins) + shifts.breakDuration[shift]!;
    } else time += way;
    here = there;
    if (visit === undefined) continue;
    const pin = pinned?.[visit];
    const opens = pin === undefined || Number.isNaN(pin) ? visits.opens[visit]! : pin;
    const closes = pin === undefined || Number.isNaN(pin) ? visits.closesAtLatest[visit]! : pin;
    time = Math.max(time, opens);
    if (time > closes + NOISE || isPastDeadline(problem, visit, shift, time)) return false;
    time += visits.duration[visit]!;
  }
  return time <= shifts.ends[shift]! + NOISE;
}

const isPastDeadline = ({ visits, shifts }: PlanningProblem, visit: number, shift: number, begins: number): boolean =>
  visits.lastDay[visit] === shifts.day[shift] && begins > visits.closesThen[visit]! + NOISE;

function checkPartners(
  { visits, shifts }: PlanningProblem,
  madeBy: Int32Array,
  pinned: Float64Array | null,
  note: (fault: PlanFault, visit: number, shift: number | null) => void,
): void {
  visits.partner.forEach((partner, visit) => {
    if (partner < visit) return;
    const mine = madeBy[visit]!;
    const theirs = madeBy[partner]!;
    if (mine < 0 && theirs < 0) return;
    const together =
      mine >= 0 &&
      theirs >= 0 &&
      shifts.day[mine] === shifts.day[theirs] &&
      shifts.caregiver[mine] !== shifts.caregiver[theirs] &&
      pinned !== null &&
      Math.abs(pinned[visit]! - pinned[partner]!) <= NOISE &&
      pinned[visit]! >= visits.opens[visit]! - NOISE &&
      pinned[visit]! <= visits.closesAtLatest[visit]! + NOISE;
    if (!together) note("apart-from-partner", visit, mine);
  });
}

function checkGaps(
  { visits, shifts }: PlanningProblem,
  madeBy: Int32Array,
  note: (fault: PlanFault, visit: number, shift: number | null) => void,
): void {
  const byResident = new Map<number, number[]>();
  madeBy.forEach((shift, visit) => {
    if (shift < 0) return;
    const resident = visits.resident[visit]!;
    byResident.set(resident, [...(byResident.get(resident) ?? []), visit]);
  });
  for (const theirs of byResident.values())
    for (const visit of theirs)
      for (const other of theirs) {
        if (other === visit || visits.partner[visit] === other) continue;
        const apart = Math.abs(shifts.day[madeBy[visit]!]! - shifts.day[madeBy[other]!]!);
        if (apart < Math.max(visits.gapDays[visit]!, visits.gapDays[other]!))
          note("too-soon-after-another", visit, madeBy[visit]!);
      }
}

/** Two shifts of one caregiver on one day must not touch the same hour. */
function checkCaregivers(
  { shifts }: PlanningProblem,
  plan: PlannedRoutes,
  note: (fault: PlanFault, visit: null, shift: number) => void,
): void {
  const busy = new Map<string, number[]>();
  for (let shift = 0; shift < shifts.count; shift++) {
    if (!plan.routes[shift]?.length && !plan.calls[shift]?.length) continue;
    const key = `${shifts.caregiver[shift]} ${shifts.day[shift]}`;
    for (const other of busy.get(key) ?? [])
      if (shifts.starts[shift]! < shifts.ends[other]! && shifts.starts[other]! < shifts.ends[shift]!)
        note("in-two-places", null, shift);
    busy.set(key, [...(busy.get(key) ?? []), shift]);
  }
}
