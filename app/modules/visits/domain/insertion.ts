import type { Nearby } from "./nearby";
import { beginsBy, fits, type PlanningProblem } from "./planning-problem";
import { TIME_NOISE, type RouteState } from "./route-state";

/** Instances up to this many visits and shifts are searched whole; larger ones where something near stands already. */
const SEARCHED_WHOLE = 260;
const NEAR_VISITS_ASKED = 40;

/** Where one visit is best put. Held between questions, so that asking allocates nothing. */
export interface Spot {
  shift: number;
  after: number;
  isCall: boolean;
  price: number;
}

/**
 * Finds room for a visit at the least price: every side constraint lives here. A position is passed over now and then (a
 * *blink*, Christiaens & Vanden Berghe 2020), so that the search does not always do the obvious.
 */
export class Insertion {
  readonly best: Spot = { shift: -1, after: 0, isCall: false, price: Infinity };
  private readonly problem: PlanningProblem;
  private readonly asked: Int32Array;
  private readonly kindAsked: Int32Array;
  private turn = 0;
  private skip = 0;
  private readonly isWhole: boolean;
  private readonly hasGaps: boolean;
  private readonly ofResident: readonly number[][];
  private readonly priceMatters: boolean;

  constructor(
    private readonly state: RouteState,
    private readonly nearby: Nearby,
    private readonly random: () => number,
    private readonly blink: number,
  ) {
    this.problem = state.problem;
    const { visits, shifts, prices } = this.problem;
    this.asked = new Int32Array(shifts.count);
    this.kindAsked = new Int32Array(shifts.count);
    this.isWhole = visits.count + shifts.count <= SEARCHED_WHOLE;
    this.hasGaps = visits.gapDays.some((gap) => gap > 0);
    this.priceMatters = prices.overtime > 0 || prices.unfairness > 0;
    const ofResident = new Map<number, number[]>();
    visits.resident.forEach((resident, visit) => {
      const theirs = ofResident.get(resident);
      if (theirs) theirs.push(visit);
      else ofResident.set(resident, [visit]);
    });
    this.ofResident = Array.from(visits.resident, (resident) => ofResident.get(resident)!);
    this.skip = this.untilBlink();
  }

  /** Whether there is room for the visit; `best` then says where. */
  search(visit: number): boolean {
    const { best, nearby, state } = this;
    best.shift = -1;
    best.price = Infinity;
    this.turn++;
    const mine = nearby.allShifts[visit]!;
    if (this.isWhole) {
      for (let at = 0; at < mine.length; at++) this.askOnce(visit, mine[at]!);
    } else {
      const row = visit * nearby.perVisit;
      const many = Math.min(NEAR_VISITS_ASKED, nearby.perVisit);
      for (let at = row; at < row + many; at++) {
        const shift = state.shiftOf[nearby.visits[at]!]!;
        if (shift >= 0 && this.asked[shift] !== this.turn && fits(this.problem, visit, shift)) this.askOnce(visit, shift);
      }
      const near = nearby.shifts[visit]!;
      for (let at = 0; at < near.length; at++) if (this.asked[near[at]!] !== this.turn) this.askOnce(visit, near[at]!);
      for (let at = near.length; at < mine.length && best.shift < 0; at++)
        if (this.asked[mine[at]!] !== this.turn) this.askOnce(visit, mine[at]!);
    }
    return best.shift >= 0;
  }

  /** Looks at the places of one shift alone; `best` then says where there is room. */
  searchIn(visit: number, shift: number): boolean {
    this.best.shift = -1;
    this.best.price = Infinity;
    this.turn++;
    if (fits(this.problem, visit, shift)) this.askOnce(visit, shift);
    return this.best.shift >= 0;
  }

  /** Whether the days between visits of one resident are kept if this one is made in this shift. */
  keepsGap(visit: number, shift: number): boolean {
    if (!this.hasGaps) return true;
    const { gapDays } = this.problem.visits;
    const { day } = this.problem.shifts;
    const theirs = this.ofResident[visit]!;
    for (let at = 0; at < theirs.length; at++) {
      const other = theirs[at]!;
      const its = this.state.shiftOf[other]!;
      if (other === visit || its < 0 || other === this.problem.visits.partner[visit]) continue;
      if (Math.abs(day[its]! - day[shift]!) < Math.max(gapDays[visit]!, gapDays[other]!)) return false;
    }
    return true;
  }

  private askOnce(visit: number, shift: number): void {
    const { state, asked, kindAsked, nearby } = this;
    asked[shift] = this.turn;
    if (state.length[shift] === 0 && state.callTime[shift] === 0) {
      const kind = nearby.kindOf[shift]!;
      if (kindAsked[kind] === this.turn) return;
      kindAsked[kind] = this.turn;
    }
    if (state.demand[shift]! + this.problem.visits.demand[visit]! > this.problem.shifts.capacity[shift]!) return;
    if (!this.keepsGap(visit, shift)) return;
    if (this.problem.visits.phoneDuration[visit]! >= 0) this.askCall(visit, shift);
    this.ask(visit, shift);
  }

  private ask(visit: number, shift: number): void {
    const { state, problem, best } = this;
    const { visits, shifts, places, travel } = problem;
    const { leg, at, leavesBeforeBreak, leavesAfterBreak, beginsBeforeBreak, beginsAfterBreak } = state;
    const row = state.tableOf[shift]! + visits.place[visit]! * places;
    const into = state.into;
    const stay = visits.duration[visit]!;
    const opens = state.opens[visit]!;
    const closes = Math.min(state.closes[visit]!, beginsBy(problem, visit, shift)) + TIME_NOISE;
    const base = shift * state.stride;
    const last = base + state.length[shift]!;
    const isEmpty = last === base;
    const fixed = state.fixedPrice(visit, shift, false);
    const pause = shifts.breakDuration[shift]!;
    const from = shifts.breakFrom[shift]!;
    const to = shifts.breakTo[shift]!;
    const mostMore = shifts.mostWork[shift]! - state.work[shift]! - stay + TIME_NOISE;
    for (let k = base; k <= last; k++) {
      const out = into[row + at[k]!]!;
      const onward = travel[row + at[k + 1]!]!;
      const more = out + onward - (isEmpty ? 0 : leg[k]!);
      if (more + fixed >= best.price || more > mostMore) continue;
      const before = leavesBeforeBreak[k]!;
      let reached = leavesAfterBreak[k]! + out;
      if (pause > 0 && before <= to) {
        const paused = Math.max(before + out, from) + pause;
        if (paused < reached) reached = paused;
      }
      const begins = reached < opens ? opens : reached;
      const latest = beginsAfterBreak[k + 1]! + TIME_NOISE;
      let isRoom = begins <= closes && begins + stay + onward <= latest;
      if (!isRoom && pause > 0) {
        const early = before + out < opens ? opens : before + out;
        if (early <= closes) {
          const leaves = early + stay;
          isRoom =
            leaves + onward <= beginsBeforeBreak[k + 1]! + TIME_NOISE ||
            (leaves <= to && Math.max(leaves + onward, from) + pause <= latest);
        }
      }
      if (!isRoom) continue;
      if (--this.skip < 0) {
        this.skip = this.untilBlink();
        continue;
      }
      const price = more + fixed + (this.priceMatters ? this.workPrice(shift, more + stay) : 0);
      if (price >= best.price) continue;
      const whole = state.isSoft ? price + problem.prices.lateness * state.latenessAdded(visit, shift, k - base) : price;
      if (whole < best.price) {
        best.price = whole;
        best.shift = shift;
        best.after = k - base;
        best.isCall = false;
      }
    }
  }

  private askCall(visit: number, shift: number): void {
    const { state, best } = this;
    const { visits, shifts } = this.problem;
    const base = shift * state.stride;
    const talk = visits.phoneDuration[visit]!;
    const calls = state.callTime[shift]! + talk;
    const sets = shifts.starts[shift]! + calls;
    const latest = shifts.breakDuration[shift]! > 0 ? state.beginsBeforeBreak[base]! : state.beginsAfterBreak[base]!;
    if (sets > latest + TIME_NOISE || state.work[shift]! + talk > shifts.mostWork[shift]! + TIME_NOISE) return;
    if (sets - talk > beginsBy(this.problem, visit, shift)) return;
    const price = state.fixedPrice(visit, shift, true) + (this.priceMatters ? this.workPrice(shift, talk) : 0);
    if (price >= best.price) return;
    best.price = price;
    best.shift = shift;
    best.after = 0;
    best.isCall = true;
  }

  private workPrice(shift: number, more: number): number {
    const { state } = this;
    const caregiver = this.problem.shifts.caregiver[shift]!;
    return (
      state.overtime(shift, more) -
      state.overtime(shift, 0) +
      (state.unfairness(caregiver, more) - state.unfairness(caregiver, 0))
    );
  }

  private untilBlink(): number {
    return this.blink > 0 ? Math.floor(Math.log(1 - this.random()) / Math.log(1 - this.blink)) : Infinity;
  }
}
