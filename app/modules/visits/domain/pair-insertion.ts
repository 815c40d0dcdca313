import type { Nearby } from "./nearby";
import { beginsBy, fits } from "./planning-problem";
import { TIME_NOISE, type RouteState } from "./route-state";

const MOST_SPOTS = 400;

/**
 * Room for a visit that two caregivers make together: a spot in two routes, and a minute at which both can begin. Both halves
 * are then pinned to that minute, so that everything else of the search treats them as ordinary visits.
 */
export class PairInsertion {
  private readonly shift = [new Int32Array(MOST_SPOTS), new Int32Array(MOST_SPOTS)] as const;
  private readonly after = [new Int32Array(MOST_SPOTS), new Int32Array(MOST_SPOTS)] as const;
  private readonly soonest = [new Float64Array(MOST_SPOTS), new Float64Array(MOST_SPOTS)] as const;
  private readonly latest = [new Float64Array(MOST_SPOTS), new Float64Array(MOST_SPOTS)] as const;
  private readonly price = [new Float64Array(MOST_SPOTS), new Float64Array(MOST_SPOTS)] as const;
  private readonly count = [0, 0];

  constructor(
    private readonly state: RouteState,
    private readonly nearby: Nearby,
    private readonly keepsGap: (visit: number, shift: number) => boolean,
  ) {}

  /** Puts both halves in where that costs least; false where there is no room for two. */
  insert(visit: number, partner: number): boolean {
    this.collect(0, visit);
    this.collect(1, partner);
    const { shifts } = this.state.problem;
    let best = Infinity;
    let mine = -1;
    let theirs = -1;
    for (let a = 0; a < this.count[0]!; a++) {
      for (let b = 0; b < this.count[1]!; b++) {
        const price = this.price[0][a]! + this.price[1][b]!;
        if (price >= best) continue;
        const first = this.shift[0][a]!;
        const second = this.shift[1][b]!;
        if (shifts.caregiver[first] === shifts.caregiver[second] || shifts.day[first] !== shifts.day[second]) continue;
        if (Math.max(this.soonest[0][a]!, this.soonest[1][b]!) > Math.min(this.latest[0][a]!, this.latest[1][b]!) + TIME_NOISE)
          continue;
        best = price;
        mine = a;
        theirs = b;
      }
    }
    if (mine < 0) return false;
    const begins = Math.max(this.soonest[0][mine]!, this.soonest[1][theirs]!);
    this.state.pin(visit, begins);
    this.state.pin(partner, begins);
    this.state.insert(visit, this.shift[0][mine]!, this.after[0][mine]!);
    this.state.insert(partner, this.shift[1][theirs]!, this.after[1][theirs]!);
    return true;
  }

  private collect(side: 0 | 1, visit: number): void {
    const { state } = this;
    const { visits, shifts, places, travel } = state.problem;
    const stay = visits.duration[visit]!;
    const opens = visits.opens[visit]!;
    this.count[side] = 0;
    for (const shift of this.nearby.allShifts[visit]!) {
      if (this.count[side]! >= MOST_SPOTS) return;
      if (!fits(state.problem, visit, shift) || !this.keepsGap(visit, shift)) continue;
      if (state.demand[shift]! + visits.demand[visit]! > shifts.capacity[shift]!) continue;
      const closes = beginsBy(state.problem, visit, shift);
      const row = state.tableOf[shift]! + visits.place[visit]! * places;
      const base = shift * state.stride;
      const length = state.length[shift]!;
      const fixed = state.fixedPrice(visit, shift, false);
      const pause = shifts.breakDuration[shift]!;
      const from = shifts.breakFrom[shift]!;
      const to = shifts.breakTo[shift]!;
      for (let k = base; k <= base + length; k++) {
        const out = state.into[row + state.at[k]!]!;
        const onward = travel[row + state.at[k + 1]!]!;
        const more = out + onward - (length === 0 ? 0 : state.leg[k]!);
        if (state.work[shift]! + more + stay > shifts.mostWork[shift]! + TIME_NOISE) continue;
        const price = more + fixed;
        const before = state.leavesBeforeBreak[k]!;
        let reached = state.leavesAfterBreak[k]! + out;
        if (pause > 0 && before <= to) reached = Math.min(reached, Math.max(before + out, from) + pause);
        const latest = state.beginsAfterBreak[k + 1]!;
        this.offer(side, shift, k - base, Math.max(reached, opens), Math.min(closes, latest - onward - stay), price);
        if (pause === 0) continue;
        const pausing = from + pause <= latest ? Math.min(latest - pause - onward, to) : -Infinity;
        const leaves = Math.max(state.beginsBeforeBreak[k + 1]! - onward, pausing);
        this.offer(side, shift, k - base, Math.max(before + out, opens), Math.min(closes, leaves - stay), price);
      }
    }
  }

  private offer(side: 0 | 1, shift: number, after: number, soonest: number, latest: number, price: number): void {
    const at = this.count[side]!;
    if (soonest > latest + TIME_NOISE || at >= MOST_SPOTS) return;
    this.shift[side][at] = shift;
    this.after[side][at] = after;
    this.soonest[side][at] = soonest;
    this.latest[side][at] = latest;
    this.price[side][at] = price;
    this.count[side]!++;
  }
}
