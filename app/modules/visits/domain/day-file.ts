import { emptyShifts, emptyVisits, NO_PRICES, type PlanningProblem } from "./planning-problem";

/** One day of visits as a file gives it: homes in metres on a plane, caregivers and visits with their hours in seconds of the day. */
export interface DayFile {
  readonly travel: {
    readonly kmh: number;
    readonly detour: number;
    readonly plusSeconds: number;
    readonly rounding: "floor" | "none";
  };
  readonly caregivers: readonly DayCaregiver[];
  readonly visits: readonly DayVisit[];
}

export interface DayCaregiver {
  readonly id: number;
  readonly home: readonly [number, number];
  readonly skills: readonly number[];
  readonly hours: readonly [number, number];
  readonly maxVisits: number;
  readonly break?: { readonly window: readonly [number, number]; readonly seconds: number };
}

export interface DayVisit {
  readonly id: number;
  readonly at: readonly [number, number];
  readonly seconds: number;
  readonly skill: number;
  readonly priority: number;
  readonly window: readonly [number, number];
}

/** A visit left out costs so many seconds of travel per point of priority: more than any way round could. */
const SECONDS_PER_PRIORITY = 100_000;

/** The planning question of a day file; the places are the caregivers' homes and then the visits. */
export function dayProblem(day: DayFile): PlanningProblem {
  const at = [...day.caregivers.map(({ home }) => home), ...day.visits.map((visit) => visit.at)];
  const people = day.caregivers.length;
  const visits = emptyVisits(day.visits.length, people);
  day.visits.forEach((visit, index) => {
    visits.place[index] = people + index;
    visits.duration[index] = visit.seconds;
    visits.opens[index] = visit.window[0];
    visits.closes[index] = visits.closesAtLatest[index] = visit.window[1];
    visits.skills[index] = 1 << visit.skill;
    visits.penalty[index] = SECONDS_PER_PRIORITY * visit.priority;
  });
  const shifts = emptyShifts(people);
  day.caregivers.forEach((caregiver, index) => {
    shifts.startPlace[index] = shifts.endPlace[index] = index;
    shifts.starts[index] = caregiver.hours[0];
    shifts.ends[index] = caregiver.hours[1];
    shifts.capacity[index] = caregiver.maxVisits;
    if (!caregiver.break) return;
    shifts.breakFrom[index] = caregiver.break.window[0];
    shifts.breakTo[index] = caregiver.break.window[1];
    shifts.breakDuration[index] = caregiver.break.seconds;
  });
  return {
    places: at.length,
    travel: planeTravel(at, day.travel),
    visits,
    shifts,
    caregivers: {
      count: people,
      skills: Int32Array.from(day.caregivers, ({ skills }) => skills.reduce((bits, skill) => bits | (1 << skill), 0)),
      mode: new Int32Array(people),
    },
    prices: NO_PRICES,
  };
}

/** Straight metres × detour at one speed, plus a fixed time for setting out; 0 from a point to itself. */
function planeTravel(at: readonly (readonly [number, number])[], rule: DayFile["travel"]): Float64Array {
  const metresPerSecond = rule.kmh / 3.6;
  const travel = new Float64Array(at.length * at.length);
  at.forEach((from, row) =>
    at.forEach((to, column) => {
      if (row === column) return;
      const metres = Math.hypot(from[0] - to[0], from[1] - to[1]);
      const seconds = rule.plusSeconds + (rule.detour * metres) / metresPerSecond;
      travel[row * at.length + column] = rule.rounding === "floor" ? Math.floor(seconds) : seconds;
    }),
  );
  return travel;
}
