import { FIXED, FREE, type SitingProblem } from "./siting-problem";
import { isWholeLimit, roundingOf } from "./whole-limit";

/** What a row of rules is made of: the limit of this index, a conflict or a need. */
export type RowOrigin = { readonly kind: "limit" | "conflict" | "need"; readonly index: number };

/** Every rule about which sites open together, over the free ones alone: `lower ≤ Σ value · open ≤ upper`, by rows and by columns. */
export interface SiteRows {
  readonly rows: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly start: Uint32Array;
  readonly column: Uint32Array;
  readonly value: Float64Array;
  readonly columnStart: Uint32Array;
  readonly columnRow: Uint32Array;
  readonly columnValue: Float64Array;
  /** 1 = of whole amounts: kept to the last one */
  readonly isWhole: Uint8Array;
  readonly origin: readonly RowOrigin[];
}

/**
 * Fixed sites move to the bounds, forbidden ones go, and a rule that nothing can break any more is left out.
 * @param columnOf of each site, −1 where it is not free
 */
export function siteRows(problem: SitingProblem, state: Uint8Array, columnOf: Int32Array, columns: number): SiteRows {
  const writer = new RowWriter(columns);
  const add = (site: number, amount: number) => {
    if (state[site] === FIXED) writer.shift += amount;
    else if (state[site] === FREE) writer.add(columnOf[site]!, amount);
  };
  problem.limits.forEach((limit, index) => {
    limit.site.forEach((at, i) => add(at, limit.amount[i]!));
    writer.end(limit.least, limit.most, { kind: "limit", index }, isWholeLimit(limit));
  });
  problem.conflicts.forEach((group, index) => {
    for (const at of new Set(group)) add(at, 1);
    writer.end(-Infinity, 1, { kind: "conflict", index });
  });
  problem.needs.forEach(({ site, oneOf }, index) => {
    add(site, 1);
    for (const at of new Set(oneOf)) add(at, -1);
    writer.end(-Infinity, 0, { kind: "need", index });
  });
  return writer.rows();
}

/** A whole sum lies within its bounds or one off: between the two there is room for what solvers round, at most this. */
const HALF = 0.5;

class RowWriter {
  shift = 0;
  private readonly amounts = new Map<number, number>();
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly start: number[] = [0];
  private readonly column: number[] = [];
  private readonly value: number[] = [];
  private readonly whole: boolean[] = [];
  private readonly origin: RowOrigin[] = [];

  constructor(private readonly columns: number) {}

  add(column: number, amount: number): void {
    this.amounts.set(column, (this.amounts.get(column) ?? 0) + amount);
  }

  end(least: number, most: number, origin: RowOrigin, isWhole = true): void {
    let [highest, lowest, largest] = [0, 0, Math.abs(this.shift)];
    for (const amount of this.amounts.values()) {
      if (amount > 0) highest += amount;
      else lowest += amount;
      largest = Math.max(largest, Math.abs(amount));
    }
    const room = isWhole ? Math.min(HALF, roundingOf(largest)) : roundingOf(this.shift);
    const [lower, upper] = [least - this.shift - room, most - this.shift + room];
    if (highest > upper || lowest < lower) {
      for (const [column, amount] of this.amounts)
        if (amount !== 0) {
          this.column.push(column);
          this.value.push(amount);
        }
      this.start.push(this.column.length);
      this.lower.push(lowest < lower ? lower : -Infinity);
      this.upper.push(highest > upper ? upper : Infinity);
      this.whole.push(isWhole);
      this.origin.push(origin);
    }
    this.amounts.clear();
    this.shift = 0;
  }

  rows(): SiteRows {
    const columnStart = new Uint32Array(this.columns + 1);
    for (const column of this.column) columnStart[column + 1]!++;
    for (let column = 0; column < this.columns; column++) columnStart[column + 1]! += columnStart[column]!;
    const next = columnStart.slice();
    const columnRow = new Uint32Array(this.column.length);
    const columnValue = new Float64Array(this.column.length);
    for (let row = 0; row + 1 < this.start.length; row++)
      for (let at = this.start[row]!; at < this.start[row + 1]!; at++) {
        const place = next[this.column[at]!]!++;
        columnRow[place] = row;
        columnValue[place] = this.value[at]!;
      }
    return {
      rows: this.lower.length,
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      start: Uint32Array.from(this.start),
      column: Uint32Array.from(this.column),
      value: Float64Array.from(this.value),
      ...{ columnStart, columnRow, columnValue },
      isWhole: Uint8Array.from(this.whole, Number),
      origin: this.origin,
    };
  }
}
