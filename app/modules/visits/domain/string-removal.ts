import type { Nearby } from "./nearby";
import type { RouteState } from "./route-state";

export interface RemovalSizes {
  /** visits taken out in a round, on average */
  readonly average: number;
  /** the longest string */
  readonly longest: number;
  /** how often a string is taken with a stretch kept inside it, and how often that stretch grows by one more */
  readonly split: number;
  readonly stretch: number;
}

/** As published, with ten removals a round. */
export const STRING_REMOVALS: RemovalSizes = { average: 10, longest: 10, split: 0.5, stretch: 0.01 };

/**
 * Takes strings of adjacent visits out of routes that pass near one another, and writes them to `taken`; returns how many.
 * Christiaens & Vanden Berghe, «Slack Induction by String Removals for Vehicle Routing Problems», Transportation Science 54(2), 2020.
 */
export class StringRemoval {
  private readonly ruined: Int32Array;
  private turn = 0;

  constructor(
    private readonly state: RouteState,
    private readonly nearby: Nearby,
    private readonly random: () => number,
    private readonly sizes: RemovalSizes,
  ) {
    this.ruined = new Int32Array(state.length.length);
  }

  removeStrings(taken: Int32Array): number {
    const { state, nearby, random, sizes } = this;
    const visitCount = state.shiftOf.length;
    let routes = 0;
    for (let shift = 0; shift < state.length.length; shift++) if (state.length[shift]! > 0) routes++;
    if (routes === 0) return 0;
    const perRoute = (visitCount - state.absentCount) / routes;
    const longest = Math.min(sizes.longest, Math.max(1, perRoute));
    const strings = Math.floor(1 + random() * ((4 * sizes.average) / (1 + longest) - 1));
    this.turn++;
    let count = 0;
    let done = 0;
    const seed = Math.floor(random() * visitCount);
    const row = seed * nearby.perVisit;
    for (let at = -1; at < nearby.perVisit && done < strings; at++) {
      const visit = at < 0 ? seed : nearby.visits[row + at]!;
      const shift = state.shiftOf[visit]!;
      if (shift < 0 || this.ruined[shift] === this.turn) continue;
      if (state.isCall[visit]) {
        state.hangUp(visit);
        taken[count++] = visit;
        continue;
      }
      this.ruined[shift] = this.turn;
      count = this.removeString(shift, visit, longest, taken, count);
      done++;
    }
    return this.partners(taken, count);
  }

  private removeString(shift: number, visit: number, longest: number, taken: Int32Array, start: number): number {
    const { state, random, sizes } = this;
    const length = state.length[shift]!;
    const size = Math.floor(1 + random() * Math.min(length, longest));
    const around = state.stopOf(visit);
    let kept = 0;
    if (size > 1 && size < length && random() < sizes.split) {
      kept = 1;
      while (size + kept < length && random() < sizes.stretch) kept++;
    }
    const span = size + kept;
    const lowest = Math.max(1, around - span + 1);
    const highest = Math.min(around, length - span + 1);
    const first = lowest + Math.floor(random() * (highest - lowest + 1));
    const base = shift * state.stride;
    let count = start;
    const head = kept > 0 ? Math.floor(random() * (size + 1)) : size;
    for (let k = 0; k < head; k++) taken[count++] = state.who[base + first + k]!;
    for (let k = head + kept; k < span; k++) taken[count++] = state.who[base + first + k]!;
    if (size > head) state.remove(shift, first + head + kept, size - head);
    if (head > 0) state.remove(shift, first, head);
    state.retime(shift);
    return count;
  }

  /** A visit for two people leaves with both. */
  private partners(taken: Int32Array, count: number): number {
    const { state } = this;
    const { partner } = state.problem.visits;
    let total = count;
    for (let at = 0; at < count; at++) {
      const other = partner[taken[at]!]!;
      if (other < 0) continue;
      const shift = state.shiftOf[other]!;
      if (shift < 0) continue;
      state.remove(shift, state.stopOf(other), 1);
      state.retime(shift);
      taken[total++] = other;
    }
    return total;
  }
}
