import { seededRandom } from "~/shared/seeded-random";
import { Insertion } from "./insertion";
import { nearbyOf, type Nearby } from "./nearby";
import { PairInsertion } from "./pair-insertion";
import type { PlannedRoutes, PlanningProblem } from "./planning-problem";
import { RouteState } from "./route-state";
import { STRING_REMOVALS, StringRemoval, type RemovalSizes } from "./string-removal";

export interface PlanningRun {
  /** the same seed and the same number of rounds give the same plan */
  readonly seed: number;
  /** milliseconds from anywhere */
  readonly now: () => number;
  /** ends after so many seconds, or after so many rounds, whichever comes first */
  readonly seconds: number;
  readonly rounds?: number;
  /** the plan to begin from; what does not fit there is planned anew */
  readonly start?: PlannedRoutes;
  readonly sizes?: RemovalSizes;
}

export interface PlanningProgress {
  /** 0 to 1 */
  readonly done: number;
  readonly cost: number;
  readonly unassigned: number;
  readonly rounds: number;
  /** the best so far, as the answer would tell it */
  readonly plan: PlannedRoutes;
  readonly pinned: Float64Array;
}

export interface PlanningAnswer {
  readonly plan: PlannedRoutes;
  /** when each half of a visit for two begins: by visit, NaN for all others */
  readonly pinned: Float64Array;
  readonly cost: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly isStopped: boolean;
}

/** How often a position is passed over. */
const BLINK = 0.01;
/** Temperatures, in mean legs. */
const HOT = 7;
const COLD = 0.07;
/** Rounds between two looks at the clock, and milliseconds between two reports. */
const ROUNDS_PER_LOOK = 32;
const REPORT_EVERY_MS = 500;
/** How many of those left out are tried again in a round. */
const LEFT_OUT_TRIED = 10;

/**
 * The best plan found in the time given: slack induction by string removals with simulated annealing (Christiaens & Vanden
 * Berghe 2020). Begins from a given plan or from nothing; whatever it returns keeps every hard constraint. Tells how far it is
 * twice a second; `next("stop")` ends it with the best so far.
 */
export function planning(
  problem: PlanningProblem,
  run: PlanningRun,
): Generator<PlanningProgress, PlanningAnswer, "stop" | undefined> {
  return new Search(problem, run).run();
}

/** The same in one go. */
export function plan(problem: PlanningProblem, run: PlanningRun): PlanningAnswer {
  const search = planning(problem, run);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

class Search {
  private readonly state: RouteState;
  private readonly nearby: Nearby;
  private readonly random: () => number;
  private readonly insertion: Insertion;
  private readonly pairs: PairInsertion;
  private readonly removal: StringRemoval;
  private readonly taken: Int32Array;
  private readonly key: Float64Array;
  /** how often each visit was left out of a plan that was looked at */
  private readonly leftOut: Float64Array;
  private readonly wasAbsent: Int32Array;

  constructor(
    private readonly problem: PlanningProblem,
    private readonly given: PlanningRun,
  ) {
    this.random = seededRandom(given.seed);
    this.state = new RouteState(problem);
    this.nearby = nearbyOf(problem);
    this.insertion = new Insertion(this.state, this.nearby, this.random, BLINK);
    this.pairs = new PairInsertion(this.state, this.nearby, (visit, shift) => this.insertion.keepsGap(visit, shift));
    this.removal = new StringRemoval(this.state, this.nearby, this.random, given.sizes ?? STRING_REMOVALS);
    this.taken = new Int32Array(problem.visits.count + LEFT_OUT_TRIED);
    this.key = new Float64Array(problem.visits.count);
    this.leftOut = new Float64Array(problem.visits.count).fill(1);
    this.wasAbsent = new Int32Array(problem.visits.count);
  }

  *run(): Generator<PlanningProgress, PlanningAnswer, "stop" | undefined> {
    const { state, given, random } = this;
    const began = given.now();
    const rounds = given.rounds ?? Infinity;
    this.layOut();
    let cost = state.cost();
    let best = cost;
    let bestPlan = state.routes();
    let bestPins = this.pins();
    const leg = this.meanLeg();
    let temperature = HOT * leg;
    let round = 0;
    let reported = began;
    let isStopped = false;
    if (this.problem.visits.count > 0)
      for (; round < rounds; round++) {
        if (round % ROUNDS_PER_LOOK === 0) {
          const now = given.now();
          const done = Math.min(1, Math.max((now - began) / 1000 / given.seconds, round / rounds));
          if (done >= 1) break;
          temperature = HOT * leg * (COLD / HOT) ** done;
          if (now - reported >= REPORT_EVERY_MS) {
            reported = now;
            const told = yield {
              ...{ done, cost: best, unassigned: bestPlan.unassigned.length, rounds: round },
              ...{ plan: bestPlan, pinned: bestPins },
            };
            if (told === "stop") {
              isStopped = true;
              break;
            }
          }
        }
        const absentBefore = state.absentCount;
        for (let at = 0; at < absentBefore; at++) this.wasAbsent[at] = state.absent[at]!;
        state.begin();
        let count = this.removal.removeStrings(this.taken);
        count = this.addLeftOut(count);
        this.recreate(count);
        const next = state.cost();
        if (next < cost - temperature * Math.log(random()) || this.isLessStuck(absentBefore)) {
          cost = next;
          if (next < best - 1e-7) {
            best = next;
            bestPlan = state.routes();
            bestPins = this.pins();
          }
        } else state.undo();
        for (let at = 0; at < state.absentCount; at++) this.leftOut[state.absent[at]!]!++;
      }
    return { plan: bestPlan, pinned: bestPins, cost: best, rounds: round, seconds: (given.now() - began) / 1000, isStopped };
  }

  /** The given plan as far as it holds, and then room for all the others. */
  private layOut(): void {
    const { state, given, insertion } = this;
    const { partner } = this.problem.visits;
    given.start?.routes.forEach((stops, shift) => {
      for (const visit of stops) {
        if (partner[visit]! >= 0 || state.shiftOf[visit]! >= 0) continue;
        if (insertion.searchIn(visit, shift) && !insertion.best.isCall) state.insert(visit, shift, insertion.best.after);
      }
    });
    given.start?.calls.forEach((calls, shift) => {
      for (const visit of calls) {
        if (state.shiftOf[visit]! >= 0) continue;
        if (insertion.searchIn(visit, shift) && insertion.best.isCall) state.call(visit, shift);
      }
    });
    const count = state.absentCount;
    const all = this.taken;
    for (let at = 0; at < count; at++) all[at] = state.absent[at]!;
    state.begin();
    this.recreate(count);
  }

  private addLeftOut(count: number): number {
    const { state, random, taken } = this;
    const others = state.absentCount - count;
    if (others <= 0) return count;
    let total = count;
    const first = Math.floor(random() * state.absentCount);
    for (let step = 0; step < state.absentCount && total < count + LEFT_OUT_TRIED; step++) {
      const visit = state.absent[(first + step) % state.absentCount]!;
      let isTaken = false;
      for (let at = 0; at < total && !isTaken; at++) isTaken = taken[at] === visit;
      if (!isTaken) taken[total++] = visit;
    }
    return total;
  }

  private recreate(count: number): void {
    const { state, insertion, taken, pairs } = this;
    const { partner } = this.problem.visits;
    this.sort(count);
    for (let at = 0; at < count; at++) {
      const visit = taken[at]!;
      if (state.shiftOf[visit]! >= 0) continue;
      if (partner[visit]! >= 0) {
        if (state.shiftOf[partner[visit]!]! < 0) pairs.insert(visit, partner[visit]!);
        continue;
      }
      if (!insertion.search(visit)) continue;
      const { best } = insertion;
      // Sometimes leaving it out is what it is worth.
      if (best.price >= this.problem.visits.penalty[visit]!) continue;
      if (best.isCall) state.call(visit, best.shift);
      else state.insert(visit, best.shift, best.after);
    }
  }

  /** In one of the published orders: by chance, the longest, farthest, nearest, narrowest, soonest or last first. */
  private sort(count: number): void {
    const { random, key, taken, nearby } = this;
    const { duration, opens, closes, penalty, demand } = this.problem.visits;
    const draw = Math.floor(random() * 18);
    for (let at = 0; at < count; at++) {
      const visit = taken[at]!;
      key[visit] =
        draw < 4
          ? random()
          : draw < 8
            ? -(demand[visit]! * 1e3 + duration[visit]!)
            : draw < 10
              ? -nearby.farOut[visit]!
              : draw < 11
                ? nearby.farOut[visit]!
                : draw < 13
                  ? closes[visit]! - opens[visit]!
                  : draw < 15
                    ? opens[visit]!
                    : draw < 17
                      ? -closes[visit]!
                      : -penalty[visit]! * this.leftOut[visit]!;
    }
    for (let at = 1; at < count; at++) {
      const visit = taken[at]!;
      const mine = key[visit]!;
      let to = at;
      while (to > 0 && key[taken[to - 1]!]! > mine) {
        taken[to] = taken[to - 1]!;
        to--;
      }
      taken[to] = visit;
    }
  }

  /** Whether those left out now have been left out less often than those before: hard visits get their turn. */
  private isLessStuck(absentBefore: number): boolean {
    const { state, leftOut } = this;
    const { penalty } = this.problem.visits;
    if (absentBefore === 0 || state.absentCount === 0) return false;
    let before = 0;
    let now = 0;
    for (let at = 0; at < absentBefore; at++) before += penalty[this.wasAbsent[at]!]! * leftOut[this.wasAbsent[at]!]!;
    for (let at = 0; at < state.absentCount; at++) now += penalty[state.absent[at]!]! * leftOut[state.absent[at]!]!;
    return now < before;
  }

  private meanLeg(): number {
    const { state } = this;
    let travelled = 0;
    let legs = 0;
    for (let shift = 0; shift < state.length.length; shift++) {
      const base = shift * state.stride;
      const length = state.length[shift]!;
      if (length === 0) continue;
      for (let k = base; k <= base + length; k++) travelled += state.leg[k]!;
      legs += length + 1;
    }
    return legs > 0 ? travelled / legs : 1;
  }

  private pins(): Float64Array {
    const { partner } = this.problem.visits;
    return Float64Array.from(partner, (other, visit) =>
      other >= 0 && this.state.shiftOf[visit]! >= 0 ? this.state.opens[visit]! : NaN,
    );
  }
}
