import type { PlanningProblem } from "./planning-problem";

/**
 * Walks one shift from its start to its end, everything as early as it can be, and puts the break where the end comes soonest.
 * Used where the minutes themselves are wanted: on a day sheet, or to price lateness. Allocates only when made.
 */
export class RouteClock {
  /** when each stop begins */
  readonly begins: Float64Array;
  /** when the break begins, or -1 for a shift without one */
  breakBegins = -1;
  /** the stop that the break comes before, `count` = before the end place */
  breakBefore = -1;
  ends = 0;
  travelled = 0;
  lateness = 0;
  /** nothing begins after its window, the break is inside its own, and the end is in time */
  isInTime = true;
  private readonly before: Float64Array;
  private readonly after: Float64Array;
  private readonly ways: Float64Array;

  constructor(
    private readonly problem: PlanningProblem,
    mostStops: number,
  ) {
    this.begins = new Float64Array(mostStops + 2);
    this.before = new Float64Array(mostStops + 2);
    this.after = new Float64Array(mostStops + 2);
    this.ways = new Float64Array(mostStops + 2);
  }

  /** `stops` from `first` on, `count` of them, by a caregiver who can set out at `sets`; windows as they stand. */
  walk(
    shift: number,
    sets: number,
    stops: Int32Array,
    first: number,
    count: number,
    opens: Float64Array,
    closes: Float64Array,
  ): void {
    const { visits, shifts, caregivers, places, travel } = this.problem;
    const { before, after, ways } = this;
    const table = caregivers.mode[shifts.caregiver[shift]!]! * places * places;
    const pause = shifts.breakDuration[shift]!;
    const from = shifts.breakFrom[shift]!;
    const to = shifts.breakTo[shift]!;
    let here = shifts.startPlace[shift]!;
    before[0] = pause > 0 ? sets : Infinity;
    after[0] = pause > 0 ? Infinity : sets;
    this.travelled = 0;
    for (let k = 1; k <= count + 1; k++) {
      const visit = k <= count ? stops[first + k - 1]! : -1;
      const there = visit >= 0 ? visits.place[visit]! : shifts.endPlace[shift]!;
      const way = travel[table + here * places + there]!;
      const opening = visit >= 0 ? opens[visit]! : -Infinity;
      const stay = visit >= 0 ? visits.duration[visit]! : 0;
      ways[k] = way;
      this.travelled += way;
      const unbroken = Math.max(before[k - 1]! + way, opening);
      const broken = Math.max(Math.min(after[k - 1]! + way, this.pausedArrival(before[k - 1]!, way, from, to, pause)), opening);
      before[k] = visit >= 0 && unbroken > closes[visit]! + 1e-9 ? Infinity : unbroken + stay;
      after[k] = visit >= 0 && broken > closes[visit]! + 1e-9 ? Infinity : broken + stay;
      here = there;
    }
    this.ends = after[count + 1]!;
    this.isInTime = this.ends <= shifts.ends[shift]! + 1e-9;
    this.trace(stops, first, count, from, to, pause);
  }

  private pausedArrival(leaves: number, way: number, from: number, to: number, pause: number): number {
    return pause > 0 && leaves <= to ? Math.max(leaves + way, from) + pause : Infinity;
  }

  /** From the end back to the start: which of the two ways to be early was taken where. */
  private trace(stops: Int32Array, first: number, count: number, from: number, to: number, pause: number): void {
    const { visits } = this.problem;
    const { before, after, ways, begins } = this;
    let isAfter = true;
    this.breakBegins = -1;
    this.breakBefore = -1;
    this.lateness = 0;
    for (let k = count + 1; k >= 1; k--) {
      const visit = k <= count ? stops[first + k - 1]! : -1;
      if (visit >= 0) {
        begins[k - 1] = (isAfter ? after[k]! : before[k]!) - visits.duration[visit]!;
        this.lateness += Math.max(0, begins[k - 1]! - visits.closes[visit]!);
      }
      if (isAfter && pause > 0 && this.pausedArrival(before[k - 1]!, ways[k]!, from, to, pause) <= after[k - 1]! + ways[k]!) {
        isAfter = false;
        this.breakBegins = Math.max(before[k - 1]!, from);
        this.breakBefore = k - 1;
      }
    }
  }
}
