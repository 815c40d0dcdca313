import { beginsBy, type PlannedRoutes, type PlanningProblem } from "./planning-problem";
import { RouteClock } from "./route-clock";

/** Sums of doubles in another order differ by less; nobody is late by a millionth of a second. */
export const TIME_NOISE = 1e-9;

/**
 * The routes that a search changes, with for each stop the earliest the caregiver can leave it and the latest it can begin, so
 * that whether one more visit fits between two stops is answered without walking the route (Savelsbergh 1992). Both are kept
 * twice, for «the break is still to come» and «the break has been taken», because the break floats within its window.
 *
 * A shift's stops stand at `shift × stride + k`: k = 0 is where it starts, 1…length are visits, length + 1 is where it ends.
 */
export class RouteState {
  readonly stride: number;
  readonly length: Int32Array;
  readonly who: Int32Array;
  readonly at: Int32Array;
  /** travel from this stop to the next */
  readonly leg: Float64Array;
  readonly leavesBeforeBreak: Float64Array;
  readonly leavesAfterBreak: Float64Array;
  readonly beginsBeforeBreak: Float64Array;
  readonly beginsAfterBreak: Float64Array;
  readonly demand: Float64Array;
  readonly work: Float64Array;
  readonly callTime: Float64Array;
  readonly routeCost: Float64Array;
  readonly caregiverWork: Float64Array;
  /** which shift has the visit, or -1 */
  readonly shiftOf: Int32Array;
  /** 1 where a call takes the place of the visit */
  readonly isCall: Uint8Array;
  /** the window as it stands: a visit for two is pinned to the minute they agreed on */
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly absent: Int32Array;
  absentCount = 0;
  penalty = 0;
  /** travel[to, from]: the row of a place holds the ways that lead to it */
  readonly into: Float64Array;
  readonly tableOf: Int32Array;
  readonly isSoft: boolean;
  private readonly absentAt: Int32Array;
  private readonly ordinaryOf: Float64Array;
  private readonly callsOf: number[][];

  private readonly clock: RouteClock;
  private readonly trial: Int32Array;
  private readonly lateOf: Float64Array;

  private touchedCount = 0;
  private readonly touched: Int32Array;
  private readonly touchedIn: Int32Array;
  private turn = 1;
  private readonly oldWho: Int32Array;
  private readonly oldLength: Int32Array;
  private readonly log: { visit: number; shift: number; isCall: number; opens: number; closes: number }[] = [];
  private logged = 0;

  constructor(readonly problem: PlanningProblem) {
    const { visits, shifts, caregivers, places, travel } = problem;
    const shiftCount = shifts.count;
    this.stride = mostStops(problem) + 2;
    const rooms = shiftCount * this.stride;
    this.length = new Int32Array(shiftCount);
    this.who = new Int32Array(rooms).fill(-1);
    this.at = new Int32Array(rooms);
    this.leg = new Float64Array(rooms);
    this.leavesBeforeBreak = new Float64Array(rooms);
    this.leavesAfterBreak = new Float64Array(rooms);
    this.beginsBeforeBreak = new Float64Array(rooms);
    this.beginsAfterBreak = new Float64Array(rooms);
    this.demand = new Float64Array(shiftCount);
    this.work = new Float64Array(shiftCount);
    this.callTime = new Float64Array(shiftCount);
    this.routeCost = new Float64Array(shiftCount);
    this.caregiverWork = new Float64Array(caregivers.count);
    this.shiftOf = new Int32Array(visits.count).fill(-1);
    this.isCall = new Uint8Array(visits.count);
    this.opens = visits.opens.slice();
    this.closes = visits.closesAtLatest.slice();
    this.absent = Int32Array.from({ length: visits.count }, (_, visit) => visit);
    this.absentAt = this.absent.slice();
    this.absentCount = visits.count;
    this.penalty = visits.penalty.reduce((sum, price) => sum + price, 0);
    this.into = turned(travel, places);
    this.tableOf = Int32Array.from(shifts.caregiver, (caregiver) => caregivers.mode[caregiver]! * places * places);
    this.isSoft = problem.prices.lateness > 0 && visits.closes.some((closes, visit) => closes < visits.closesAtLatest[visit]!);
    this.ordinaryOf = new Float64Array(caregivers.count);
    for (let shift = 0; shift < shiftCount; shift++) {
      const ordinary = Math.min(shifts.ordinaryWork[shift]!, shifts.ends[shift]! - shifts.starts[shift]!);
      this.ordinaryOf[shifts.caregiver[shift]!]! += ordinary;
    }
    this.clock = new RouteClock(problem, this.stride);
    this.trial = new Int32Array(this.stride + 1);
    this.lateOf = new Float64Array(shiftCount);
    this.callsOf = Array.from({ length: shiftCount }, () => []);
    this.touched = new Int32Array(shiftCount);
    this.touchedIn = new Int32Array(shiftCount);
    this.oldWho = new Int32Array(rooms);
    this.oldLength = new Int32Array(shiftCount);
    for (let shift = 0; shift < shiftCount; shift++) this.retime(shift);
  }

  /** The whole price, and the price of what is left out. */
  cost(): number {
    let cost = this.penalty;
    for (let shift = 0; shift < this.routeCost.length; shift++) cost += this.routeCost[shift]!;
    if (this.problem.prices.unfairness > 0)
      for (let caregiver = 0; caregiver < this.caregiverWork.length; caregiver++) cost += this.unfairness(caregiver, 0);
    return cost;
  }

  /** What a caregiver's work costs in fairness once `more` is added to it. */
  unfairness(caregiver: number, more: number): number {
    const work = this.caregiverWork[caregiver]! + more;
    return (this.problem.prices.unfairness * work * work) / (2 * Math.max(1, this.ordinaryOf[caregiver]!));
  }

  /** Everything of this shift's price that depends on how much is done, once `more` work is added. */
  overtime(shift: number, more: number): number {
    const beyond = this.work[shift]! + more - this.problem.shifts.ordinaryWork[shift]!;
    return beyond > 0 ? beyond * this.problem.prices.overtime : 0;
  }

  /** What it costs that just this shift makes the visit, or calls. */
  fixedPrice(visit: number, shift: number, isCall: boolean): number {
    const { visits, shifts, prices, caregivers } = this.problem;
    const published = visits.published[visit]!;
    return (
      visits.caregiverPrice[visit * caregivers.count + shifts.caregiver[shift]!]! +
      (published >= 0 && published !== shift ? prices.change : 0) +
      (isCall ? prices.phone : 0)
    );
  }

  /** From here on `undo` leads back to this state. */
  begin(): void {
    this.turn++;
    this.touchedCount = 0;
    this.logged = 0;
  }

  insert(visit: number, shift: number, after: number): void {
    this.touch(shift);
    const base = shift * this.stride;
    const { who } = this;
    for (let k = base + this.length[shift]! + 1; k > base + after + 1; k--) who[k] = who[k - 1]!;
    who[base + after + 1] = visit;
    this.length[shift]!++;
    this.move(visit, shift, 0);
    this.retime(shift);
  }

  /** Takes `count` stops out, from stop `first` on. */
  remove(shift: number, first: number, count: number): void {
    this.touch(shift);
    const base = shift * this.stride;
    const { who } = this;
    const last = base + this.length[shift]!;
    for (let k = base + first; k < base + first + count; k++) this.letGo(who[k]!);
    for (let k = base + first; k + count <= last; k++) who[k] = who[k + count]!;
    for (let k = last - count + 1; k <= last; k++) who[k] = -1;
    this.length[shift]! -= count;
  }

  call(visit: number, shift: number): void {
    this.touch(shift);
    this.move(visit, shift, 1);
    this.retime(shift);
  }

  hangUp(visit: number): void {
    const shift = this.shiftOf[visit]!;
    this.touch(shift);
    this.letGo(visit);
    this.retime(shift);
  }

  /** Both halves of a visit for two begin then. */
  pin(visit: number, begins: number): void {
    this.note(visit);
    this.opens[visit] = this.closes[visit] = begins;
  }

  undo(): void {
    for (let at = this.logged - 1; at >= 0; at--) {
      const { visit, shift, isCall, opens, closes } = this.log[at]!;
      this.place(visit, shift, isCall);
      this.opens[visit] = opens;
      this.closes[visit] = closes;
    }
    this.logged = 0;
    const { stride, who, oldWho } = this;
    for (let at = 0; at < this.touchedCount; at++) {
      const shift = this.touched[at]!;
      const base = shift * stride;
      for (let k = base + 1; k <= base + this.oldLength[shift]!; k++) who[k] = oldWho[k]!;
      this.length[shift] = this.oldLength[shift]!;
      this.retime(shift);
    }
    this.touchedCount = 0;
  }

  /** Where the visit stands in its route, 1-based. */
  stopOf(visit: number): number {
    const base = this.shiftOf[visit]! * this.stride;
    let k = base + 1;
    while (this.who[k] !== visit) k++;
    return k - base;
  }

  callsBy(shift: number): readonly number[] {
    return this.callsOf[shift]!;
  }

  routes(): PlannedRoutes {
    return {
      routes: Array.from(this.length, (length, shift) => [
        ...this.who.subarray(shift * this.stride + 1, shift * this.stride + 1 + length),
      ]),
      calls: this.callsOf.map((calls) => [...calls]),
      unassigned: [...this.absent.subarray(0, this.absentCount)].sort((a, b) => a - b),
    };
  }

  /** Works the times and the price of one shift out anew. */
  retime(shift: number): void {
    const { problem, who, at, leg, opens, closes, leavesBeforeBreak, leavesAfterBreak, beginsBeforeBreak, beginsAfterBreak } =
      this;
    const { visits, shifts, places, travel, prices } = problem;
    const base = shift * this.stride;
    const length = this.length[shift]!;
    const end = base + length + 1;
    const table = this.tableOf[shift]!;
    const pause = shifts.breakDuration[shift]!;
    const from = shifts.breakFrom[shift]!;
    const to = shifts.breakTo[shift]!;
    let callTime = 0;
    let fixed = 0;
    let work = 0;
    let demand = 0;
    for (const visit of this.callsOf[shift]!) {
      callTime += visits.phoneDuration[visit]!;
      demand += visits.demand[visit]!;
      fixed += this.fixedPrice(visit, shift, true);
    }
    this.callTime[shift] = callTime;
    const sets = shifts.starts[shift]! + callTime;
    let here = shifts.startPlace[shift]!;
    at[base] = here;
    who[base] = -1;
    let before = pause > 0 ? sets : Infinity;
    let after = pause > 0 ? Infinity : sets;
    leavesBeforeBreak[base] = before;
    leavesAfterBreak[base] = after;
    let travelled = 0;
    for (let k = base + 1; k <= end; k++) {
      const visit = k < end ? who[k]! : -1;
      const there = visit >= 0 ? visits.place[visit]! : shifts.endPlace[shift]!;
      const way = travel[table + here * places + there]!;
      leg[k - 1] = way;
      travelled += way;
      const opening = visit >= 0 ? opens[visit]! : 0;
      const stay = visit >= 0 ? visits.duration[visit]! : 0;
      let reached = after + way;
      if (before <= to) reached = Math.min(reached, Math.max(before + way, from) + pause);
      const broken = Math.max(reached, opening);
      const unbroken = Math.max(before + way, opening);
      const closing = visit >= 0 ? closes[visit]! + TIME_NOISE : Infinity;
      // With the break taken too early a stop may be missed that is made when it comes later, and the other way round.
      after = broken > closing ? Infinity : broken + stay;
      before = unbroken > closing ? Infinity : unbroken + stay;
      leavesAfterBreak[k] = after;
      leavesBeforeBreak[k] = before;
      at[k] = there;
      here = there;
      if (visit >= 0) {
        work += stay;
        demand += visits.demand[visit]!;
        fixed += this.fixedPrice(visit, shift, false);
      }
    }
    who[end] = -1;
    let latestAfter = shifts.ends[shift]!;
    let latestBefore = pause > 0 ? -Infinity : latestAfter;
    beginsAfterBreak[end] = latestAfter;
    beginsBeforeBreak[end] = latestBefore;
    for (let k = end - 1; k >= base; k--) {
      const visit = k > base ? who[k]! : -1;
      const stay = visit >= 0 ? visits.duration[visit]! : 0;
      const closing = visit >= 0 ? closes[visit]! : Infinity;
      const spent = leg[k]! + stay;
      let beforeHere = latestBefore - spent;
      if (pause > 0 && from + pause <= latestAfter)
        beforeHere = Math.max(beforeHere, Math.min(latestAfter - pause - spent, to - stay));
      const opening = visit >= 0 ? opens[visit]! - TIME_NOISE : -Infinity;
      latestAfter = Math.min(closing, latestAfter - spent);
      latestBefore = Math.min(closing, beforeHere);
      if (latestAfter < opening) latestAfter = -Infinity;
      if (latestBefore < opening) latestBefore = -Infinity;
      beginsAfterBreak[k] = latestAfter;
      beginsBeforeBreak[k] = latestBefore;
    }
    const caregiver = shifts.caregiver[shift]!;
    const isOut = length > 0;
    work = (isOut ? work + travelled : 0) + callTime;
    this.caregiverWork[caregiver]! += work - this.work[shift]!;
    this.work[shift] = work;
    this.demand[shift] = demand;
    const late = this.isSoft && isOut ? this.lateness(shift) : 0;
    this.lateOf[shift] = late;
    this.routeCost[shift] = (isOut ? travelled : 0) + fixed + this.overtime(shift, 0) + prices.lateness * late;
  }

  /** Seconds begun late in this shift when everything begins as early as it can. */
  private lateness(shift: number): number {
    const base = shift * this.stride;
    const sets = this.problem.shifts.starts[shift]! + this.callTime[shift]!;
    this.clock.walk(shift, sets, this.who, base + 1, this.length[shift]!, this.opens, this.closes);
    return this.clock.lateness;
  }

  /** Seconds by which the route begins later than asked if `visit` stands after stop `after` too. */
  latenessAdded(visit: number, shift: number, after: number): number {
    return this.latenessWith(visit, shift, after) - this.lateOf[shift]!;
  }

  /** The same once `visit` stands after stop `after`. */
  private latenessWith(visit: number, shift: number, after: number): number {
    const base = shift * this.stride + 1;
    const length = this.length[shift]!;
    const { trial } = this;
    for (let k = 0; k < after; k++) trial[k] = this.who[base + k]!;
    trial[after] = visit;
    for (let k = after; k < length; k++) trial[k + 1] = this.who[base + k]!;
    this.clock.walk(
      shift,
      this.problem.shifts.starts[shift]! + this.callTime[shift]!,
      trial,
      0,
      length + 1,
      this.opens,
      this.closes,
    );
    return this.clock.lateness;
  }

  private letGo(visit: number): void {
    this.move(visit, -1, 0);
    this.opens[visit] = this.problem.visits.opens[visit]!;
    this.closes[visit] = this.problem.visits.closesAtLatest[visit]!;
  }

  private move(visit: number, shift: number, isCall: number): void {
    this.note(visit);
    this.place(visit, shift, isCall);
    if (shift >= 0 && this.problem.visits.partner[visit]! < 0) this.closes[visit] = beginsBy(this.problem, visit, shift);
  }

  private note(visit: number): void {
    const entry = (this.log[this.logged] ??= { visit: 0, shift: 0, isCall: 0, opens: 0, closes: 0 });
    this.logged++;
    entry.visit = visit;
    entry.shift = this.shiftOf[visit]!;
    entry.isCall = this.isCall[visit]!;
    entry.opens = this.opens[visit]!;
    entry.closes = this.closes[visit]!;
  }

  private place(visit: number, shift: number, isCall: number): void {
    const old = this.shiftOf[visit]!;
    if (this.isCall[visit]) {
      const calls = this.callsOf[old]!;
      calls.splice(calls.indexOf(visit), 1);
    }
    this.isCall[visit] = isCall;
    this.shiftOf[visit] = shift;
    if (isCall) this.callsOf[shift]!.push(visit);
    const { absent, absentAt } = this;
    if (old < 0 && shift >= 0) {
      const last = absent[--this.absentCount]!;
      absent[absentAt[visit]!] = last;
      absentAt[last] = absentAt[visit]!;
      this.penalty -= this.problem.visits.penalty[visit]!;
    } else if (old >= 0 && shift < 0) {
      absentAt[visit] = this.absentCount;
      absent[this.absentCount++] = visit;
      this.penalty += this.problem.visits.penalty[visit]!;
    }
  }

  private touch(shift: number): void {
    if (this.touchedIn[shift] === this.turn) return;
    this.touchedIn[shift] = this.turn;
    this.touched[this.touchedCount++] = shift;
    const base = shift * this.stride;
    const length = this.length[shift]!;
    this.oldLength[shift] = length;
    for (let k = base + 1; k <= base + length; k++) this.oldWho[k] = this.who[k]!;
  }
}

/** No route can have more stops than the smallest demands fill the largest capacity. */
function mostStops({ visits, shifts }: PlanningProblem): number {
  const largest = shifts.capacity.reduce((most, capacity) => Math.max(most, capacity), 0);
  let filled = 0;
  let stops = 0;
  for (const demand of visits.demand.slice().sort()) {
    filled += demand;
    if (filled > largest) break;
    stops++;
  }
  return Math.max(1, stops);
}

function turned(travel: Float64Array, places: number): Float64Array {
  const into = new Float64Array(travel.length);
  let isSame = true;
  for (let table = 0; table < travel.length; table += places * places)
    for (let from = 0; from < places; from++)
      for (let to = 0; to < places; to++) {
        const way = travel[table + from * places + to]!;
        into[table + to * places + from] = way;
        if (way !== travel[table + to * places + from]) isSame = false;
      }
  return isSame ? travel : into;
}
