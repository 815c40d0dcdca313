import { NodeHeap } from "./node-heap";
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
 * shortest paths, Ford & Fulkerson 1962, with the prices of Edmonds & Karp 1972, between sites instead of people).
 */
export function sharePeople(serving: Serving, sites: readonly number[], price: number): Shared {
  const { people } = serving;
  const seats = seatsOf(serving, sites, price);
  new Movers(seats).level();
  const ways: { row: number; site: number; cost: number; people: number }[] = [];
  let value = 0;
  let unserved = 0;
  for (let d = 0; d < serving.demands; d++) {
    if (seats.lineOf[d]! >= 0) continue;
    const way = people[d] === 0 ? cheapest(serving, sites, d) : null;
    if (way) ways.push(way);
    // a row without people takes no room; where everybody must be served it has to reach somebody all the same
    else unserved += people[d] === 0 && serving.nobody === Infinity ? 1 : people[d]!;
  }
  for (let line = 0; line < seats.rowOf.length; line++) {
    const last = seats.start[line + 1]! - 1;
    for (let seat = seats.start[line]!; seat < last; seat++) {
      const own = seats.flow[seat]!;
      if (own <= 0) continue;
      ways.push({ row: seats.rowOf[line]!, site: sites[seats.slot[seat]!]!, cost: seats.cost[seat]!, people: own });
      value += own * seats.cost[seat]!;
    }
    unserved += seats.flow[last]!;
  }
  return { value: value + unserved * price, unserved, ways };
}

/**
 * Rows with people that reach an open site (lines), and where each may go (seats): its open sites (slots), and nobody as the last of
 * its seats, in a slot of its own.
 */
interface Seats {
  readonly lineOf: Int32Array;
  readonly rowOf: readonly number[];
  /** seats of line l: `start[l]` up to `start[l + 1]` */
  readonly start: Int32Array;
  readonly line: Int32Array;
  readonly slot: Int32Array;
  readonly cost: Float64Array;
  /** people on each seat */
  readonly flow: Float64Array;
  /** by slots: people there, and most people */
  readonly load: Float64Array;
  readonly most: Float64Array;
}

/** Everybody at their cheapest site, among equals where most room is left. O(links of the open sites), not of all there are. */
function seatsOf(serving: Serving, sites: readonly number[], price: number): Seats {
  const { demands, people, columnStart, columnDemand, columnCost, capacity } = serving;
  const nobody = sites.length;
  const found = new Int32Array(demands);
  for (const site of sites) for (let k = columnStart[site]!; k < columnStart[site + 1]!; k++) found[columnDemand[k]!]!++;
  const lineOf = new Int32Array(demands).fill(-1);
  const [rowOf, start]: [number[], number[]] = [[], [0]];
  for (let d = 0; d < demands; d++) {
    if (people[d]! <= 0 || found[d] === 0) continue;
    lineOf[d] = rowOf.push(d) - 1;
    start.push(start.at(-1)! + found[d]! + 1);
  }
  const line = new Int32Array(start.at(-1)!);
  const slot = new Int32Array(line.length).fill(nobody);
  const cost = new Float64Array(line.length).fill(price);
  for (let own = 0; own < rowOf.length; own++) line.fill(own, start[own], start[own + 1]);
  // seats of a line stand by cost, equal ones by site
  const end = start.slice();
  for (const own of [...sites.keys()].sort((a, b) => sites[a]! - sites[b]!))
    for (let k = columnStart[sites[own]!]!; k < columnStart[sites[own]! + 1]!; k++) {
      const row = lineOf[columnDemand[k]!]!;
      if (row < 0) continue;
      let at = end[row]!++;
      for (; at > start[row]! && cost[at - 1]! > columnCost[k]!; at--) [slot[at], cost[at]] = [slot[at - 1]!, cost[at - 1]!];
      [slot[at], cost[at]] = [own, columnCost[k]!];
    }
  const most = new Float64Array(nobody + 1).fill(Infinity);
  if (capacity) sites.forEach((open, slot) => (most[slot] = capacity[open]!));
  const seats: Seats = {
    ...{ lineOf, rowOf, start: Int32Array.from(start), line, slot, cost, flow: new Float64Array(line.length) },
    ...{ load: new Float64Array(nobody + 1), most },
  };
  const roomAt = (at: number): number => most[seats.slot[at]!]! - seats.load[seats.slot[at]!]!;
  for (let line = 0; line < seats.rowOf.length; line++) {
    let best = seats.start[line + 1]! - 1;
    for (let at = seats.start[line]!; at < seats.start[line + 1]! - 1; at++)
      if (seats.cost[at]! < seats.cost[best]! || (seats.cost[at] === seats.cost[best] && roomAt(at) > roomAt(best))) best = at;
    const own = people[seats.rowOf[line]!]!;
    seats.flow[best] = own;
    seats.load[seats.slot[best]!]! += own;
  }
  return seats;
}

function cheapest({ start, site, cost }: Serving, sites: readonly number[], row: number) {
  for (let k = start[row]!; k < start[row + 1]!; k++)
    if (sites.includes(site[k]!)) return { row, site: site[k]!, cost: cost[k]!, people: 0 };
  return null;
}

/** Moves people between slots until none holds more than it may. */
class Movers {
  private readonly slots: number;
  /** slots that somebody may move to from each, and by pairs «from × slots + to» who may: cheapest first, old ones dropped as met */
  private readonly near: number[][];
  private readonly heaps = new Map<number, number[]>();
  /** with these added at its beginning and taken off at its end no move costs less than nothing; where there is room, none is below 0 */
  private readonly price: Float64Array;
  private readonly length: Float64Array;
  private readonly from: Int32Array;
  private readonly isSettled: Uint8Array;

  constructor(private readonly seats: Seats) {
    this.slots = seats.load.length;
    this.near = Array.from({ length: this.slots }, () => []);
    this.price = new Float64Array(this.slots);
    this.length = new Float64Array(this.slots);
    this.from = new Int32Array(this.slots);
    this.isSettled = new Uint8Array(this.slots);
  }

  level(): void {
    const { flow } = this.seats;
    const overfull = [...Array(this.slots).keys()].filter((slot) => this.isOver(slot));
    if (overfull.length === 0) return;
    for (let seat = 0; seat < flow.length; seat++) if (flow[seat]! > 0) this.offer(seat);
    for (const slot of overfull) while (this.isOver(slot)) if (!this.relieve(slot)) break;
  }

  private isOver(slot: number): boolean {
    const { load, most } = this.seats;
    return load[slot]! > most[slot]! * (1 + NEARLY) + NEARLY;
  }

  private hasRoom(slot: number): boolean {
    const { load, most } = this.seats;
    return load[slot]! < most[slot]!;
  }

  /** As many as possible go along the cheapest chain from a slot to one with room; false where no chain leads to any. */
  private relieve(slot: number): boolean {
    const { load, most, flow } = this.seats;
    const to = this.nearestRoom(slot);
    if (to < 0) return false;
    let amount = Math.min(most[to]! - load[to]!, load[slot]! - most[slot]!);
    for (let at = to; at !== slot; at = this.from[at]!) amount = Math.min(amount, flow[this.mover(this.from[at]!, at)!]!);
    load[slot]! -= amount;
    load[to]! += amount;
    for (let at = to; at !== slot; at = this.from[at]!) this.move(this.from[at]!, at, amount);
    return true;
  }

  /** Cheapest chains from `slot` outward (Dijkstra 1959) as far as the first that ends in room; the prices follow. */
  private nearestRoom(slot: number): number {
    const { length, from, isSettled, price } = this;
    length.fill(Infinity);
    isSettled.fill(0);
    const settled: number[] = [];
    const frontier = new NodeHeap<{ readonly bound: number; readonly slot: number }>();
    length[slot] = 0;
    from[slot] = -1;
    frontier.push({ bound: 0, slot });
    let [end, shortest] = [-1, Infinity];
    for (let next = frontier.pop(); next && -next.bound < shortest; next = frontier.pop()) {
      const at = next.slot;
      if (isSettled[at]) continue;
      isSettled[at] = 1;
      settled.push(at);
      const out = length[at]! + Math.max(0, price[at]!);
      if (this.hasRoom(at) && out < shortest) [end, shortest] = [at, out];
      for (const to of this.near[at]!) {
        const seat = isSettled[to] ? null : this.mover(at, to);
        if (seat === null) continue;
        const own = length[at]! + Math.max(0, this.extra(seat, to) + price[at]! - price[to]!);
        if (own >= length[to]!) continue;
        length[to] = own;
        from[to] = at;
        frontier.push({ bound: -own, slot: to });
      }
    }
    if (end < 0) return -1;
    for (const at of settled) if (length[at]! < shortest) price[at]! += length[at]! - shortest;
    return end;
  }

  /** What it costs more a person to sit in `to` than where they are. */
  private extra(seat: number, to: number): number {
    return this.seats.cost[this.seatIn(seat, to)]! - this.seats.cost[seat]!;
  }

  private seatIn(seat: number, to: number): number {
    const { start, line, slot } = this.seats;
    let other = start[line[seat]!]!;
    while (slot[other] !== to) other++;
    return other;
  }

  /** Who moves cheapest from a to b. */
  private mover(a: number, b: number): number | null {
    const heap = this.heaps.get(a * this.slots + b);
    if (!heap) return null;
    while (heap.length > 0 && this.seats.flow[heap[0]!]! <= 0) this.pop(heap, b);
    return heap[0] ?? null;
  }

  private move(a: number, b: number, amount: number): void {
    const { flow } = this.seats;
    const out = this.mover(a, b)!;
    const into = this.seatIn(out, b);
    const wasThere = flow[into]! > 0;
    const left = flow[out]! - amount;
    flow[into]! += amount;
    flow[out] = left > NEARLY * amount ? left : 0;
    if (!wasThere) this.offer(into);
  }

  private offer(seat: number): void {
    const { start, line, slot } = this.seats;
    const a = slot[seat]!;
    for (let other = start[line[seat]!]!; other < start[line[seat]! + 1]!; other++) {
      if (other === seat) continue;
      const b = slot[other]!;
      const heap = this.heaps.get(a * this.slots + b);
      if (heap) this.push(heap, seat, b);
      else {
        this.heaps.set(a * this.slots + b, [seat]);
        this.near[a]!.push(b);
      }
    }
  }

  private push(heap: number[], seat: number, b: number): void {
    const own = this.extra(seat, b);
    let at = heap.push(seat) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.extra(heap[up]!, b) <= own) break;
      heap[at] = heap[up]!;
      at = up;
    }
    heap[at] = seat;
  }

  private pop(heap: number[], b: number): void {
    const last = heap.pop()!;
    if (heap.length === 0) return;
    const own = this.extra(last, b);
    let at = 0;
    for (let down = 1; down < heap.length; down = 2 * at + 1) {
      if (down + 1 < heap.length && this.extra(heap[down + 1]!, b) < this.extra(heap[down]!, b)) down++;
      if (this.extra(heap[down]!, b) >= own) break;
      heap[at] = heap[down]!;
      at = down;
    }
    heap[at] = last;
  }
}
