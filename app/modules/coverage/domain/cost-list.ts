/**
 * Who can get where, and at what cost: a sparse list in compressed rows. Row d's arcs are offsets[d] … offsets[d + 1] − 1,
 * in ascending order of supply row. A pair that is not listed cannot be reached. Minutes or metres, whatever the catchment is in.
 */
export interface CostList {
  /** demand rows + 1 */
  readonly offsets: Int32Array;
  /** supply row of each arc */
  readonly supplyRow: Int32Array;
  /** finite, ≥ 0 */
  readonly cost: Float64Array;
  readonly supplyCount: number;
}

/** Arcs in any order, one entry each in three equally long arrays. */
export interface CostArcs {
  readonly demandRow: ArrayLike<number>;
  readonly supplyRow: ArrayLike<number>;
  readonly cost: ArrayLike<number>;
}

/**
 * Sorts arcs into rows by two counting passes: by supply, then by demand. O(arcs + rows).
 * Throws when a row is outside its count or a cost is not a finite number ≥ 0; `pairTwice` finds pairs listed twice.
 */
export function costListFrom(arcs: CostArcs, demandCount: number, supplyCount: number): CostList {
  for (let arc = 0; arc < arcs.cost.length; arc++) requireArc(arcs, arc, demandCount, supplyCount);
  const bySupply = countingOrder(
    Int32Array.from({ length: arcs.cost.length }, (_, arc) => arc),
    arcs.supplyRow,
    supplyCount,
  );
  const { order, offsets } = countingOrder(bySupply.order, arcs.demandRow, demandCount);
  return {
    offsets,
    supplyRow: Int32Array.from(order, (arc) => arcs.supplyRow[arc]!),
    cost: Float64Array.from(order, (arc) => arcs.cost[arc]!),
    supplyCount,
  };
}

/** The first pair that is listed twice, in order of rows; null when every pair is listed once. */
export function pairTwice({ offsets, supplyRow }: CostList): { readonly demandRow: number; readonly supplyRow: number } | null {
  for (let demandRow = 0; demandRow + 1 < offsets.length; demandRow++)
    for (let arc = offsets[demandRow]! + 1; arc < offsets[demandRow + 1]!; arc++)
      if (supplyRow[arc] === supplyRow[arc - 1]) return { demandRow, supplyRow: supplyRow[arc]! };
  return null;
}

/** A stable order of `items` by their key, and where each key begins. */
function countingOrder(items: Int32Array, keys: ArrayLike<number>, keyCount: number) {
  const offsets = new Int32Array(keyCount + 1);
  for (const item of items) offsets[keys[item]! + 1]!++;
  for (let key = 0; key < keyCount; key++) offsets[key + 1]! += offsets[key]!;
  const next = offsets.slice();
  const order = new Int32Array(items.length);
  for (const item of items) order[next[keys[item]!]!++] = item;
  return { order, offsets };
}

function requireArc({ demandRow, supplyRow, cost }: CostArcs, arc: number, demandCount: number, supplyCount: number): void {
  if (!isRow(demandRow[arc]!, demandCount))
    throw new Error(`demand row ${demandRow[arc]} of arc ${arc}: expected 0 … ${demandCount - 1}`);
  if (!isRow(supplyRow[arc]!, supplyCount))
    throw new Error(`supply row ${supplyRow[arc]} of arc ${arc}: expected 0 … ${supplyCount - 1}`);
  if (!(cost[arc]! >= 0 && cost[arc]! < Infinity))
    throw new Error(`cost ${cost[arc]} of arc ${arc}: expected a finite number ≥ 0`);
}

const isRow = (row: number, count: number): boolean => Number.isInteger(row) && row >= 0 && row < count;
