import type { Tick } from "~/shared/progress";
import type { WalkingView } from "./walking-view";

/**
 * The k nearest owners of every junction in one pass: seeds carry the row of their owner, a junction settles once for each
 * of its k nearest different owners. One pass from all facilities answers a whole city, however many homes it has.
 * Bounded Dijkstra with Dial's buckets, as in `bounded-search`.
 */
export interface OwnedSeeds {
  readonly junction: ArrayLike<number>;
  /** decimetres already walked */
  readonly cost: ArrayLike<number>;
  readonly owner: ArrayLike<number>;
}

export interface NearestOwners {
  readonly k: number;
  /** how many owners each junction has within the bound, at most k */
  readonly found: Uint8Array;
  /** rows v·k … v·k + found[v] − 1, nearest first: decimetres, and the owner */
  readonly cost: Int32Array;
  readonly owner: Int32Array;
}

/** Buckets passed between two words about how far the walk has come. */
const QUIET = 1_024;

/**
 * @param bound decimetres; the bound itself is inside
 * @param tick told how many decimetres everybody has walked
 */
export function nearestOwners(view: WalkingView, seeds: OwnedSeeds, bound: number, k: number, tick?: Tick): NearestOwners {
  if (!(k >= 1 && k <= 255)) throw new RangeError(`1 to 255 owners, got ${k}`);
  for (let s = 0; s < seeds.junction.length; s++) {
    const already = seeds.cost[s]!;
    if (!Number.isInteger(already) || already < 0) throw new RangeError(`a start of whole decimetres, got ${already}`);
  }
  return k === 1 ? nearestOwner(view, seeds, Math.floor(bound), tick) : nearestOfEach(view, seeds, Math.floor(bound), k, tick);
}

/** The one nearest: the junction's own cost tells whether a way is worth a look. */
function nearestOwner(view: WalkingView, seeds: OwnedSeeds, bound: number, tick?: Tick): NearestOwners {
  const { start, head } = view.arcs;
  const { arcCost } = view;
  const junctions = view.graph.x.length;
  const found = new Uint8Array(junctions);
  const cost = new Int32Array(junctions).fill(bound + 1);
  const owner = new Int32Array(junctions).fill(-1);
  const { bucket, next, junctionOf, ownerOf } = emptyBuckets(bound, seeds.junction.length + head.length);
  let entries = 0;
  let waiting = 0;
  for (let s = 0; s < seeds.junction.length; s++) {
    const junction = seeds.junction[s]!;
    const at = seeds.cost[s]!;
    if (at >= cost[junction]!) continue;
    cost[junction] = at;
    junctionOf[entries] = junction;
    ownerOf[entries] = seeds.owner[s]!;
    next[entries] = bucket[at]!;
    bucket[at] = entries++;
    waiting++;
  }
  for (let at = 0; waiting > 0; at++) {
    if (at % QUIET === 0) tick?.(at);
    for (let entry = bucket[at]!; entry !== -1; entry = bucket[at]!) {
      bucket[at] = next[entry]!;
      waiting--;
      const junction = junctionOf[entry]!;
      if (cost[junction] !== at) continue;
      const mine = ownerOf[entry]!;
      found[junction] = 1;
      owner[junction] = mine;
      const end = start[junction + 1]!;
      for (let arc = start[junction]!; arc < end; arc++) {
        const there = at + arcCost[arc]!;
        const neighbour = head[arc]!;
        if (there >= cost[neighbour]!) continue;
        cost[neighbour] = there;
        junctionOf[entries] = neighbour;
        ownerOf[entries] = mine;
        next[entries] = bucket[there]!;
        bucket[there] = entries++;
        waiting++;
      }
    }
  }
  return { k: 1, found, cost, owner };
}

function nearestOfEach(view: WalkingView, seeds: OwnedSeeds, bound: number, k: number, tick?: Tick): NearestOwners {
  const { start, head } = view.arcs;
  const { arcCost } = view;
  const junctions = view.graph.x.length;
  const found = new Uint8Array(junctions);
  const cost = new Int32Array(junctions * k);
  const owner = new Int32Array(junctions * k).fill(-1);
  const { bucket, next, junctionOf, ownerOf } = emptyBuckets(bound, seeds.junction.length + k * head.length);
  let entries = 0;
  let waiting = 0;

  for (let s = 0; s < seeds.junction.length; s++) offer(seeds.junction[s]!, seeds.cost[s]!, seeds.owner[s]!);
  for (let at = 0; waiting > 0; at++) {
    if (at % QUIET === 0) tick?.(at);
    for (let entry = bucket[at]!; entry !== -1; entry = bucket[at]!) {
      bucket[at] = next[entry]!;
      waiting--;
      const junction = junctionOf[entry]!;
      const mine = ownerOf[entry]!;
      if (isKnown(junction, mine)) continue;
      const row = junction * k + found[junction]!++;
      cost[row] = at;
      owner[row] = mine;
      for (let arc = start[junction]!; arc < start[junction + 1]!; arc++) offer(head[arc]!, at + arcCost[arc]!, mine);
    }
  }
  return { k, found, cost, owner };

  function offer(junction: number, at: number, mine: number): void {
    if (at > bound || isKnown(junction, mine)) return;
    const entry = entries++;
    junctionOf[entry] = junction;
    ownerOf[entry] = mine;
    next[entry] = bucket[at]!;
    bucket[at] = entry;
    waiting++;
  }

  /** Full, or this owner has come here by a shorter way. */
  function isKnown(junction: number, mine: number): boolean {
    const count = found[junction]!;
    if (count === k) return true;
    for (let i = junction * k; i < junction * k + count; i++) if (owner[i] === mine) return true;
    return false;
  }
}

/** Entries chained by cost: bucket → first entry (−1 = none), entry → the next of the same cost, its junction, its owner. */
const emptyBuckets = (bound: number, capacity: number) => ({
  bucket: new Int32Array(bound + 1).fill(-1),
  next: new Int32Array(capacity),
  junctionOf: new Int32Array(capacity),
  ownerOf: new Int32Array(capacity),
});
