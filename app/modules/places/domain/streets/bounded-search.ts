import type { WalkingView } from "./walking-view";

/**
 * Everything within a bound of some seeds: Dijkstra's search with Dial's buckets (R. B. Dial, Algorithm 360, Communications
 * of the ACM 12, 1969), one bucket a decimetre. All memory is made once; marks of earlier runs are told apart by a
 * generation number, so a run costs only what it touches. The bound itself is inside (`<=`).
 */
export class BoundedSearch {
  /** decimetres to each junction; valid where `isReached` */
  readonly cost: Int32Array;
  /** junctions in the order they were settled: rows 0 … count − 1 */
  readonly settled: Int32Array;
  count = 0;

  private readonly seenIn: Int32Array;
  private readonly settledIn: Int32Array;
  private generation = 0;
  /** first entry of each bucket, −1 = empty */
  private readonly bucket: Int32Array;
  private entryNext: Int32Array;
  private entryJunction: Int32Array;
  private entries = 0;

  /** @param farthest the largest bound any run will have, decimetres */
  constructor(
    private readonly view: WalkingView,
    private readonly farthest: number,
  ) {
    const junctions = view.graph.x.length;
    this.cost = new Int32Array(junctions);
    this.settled = new Int32Array(junctions);
    this.seenIn = new Int32Array(junctions);
    this.settledIn = new Int32Array(junctions);
    this.bucket = new Int32Array(Math.floor(farthest) + 1).fill(-1);
    this.entryNext = new Int32Array(view.arcs.head.length + 1024);
    this.entryJunction = new Int32Array(this.entryNext.length);
    this.bound = Math.floor(farthest);
  }

  private bound: number;
  private waiting = 0;

  /** Forgets the last run. @param bound decimetres, at most `farthest` */
  begin(bound: number): void {
    if (!(bound <= this.farthest)) throw new RangeError(`bound ${bound} is beyond the promised ${this.farthest}`);
    if (this.waiting > 0) this.run();
    this.bound = Math.floor(bound);
    this.generation++;
    this.entries = 0;
    this.count = 0;
  }

  /** Starts at a junction already `cost` decimetres on the way. Beyond the bound it is no start. */
  seed(junction: number, cost: number): void {
    if (this.entries + this.view.arcs.head.length + 1 >= this.entryNext.length) this.makeRoom();
    this.offer(junction, cost);
  }

  run(): void {
    const { start, head } = this.view.arcs;
    const { arcCost } = this.view;
    const { bucket, entryNext, entryJunction, cost, settledIn, settled, generation } = this;
    for (let at = 0; this.waiting > 0; at++) {
      for (let entry = bucket[at]!; entry !== -1; entry = bucket[at]!) {
        bucket[at] = entryNext[entry]!;
        this.waiting--;
        const junction = entryJunction[entry]!;
        if (settledIn[junction] === generation || cost[junction] !== at) continue;
        settledIn[junction] = generation;
        settled[this.count++] = junction;
        for (let arc = start[junction]!; arc < start[junction + 1]!; arc++) this.offer(head[arc]!, at + arcCost[arc]!);
      }
    }
  }

  isReached(junction: number): boolean {
    return this.settledIn[junction] === this.generation;
  }

  private offer(junction: number, cost: number): void {
    if (cost > this.bound) return;
    if (this.seenIn[junction] === this.generation && this.cost[junction]! <= cost) return;
    this.seenIn[junction] = this.generation;
    this.cost[junction] = cost;
    const entry = this.entries++;
    this.entryJunction[entry] = junction;
    this.entryNext[entry] = this.bucket[cost]!;
    this.bucket[cost] = entry;
    this.waiting++;
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
