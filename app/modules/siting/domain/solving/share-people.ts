import type { Serving } from "./serving";

const NEARLY = 1e-9;

export interface Shared {
  /** people × cost, those nobody serves at their price */
  readonly value: number;
  /** people nobody serves */
  readonly unserved: number;
  /** row, site and people of each way that is used */
  readonly ways: readonly { readonly row: number; readonly site: number; readonly cost: number; readonly people: number }[];
}

/**
 * Who goes where among sites that are open and full at some time: the transport problem. Everybody begins at their cheapest site;
 * whoever is too many moves along cheapest chains «from a to b, and somebody there on to c» until no site is overfull (successive
 * shortest paths, Ford & Fulkerson 1962, between sites instead of people). Each pair of sites keeps its cheapest mover in a heap.
 */
export function sharePeople(serving: Serving, sites: readonly number[], price: number): Shared {
  const { columnStart, columnDemand, columnCost, people, capacity } = serving;
  const nobody = sites.length;
  const slots = nobody + 1;
  // rows that reach one of the open sites, each with its own line of costs; the rest are served by nobody
  const lineOf = new Int32Array(serving.demands).fill(-1);
  const rowOf: number[] = [];
  for (const site of sites)
    for (let k = columnStart[site]!; k < columnStart[site + 1]!; k++) {
      const d = columnDemand[k]!;
      if (lineOf[d]! < 0 && people[d]! > 0) lineOf[d] = rowOf.push(d) - 1;
    }
  const lines = rowOf.length;
  const cost = new Float64Array(lines * slots).fill(Infinity);
  const flow = new Float64Array(lines * slots);
  const load = new Float64Array(slots);
  const most = new Float64Array(slots).fill(Infinity);
  sites.forEach((site, slot) => {
    if (capacity) most[slot] = capacity[site]!;
    for (let k = columnStart[site]!; k < columnStart[site + 1]!; k++) {
      const line = lineOf[columnDemand[k]!]!;
      if (line >= 0) cost[line * slots + slot] = columnCost[k]!;
    }
  });
  for (let line = 0; line < lines; line++) {
    const at = line * slots;
    cost[at + nobody] = price;
    let best = nobody;
    for (let slot = 0; slot < nobody; slot++) {
      const own = cost[at + slot]!;
      if (own < cost[at + best]! || (own === cost[at + best]! && most[slot]! - load[slot]! > most[best]! - load[best]!))
        best = slot;
    }
    flow[at + best] = people[rowOf[line]!]!;
    load[best]! += people[rowOf[line]!]!;
  }
  new Movers(lines, slots, cost, flow, load, most).level();
  const ways: { row: number; site: number; cost: number; people: number }[] = [];
  let value = 0;
  let unserved = 0;
  for (let d = 0; d < serving.demands; d++) {
    if (lineOf[d]! >= 0) continue;
    const way = people[d] === 0 ? cheapest(serving, sites, d) : null;
    if (way) ways.push(way);
    // a row without people takes no room; where everybody must be served it has to reach somebody all the same
    else unserved += people[d] === 0 && serving.nobody === Infinity ? 1 : people[d]!;
  }
  for (let line = 0; line < lines; line++) {
    for (let slot = 0; slot < nobody; slot++) {
      const own = flow[line * slots + slot]!;
      if (own <= 0) continue;
      ways.push({ row: rowOf[line]!, site: sites[slot]!, cost: cost[line * slots + slot]!, people: own });
      value += own * cost[line * slots + slot]!;
    }
    unserved += flow[line * slots + nobody]!;
  }
  return { value: value + unserved * price, unserved, ways };
}

function cheapest({ start, site, cost }: Serving, sites: readonly number[], row: number) {
  for (let k = start[row]!; k < start[row + 1]!; k++)
    if (sites.includes(site[k]!)) return { row, site: site[k]!, cost: cost[k]!, people: 0 };
  return null;
}

/** Moves people between slots until none holds more than it may. */
class Movers {
  /** heap of lines for each pair of slots, the cheapest mover first; lines without people there are dropped when they come up */
  private readonly heaps = new Map<number, number[]>();
  private readonly length: Float64Array;
  private readonly from: Int32Array;

  constructor(
    private readonly lines: number,
    private readonly slots: number,
    private readonly cost: Float64Array,
    private readonly flow: Float64Array,
    private readonly load: Float64Array,
    private readonly most: Float64Array,
  ) {
    this.length = new Float64Array(slots);
    this.from = new Int32Array(slots);
  }

  level(): void {
    const { load, most, slots, lines, flow } = this;
    let isOver = false;
    for (let slot = 0; slot < slots; slot++) isOver ||= this.isOver(slot);
    if (!isOver) return;
    for (let line = 0; line < lines; line++)
      for (let slot = 0; slot < slots; slot++) if (flow[line * slots + slot]! > 0) this.offer(line, slot);
    for (let to = this.nearest(); to >= 0; to = this.nearest()) {
      let amount = most[to]! - load[to]!;
      let at = to;
      while (this.from[at]! >= 0) {
        const before = this.from[at]!;
        amount = Math.min(amount, flow[this.top(before, at)! * slots + before]!);
        at = before;
      }
      amount = Math.min(amount, load[at]! - most[at]!);
      load[at]! -= amount;
      load[to]! += amount;
      for (let end = to; this.from[end]! >= 0; end = this.from[end]!) this.move(this.from[end]!, end, amount);
    }
  }

  private isOver(slot: number): boolean {
    return this.load[slot]! > this.most[slot]! * (1 + NEARLY) + NEARLY;
  }

  /** The cheapest chain from any overfull slot to one with room (Bellman & Ford); −1 where no slot is overfull. */
  private nearest(): number {
    const { length, from, slots, load, most } = this;
    let isOver = false;
    for (let slot = 0; slot < slots; slot++) {
      length[slot] = this.isOver(slot) ? 0 : Infinity;
      from[slot] = -1;
      isOver ||= length[slot] === 0;
    }
    if (!isOver) return -1;
    for (let isBetter = true; isBetter;) {
      isBetter = false;
      for (let a = 0; a < slots; a++) {
        if (length[a] === Infinity) continue;
        for (let b = 0; b < slots; b++) {
          if (a === b || length[b]! <= length[a]! + this.least(a, b) + NEARLY) continue;
          length[b] = length[a]! + this.least(a, b);
          from[b] = a;
          isBetter = true;
        }
      }
    }
    let best = -1;
    for (let slot = 0; slot < slots; slot++)
      if (load[slot]! < most[slot]! && !this.isOver(slot) && length[slot]! < (best < 0 ? Infinity : length[best]!)) best = slot;
    return best;
  }

  private least(a: number, b: number): number {
    const line = this.top(a, b);
    return line === null ? Infinity : this.extra(line, a, b);
  }

  private extra(line: number, a: number, b: number): number {
    return this.cost[line * this.slots + b]! - this.cost[line * this.slots + a]!;
  }

  private top(a: number, b: number): number | null {
    const heap = this.heaps.get(a * this.slots + b);
    if (!heap) return null;
    while (heap.length > 0 && this.flow[heap[0]! * this.slots + a]! <= 0) this.pop(heap, a, b);
    return heap[0] ?? null;
  }

  private move(a: number, b: number, amount: number): void {
    const line = this.top(a, b)!;
    const [out, into] = [line * this.slots + a, line * this.slots + b];
    const wasThere = this.flow[into]! > 0;
    const left = this.flow[out]! - amount;
    this.flow[into]! += amount;
    this.flow[out] = left > NEARLY * amount ? left : 0;
    if (!wasThere) this.offer(line, b);
  }

  private offer(line: number, a: number): void {
    for (let b = 0; b < this.slots; b++) {
      if (b === a || this.cost[line * this.slots + b] === Infinity) continue;
      const key = a * this.slots + b;
      const heap = this.heaps.get(key);
      if (heap) this.push(heap, line, a, b);
      else this.heaps.set(key, [line]);
    }
  }

  private push(heap: number[], line: number, a: number, b: number): void {
    const own = this.extra(line, a, b);
    let at = heap.push(line) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.extra(heap[up]!, a, b) <= own) break;
      heap[at] = heap[up]!;
      at = up;
    }
    heap[at] = line;
  }

  private pop(heap: number[], a: number, b: number): void {
    const last = heap.pop()!;
    if (heap.length === 0) return;
    const own = this.extra(last, a, b);
    let at = 0;
    for (let down = 1; down < heap.length; down = 2 * at + 1) {
      if (down + 1 < heap.length && this.extra(heap[down + 1]!, a, b) < this.extra(heap[down]!, a, b)) down++;
      if (this.extra(heap[down]!, a, b) >= own) break;
      heap[at] = heap[down]!;
      at = down;
    }
    heap[at] = last;
  }
}
