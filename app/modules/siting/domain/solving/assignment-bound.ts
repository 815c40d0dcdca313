import type { PickLimit } from "./pick-limit";
import { withoutClosed, type Serving } from "./serving";
import { FIXED, FORBIDDEN, FREE } from "./siting-problem";

const NEARLY = 1e-12;
/** of what all prices add up to, so much is left to rounding: a bound is never too high */
const ROUNDING = 1e-13;

/**
 * What no choice of sites can beat: «everybody is assigned» is paid for at a price a person instead of being demanded (Narula,
 * Ogbu & Samuelsson 1977; with capacities Pirkul & Schilling 1991). Each site then takes whom it gains by, up to its capacity,
 * and the sites that gain most are chosen. Any prices give a valid bound; `climb` raises it by steps along the deflected
 * subgradient (Camerini, Fratta & Maffioli 1975), a person counting as a person in every row.
 */
export class AssignmentBound {
  /** price a person of each row */
  readonly price: Float64Array;
  /** what each site gains by (≤ 0), and by how much the bound rises if it is opened or closed */
  readonly gain: Float64Array;
  readonly chosen: Uint8Array;
  /** how often each site was chosen of late, 0–1 */
  readonly share: Float64Array;
  best = -Infinity;
  readonly bestPrice: Float64Array;
  private readonly load: Float64Array;
  private readonly served: Float64Array;
  private readonly way: Float64Array;
  /** no price above this is of use to a row */
  private readonly most: Float64Array;
  private readonly order: Int32Array;
  private readonly ratio: Float64Array;
  /** what each link of a site is worth at the prices */
  private readonly worth: Float64Array;
  private longest = 0;
  /** gain for each unit of the limit from which on sites are chosen, and the next one that is not */
  private lastRatio = 0;
  private nextRatio = 0;
  /** what the limit leaves beside the fixed sites */
  private room = 0;

  constructor(
    private serving: Serving,
    private readonly limit: PickLimit,
    /** cost of opening a site */
    private readonly opening: number,
  ) {
    const { demands, sites, columnStart } = serving;
    this.price = new Float64Array(demands);
    this.bestPrice = new Float64Array(demands);
    this.served = new Float64Array(demands);
    this.way = new Float64Array(demands);
    this.most = new Float64Array(demands);
    this.gain = new Float64Array(sites);
    this.load = new Float64Array(sites);
    this.chosen = new Uint8Array(sites);
    this.share = new Float64Array(sites).fill(0.5);
    this.ratio = new Float64Array(sites);
    for (let site = 0; site < sites; site++) this.longest = Math.max(this.longest, columnStart[site + 1]! - columnStart[site]!);
    this.order = new Int32Array(Math.max(sites, this.longest));
    this.worth = new Float64Array(this.longest);
  }

  /** Sites that are closed for good are looked at no more: whoever asks does not free them again. */
  leaveOut(state: Uint8Array): void {
    this.serving = withoutClosed(this.serving, state);
  }

  /** The bound at the prices as they are; Infinity where the fixed sites alone break the limit. */
  evaluate(state: Uint8Array): number {
    const { demands, sites, people, start, site, cost, capacity } = this.serving;
    const { price, gain, load, chosen } = this;
    gain.fill(this.opening);
    load.fill(0);
    let bound = 0;
    for (let d = 0; d < demands; d++) {
      const own = price[d]!;
      const weight = people[d]!;
      bound += weight * own;
      for (let k = start[d]!, end = start[d + 1]!; k < end && cost[k]! < own; k++) {
        const at = site[k]!;
        gain[at]! += weight * (cost[k]! - own);
        load[at]! += weight;
      }
    }
    if (capacity)
      for (let at = 0; at < sites; at++)
        if (load[at]! > capacity[at]! && state[at] !== FORBIDDEN) gain[at] = this.opening + this.fill(at, capacity[at]!, false);
    chosen.fill(0);
    return bound - ROUNDING * bound + this.choose(state);
  }

  /** People each chosen site takes, counted by row: what the prices are corrected by. */
  private count(): void {
    const { demands, people, start, site, cost, capacity, sites } = this.serving;
    const { price, chosen, served, load } = this;
    for (let d = 0; d < demands; d++) {
      let taken = 0;
      const own = price[d]!;
      for (let k = start[d]!, end = start[d + 1]!; k < end && cost[k]! < own; k++) {
        const at = site[k]!;
        if (chosen[at] && !(capacity && load[at]! > capacity[at]!)) taken += people[d]!;
      }
      served[d] = taken;
    }
    if (capacity)
      for (let at = 0; at < sites; at++) if (chosen[at] && load[at]! > capacity[at]!) this.fill(at, capacity[at]!, true);
  }

  /** A site that cannot take all it gains by takes the most gainful people first. */
  private fill(at: number, capacity: number, isCounted: boolean): number {
    const { columnStart, columnDemand, columnCost, people } = this.serving;
    const { order, worth, price } = this;
    const first = columnStart[at]!;
    let count = 0;
    for (let k = first; k < columnStart[at + 1]!; k++) {
      worth[k - first] = columnCost[k]! - price[columnDemand[k]!]!;
      if (worth[k - first]! < 0) order[count++] = k - first;
    }
    const ranked = order.subarray(0, count).sort((a, b) => worth[a]! - worth[b]!);
    let room = capacity;
    let gain = 0;
    for (let i = 0; i < count && room > 0; i++) {
      const d = columnDemand[first + ranked[i]!]!;
      const taken = Math.min(room, people[d]!);
      room -= taken;
      gain += taken * worth[ranked[i]!]!;
      if (isCounted) this.served[d]! += taken;
    }
    return gain;
  }

  /** The best sites within the limit, the last one in part (Dantzig 1957): for counts that is exact. */
  private choose(state: Uint8Array): number {
    const { gain, chosen, order, ratio } = this;
    const { amount, most } = this.limit;
    let sum = 0;
    let room = most;
    let free = 0;
    for (let at = 0; at < gain.length; at++) {
      if (state[at] === FIXED) {
        chosen[at] = 1;
        sum += gain[at]!;
        room -= amount[at]!;
      } else if (state[at] === FREE && gain[at]! < 0) {
        if (amount[at] === 0) {
          chosen[at] = 1;
          sum += gain[at]!;
        } else {
          ratio[at] = gain[at]! / amount[at]!;
          order[free++] = at;
        }
      }
    }
    this.lastRatio = this.nextRatio = 0;
    this.room = room;
    if (room < -NEARLY * Math.max(1, most)) return Infinity;
    const ranked = order.subarray(0, free).sort((a, b) => ratio[a]! - ratio[b]!);
    for (const at of ranked) {
      if (amount[at]! <= room) {
        chosen[at] = 1;
        sum += gain[at]!;
        room -= amount[at]!;
        this.lastRatio = ratio[at]!;
      } else {
        sum += room * ratio[at]!;
        this.nextRatio = ratio[at]!;
        if (room > 0) this.lastRatio = ratio[at]!;
        return sum;
      }
    }
    this.lastRatio = 0;
    return sum;
  }

  /** By how much the bound last evaluated rises at least when `site` is decided the other way. */
  riseOf(site: number): number {
    const amount = this.limit.amount[site]!;
    if (!this.chosen[site] && amount > this.room * (1 + NEARLY)) return Infinity;
    return this.chosen[site] ? this.nextRatio * amount - this.gain[site]! : this.gain[site]! - this.lastRatio * amount;
  }

  /**
   * Raises the bound until it meets `target`, for `steps` steps at most.
   * @param seen after each step: the bound there, and whether it is the best so far. It may change `state`; true = enough
   */
  climb(
    state: Uint8Array,
    target: () => number,
    steps: number,
    scale: number,
    seen: (bound: number, isBetter: boolean) => boolean,
  ) {
    const { people, demands } = this.serving;
    const { price, served, way, bestPrice, share, chosen, most } = this;
    way.fill(0);
    this.capPrices(state);
    this.best = -Infinity;
    let pace = scale;
    let still = 0;
    for (let step = 0; step < steps; step++) {
      const bound = this.evaluate(state);
      for (let at = 0; at < chosen.length; at++) share[at] = 0.9 * share[at]! + 0.1 * chosen[at]!;
      const isBetter = bound > this.best;
      if (isBetter) {
        still = bound > this.best + 1e-6 * Math.abs(bound) ? 0 : still + 1;
        this.best = bound;
        bestPrice.set(price);
      } else still++;
      if (seen(bound, isBetter) || bound >= target()) return;
      if (still >= 12) {
        pace *= 0.6;
        still = 0;
        if (pace < 1e-3) return;
      }
      this.count();
      let norm = 0;
      let isTop = true;
      for (let d = 0; d < demands; d++) {
        if (people[d] === 0) continue;
        const own = 1 - served[d]! / people[d]!;
        isTop &&= own === 0;
        way[d] = own + 0.4 * way[d]!;
        if ((price[d]! >= most[d]! && way[d]! > 0) || (price[d]! <= 0 && way[d]! < 0)) way[d] = 0;
        norm += people[d]! * way[d]! * way[d]!;
      }
      if (isTop || norm === 0) return;
      const length = (pace * (Math.max(target(), bound + 1e-9) - bound)) / norm;
      for (let d = 0; d < demands; d++) price[d] = Math.min(most[d]!, Math.max(0, price[d]! + length * way[d]!));
    }
  }

  /** Where sites are never full, whoever is served by a site that is open anyway pays no more than the way there. */
  private capPrices(state: Uint8Array): void {
    const { demands, start, site, cost, capacity, nobody } = this.serving;
    const { most, price } = this;
    most.fill(nobody);
    if (capacity) return;
    for (let d = 0; d < demands; d++) {
      for (let k = start[d]!; k < start[d + 1]!; k++) {
        if (state[site[k]!] !== FIXED) continue;
        most[d] = Math.min(nobody, cost[k]!);
        break;
      }
      price[d] = Math.min(price[d]!, most[d]!);
    }
  }
}
