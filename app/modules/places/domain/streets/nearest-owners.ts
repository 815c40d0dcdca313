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

/** @param bound decimetres; the bound itself is inside */
export function nearestOwners(view: WalkingView, seeds: OwnedSeeds, bound: number, k: number): NearestOwners {
  if (!(k >= 1 && k <= 255)) throw new RangeError(`1 to 255 owners, got ${k}`);
  const { start, head } = view.arcs;
  const { arcCost } = view;
  const junctions = view.graph.x.length;
  const found = new Uint8Array(junctions);
  const cost = new Int32Array(junctions * k);
  const owner = new Int32Array(junctions * k).fill(-1);
  const most = Math.floor(bound);
  const bucket = new Int32Array(most + 1).fill(-1);
  const capacity = seeds.junction.length + k * head.length;
  const entryNext = new Int32Array(capacity);
  const entryJunction = new Int32Array(capacity);
  const entryOwner = new Int32Array(capacity);
  let entries = 0;
  let waiting = 0;

  for (let s = 0; s < seeds.junction.length; s++) {
    const already = seeds.cost[s]!;
    if (!Number.isInteger(already) || already < 0) throw new RangeError(`a start of whole decimetres, got ${already}`);
    offer(seeds.junction[s]!, already, seeds.owner[s]!);
  }
  for (let at = 0; waiting > 0; at++) {
    for (let entry = bucket[at]!; entry !== -1; entry = bucket[at]!) {
      bucket[at] = entryNext[entry]!;
      waiting--;
      const junction = entryJunction[entry]!;
      const mine = entryOwner[entry]!;
      if (isKnown(junction, mine)) continue;
      const row = junction * k + found[junction]!++;
      cost[row] = at;
      owner[row] = mine;
      for (let arc = start[junction]!; arc < start[junction + 1]!; arc++) offer(head[arc]!, at + arcCost[arc]!, mine);
    }
  }
  return { k, found, cost, owner };

  function offer(junction: number, at: number, mine: number): void {
    if (at > most || isKnown(junction, mine)) return;
    const entry = entries++;
    entryJunction[entry] = junction;
    entryOwner[entry] = mine;
    entryNext[entry] = bucket[at]!;
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
