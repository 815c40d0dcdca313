import type { WalkingView } from "./walking-view";

/**
 * Everything within a bound of some seeds: Dijkstra's search with Dial's buckets (R. B. Dial, Algorithm 360, Communications
 * of the ACM 12, 1969), one bucket a decimetre. All memory is made once. A label is the cost plus a base that falls from run
 * to run, so labels of earlier runs are larger than any of this one and a run costs only what it touches. The bound itself
 * is inside (`<=`).
 */
export class BoundedSearch {
  /** decimetres to each junction; valid where `isReached` */
  readonly cost: Int32Array;
  /** junctions in the order they were settled: rows 0 … count − 1 */
  readonly settled: Int32Array;
  count = 0;

  private readonly label: Int32Array;
  private base: number;
  /** labels a run may use: 0 … farthest */
  private readonly span: number;
  private bound: number;
  /** first entry of each bucket, −1 = empty */
  private readonly bucket: Int32Array;
  private entryNext: Int32Array;
  private entryJunction: Int32Array;
  private entries = 0;
  private waiting = 0;

  /** @param farthest the largest bound any run will have, decimetres */
  constructor(
    private readonly view: WalkingView,
    private readonly farthest: number,
  ) {
    const junctions = view.graph.x.length;
    this.cost = new Int32Array(junctions);
    this.settled = new Int32Array(junctions);
    this.label = new Int32Array(junctions).fill(LARGEST);
    this.bound = Math.floor(farthest);
    this.span = this.bound + 1;
    this.base = LARGEST - this.span;
    this.bucket = new Int32Array(this.span).fill(-1);
    this.entryNext = new Int32Array(view.arcs.head.length + 1024);
    this.entryJunction = new Int32Array(this.entryNext.length);
  }

  /** Forgets the last run. @param bound decimetres, at most `farthest` */
  begin(bound: number): void {
    if (!(bound <= this.farthest)) throw new RangeError(`bound ${bound} is beyond the promised ${this.farthest}`);
    if (this.waiting > 0) this.run();
    this.bound = Math.floor(bound);
    this.base -= this.span;
    if (this.base < 0) {
      this.label.fill(LARGEST);
      this.base = LARGEST - this.span;
    }
    this.entries = 0;
    this.count = 0;
  }

  /** Starts at a junction already `cost` whole decimetres on the way. Beyond the bound it is no start. */
  seed(junction: number, cost: number): void {
    if (!Number.isInteger(cost) || cost < 0) throw new RangeError(`a start of whole decimetres, got ${cost}`);
    if (cost > this.bound || this.label[junction]! <= this.base + cost) return;
    if (this.entries + this.view.arcs.head.length + 1 >= this.entryNext.length) this.makeRoom();
    this.label[junction] = this.base + cost;
    const entry = this.entries++;
    this.entryJunction[entry] = junction;
    this.entryNext[entry] = this.bucket[cost]!;
    this.bucket[cost] = entry;
    this.waiting++;
  }

  run(): void {
    const { bucket, entryNext, entryJunction, cost, label, settled, base, bound } = this;
    const { start, head } = this.view.arcs;
    const { arcCost } = this.view;
    let { entries, waiting, count } = this;
    for (let at = 0; waiting > 0; at++) {
      for (let entry = bucket[at]!; entry !== -1; entry = bucket[at]!) {
        bucket[at] = entryNext[entry]!;
        waiting--;
        const junction = entryJunction[entry]!;
        // An entry is made only for a better label, so one that still agrees is the first and the last of its cost.
        if (label[junction] !== base + at) continue;
        cost[junction] = at;
        settled[count++] = junction;
        const end = start[junction + 1]!;
        for (let arc = start[junction]!; arc < end; arc++) {
          const there = at + arcCost[arc]!;
          const next = head[arc]!;
          if (there > bound || label[next]! <= base + there) continue;
          label[next] = base + there;
          entryJunction[entries] = next;
          entryNext[entries] = bucket[there]!;
          bucket[there] = entries++;
          waiting++;
        }
      }
    }
    this.entries = entries;
    this.waiting = waiting;
    this.count = count;
  }

  isReached(junction: number): boolean {
    return this.label[junction]! < this.base + this.span;
  }

  private makeRoom(): void {
    const grown = (old: Int32Array) => {
      const wider = new Int32Array(2 * old.length);
      wider.set(old);
      return wider;
    };
    this.entryNext = grown(this.entryNext);
    this.entryJunction = grown(this.entryJunction);
  }
}

const LARGEST = 0x7fffffff;
