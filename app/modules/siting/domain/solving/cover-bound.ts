import type { CoverGround } from "./cover-ground";
import { criticalRatio } from "./critical-ratio";
import type { SiteRows } from "./site-rows";

/** What is maximised: Σ people of covered groups + Σ own of opened columns; with `isEvery` each group must be covered. */
export interface CoverWorthOf {
  /** of each column (−1 where sites are to be few) */
  readonly own: number;
  readonly isEvery: boolean;
}

export const PEOPLE: CoverWorthOf = { own: 0, isEvery: false };
export const FEW_SITES: CoverWorthOf = { own: -1, isEvery: true };

/** How long a step without a better bound goes on, and by how much steps become shorter then. */
const PATIENCE = 20;
const SHORTER = 0.7;
const SHORTEST = 1e-4;
/** how much of the past stands in `share` */
const MEMORY = 0.95;

/**
 * A bound that no choice can pass, by Lagrangian relaxation (Galvão & ReVelle 1996 for maximal cover; Beasley 1990 for set
 * cover): each group's cover has a price, a site earns the prices around it, and what remains is to take the best sites within
 * one rule. Prices are improved along averaged subgradients (Sherali & Ulular 1989) with Polyak's step, groups of many people
 * by longer steps. Rules but one have prices as well. The earnings of each site tell which ones no better choice opens, or
 * leaves closed. Memory is taken once, for the largest ground; `begin` takes a ground that is no larger.
 */
export class CoverBound {
  best = Infinity;
  /** by how much the best bound falls if a column opens (≤ 0: of those not taken) or closes (> 0: of those taken) */
  readonly earns: Float64Array;
  /** how often each column was taken of late, 0–1 */
  readonly share: Float64Array;
  /** the prices of the best bound, of each group */
  readonly bestPrice: Float64Array;
  /** columns the best bound takes; those in part for less than 1 */
  readonly bestTaken: Float64Array;
  private readonly price: Float64Array;
  private readonly scale: Float64Array;
  private readonly way: Float64Array;
  private readonly slope: Float64Array;
  private readonly load: Float64Array;
  private readonly sum: Float64Array;
  private readonly taken: Float64Array;
  private readonly keptAmount: Float64Array;
  private readonly knapsack: { readonly ratio: Float64Array; readonly size: Float64Array };
  private rowPrice = new Float64Array();
  private rowScale: Float64Array = new Float64Array();
  private rowWay = new Float64Array();
  private rowSlope = new Float64Array();
  private ground!: CoverGround;
  private rows!: SiteRows;
  /** what being covered twice is worth beside once, of each group: never more than once; null = nothing */
  private second: Float64Array | null = null;
  private kept = -1;
  private room = 0;
  private step = 1;
  private stale = 0;

  constructor(
    largest: { readonly columns: number; readonly groups: number },
    private readonly worthOf: CoverWorthOf,
  ) {
    const ofGroups = () => new Float64Array(largest.groups);
    const ofColumns = () => new Float64Array(largest.columns);
    [this.price, this.bestPrice, this.scale] = [ofGroups(), ofGroups(), ofGroups()];
    [this.way, this.slope, this.load] = [ofGroups(), ofGroups(), ofGroups()];
    [this.earns, this.share, this.bestTaken] = [ofColumns(), ofColumns(), ofColumns()];
    [this.sum, this.taken, this.keptAmount] = [ofColumns(), ofColumns(), ofColumns()];
    this.knapsack = { ratio: ofColumns(), size: ofColumns() };
  }

  /**
   * @param price of each group to begin from
   * @param step how far the first step goes, 1 = all the way of Polyak's
   * @param second what being covered twice is worth beside once, never more than once is: then each cover has the group's price,
   *   and is bought where it is worth more
   */
  begin(ground: CoverGround, rows: SiteRows, price: Float64Array, step: number, second: Float64Array | null = null): void {
    this.ground = ground;
    this.second = second;
    this.rows = rows;
    this.best = Infinity;
    this.step = step;
    this.stale = 0;
    this.way.fill(0);
    this.share.fill(0);
    for (let group = 0; group < ground.groups; group++) {
      const most = this.worthOf.isEvery ? Infinity : ground.weight[group]!;
      this.price[group] = Math.min(most, price[group]!);
      this.scale[group] = this.worthOf.isEvery ? 1 : ground.weight[group]!;
    }
    this.keptAmount.fill(0);
    this.kept = keptRow(rows);
    if (this.kept >= 0) this.room = this.roomOfKept();
    if (this.rowPrice.length < rows.rows) {
      this.rowPrice = new Float64Array(rows.rows);
      this.rowWay = new Float64Array(rows.rows);
      this.rowSlope = new Float64Array(rows.rows);
    }
    this.rowPrice.fill(0);
    this.rowWay.fill(0);
    this.rowScale = this.scalesOfRows();
  }

  private roomOfKept(): number {
    const { rows, kept, keptAmount } = this;
    let isWhole = true;
    for (let at = rows.start[kept]!; at < rows.start[kept + 1]!; at++) {
      keptAmount[rows.column[at]!] = rows.value[at]!;
      isWhole &&= Number.isInteger(rows.value[at]!);
    }
    const room = rows.upper[kept]!;
    return isWhole ? Math.floor(room + 1e-6) : room;
  }

  /** Rules are in yuan or in sites, prices in people: a step of one is as good as a step of the other where scaled so. */
  private scalesOfRows(): Float64Array {
    const { rows, ground, kept } = this;
    if (rows.rows === 0 || (rows.rows === 1 && kept === 0)) return this.rowSlope;
    let mean = 0;
    for (let group = 0; group < ground.groups; group++) mean += this.scale[group]!;
    mean = Math.sqrt((mean * ground.groupColumn.length) / Math.max(1, ground.columns * ground.groups));
    return Float64Array.from({ length: rows.rows }, (_, row) => {
      let square = 0;
      for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) square += rows.value[at]! ** 2;
      return mean / Math.max(1e-12, Math.sqrt(square / Math.max(1, rows.start[row + 1]! - rows.start[row]!)));
    });
  }

  /**
   * Improves the bound while it pays.
   * @param known enough: a bound that is no higher
   */
  improve(known: number, rounds: number, isOver: () => boolean): void {
    for (let round = 0; round < rounds && this.step > SHORTEST; round++) {
      if (isOver()) return;
      const bound = this.priced();
      if (bound < this.best - 1e-7 * Math.abs(this.best)) this.stale = 0;
      else if (++this.stale >= PATIENCE) {
        this.step *= SHORTER;
        this.stale = 0;
      }
      if (bound < this.best) this.keep(bound);
      if (this.best <= known) return;
      if (!this.move(bound, known)) return;
    }
  }

  private keep(bound: number): void {
    this.best = bound;
    this.bestPrice.set(this.price);
    this.bestTaken.set(this.taken);
  }

  /** The bound at the prices of now; what is taken at them stands in `taken`, what columns earn in `earns` if it is the best. */
  private priced(): number {
    const { ground, rows, price, sum, rowPrice, taken, worthOf, kept, keptAmount, share, second } = this;
    let bound = 0;
    sum.fill(worthOf.own);
    const { groupStart, groupColumn, weight } = ground;
    for (let group = 0; group < ground.groups; group++) {
      const paid = price[group]!;
      bound += worthOf.isEvery ? -paid : weight[group]! - paid;
      if (second !== null && second[group]! > paid) bound += second[group]! - paid;
      if (paid === 0) continue;
      const end = groupStart[group + 1]!;
      for (let at = groupStart[group]!; at < end; at++) sum[groupColumn[at]!]! += paid;
    }
    for (let row = 0; row < rows.rows; row++) {
      const paid = rowPrice[row]!;
      if (paid === 0) continue;
      bound += paid * (paid > 0 ? rows.upper[row]! : rows.lower[row]!);
      for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) sum[rows.column[at]!]! -= paid * rows.value[at]!;
    }
    const { room } = this;
    const own = sum.subarray(0, ground.columns);
    const ratio = kept < 0 ? 0 : criticalRatio(own, keptAmount, room, this.knapsack);
    if (kept >= 0) bound += ratio * room;
    let [used, last] = [0, Infinity];
    for (let column = 0; column < ground.columns; column++) {
      const beyond = sum[column]! - ratio * keptAmount[column]!;
      taken[column] = beyond > 0 ? 1 : 0;
      if (beyond > 0) {
        bound += beyond;
        used += keptAmount[column]!;
        if (keptAmount[column]! > 0) last = Math.min(last, sum[column]! / keptAmount[column]!);
      }
      share[column] = MEMORY * share[column]! + (1 - MEMORY) * taken[column]!;
    }
    if (ratio > 0) this.fillCritical(ratio, room - used);
    // A rule that is full to the brim has a range of prices: whoever comes in pushes out the last one in.
    const dearest = ratio > 0 && used >= room && last < Infinity ? last : ratio;
    if (bound < this.best)
      for (let column = 0; column < ground.columns; column++)
        this.earns[column] = sum[column]! - (taken[column] === 1 ? ratio : dearest) * keptAmount[column]!;
    return bound;
  }

  /** Columns that earn exactly the rule's price share what is left of the rule. */
  private fillCritical(ratio: number, room: number): void {
    const { sum, taken, keptAmount, ground } = this;
    for (let column = 0, left = room; column < ground.columns && left > 0; column++) {
      if (taken[column] !== 0 || keptAmount[column]! <= 0) continue;
      if (sum[column]! < ratio * keptAmount[column]! * (1 - 1e-12)) continue;
      taken[column] = Math.min(1, left / keptAmount[column]!);
      left -= keptAmount[column]! * taken[column]!;
    }
  }

  /** One step of the prices; false where they are the best already. */
  private move(bound: number, known: number): boolean {
    const { ground, rows, slope, rowSlope, way, rowWay, price, rowPrice, rowScale, worthOf, taken, load, scale, second } = this;
    const { columnStart, columnGroup, weight, groups } = ground;
    load.fill(0, 0, groups);
    for (let column = 0; column < ground.columns; column++) {
      const own = taken[column]!;
      if (own === 0) continue;
      const end = columnStart[column + 1]!;
      for (let at = columnStart[column]!; at < end; at++) load[columnGroup[at]!]! += own;
    }
    let [along, square, past] = [0, 0, 0];
    for (let group = 0; group < groups; group++) {
      let by = load[group]! - (second !== null && second[group]! > price[group]! ? 2 : 1);
      if (!worthOf.isEvery && by < 0 && price[group]! >= weight[group]!) by = 0;
      else if (by > 0 && price[group]! <= 0) by = 0;
      slope[group] = by;
      along += by * way[group]!;
      square += by * by;
      past += way[group]! * way[group]!;
    }
    for (let row = 0; row < rows.rows; row++) {
      const by = row === this.kept ? 0 : this.slopeOfRow(row) * rowScale[row]!;
      rowSlope[row] = by;
      along += by * rowWay[row]!;
      square += by * by;
      past += rowWay[row]! ** 2;
    }
    const deflect = along < 0 && past > 0 ? Math.sqrt(square / past) : 0;
    let length = 0;
    for (let group = 0; group < groups; group++) {
      let to = slope[group]! + deflect * way[group]!;
      if ((to > 0 && price[group]! <= 0) || (!worthOf.isEvery && to < 0 && price[group]! >= weight[group]!)) to = 0;
      way[group] = to;
      length += scale[group]! * to * to;
    }
    for (let row = 0; row < rows.rows; row++) {
      rowWay[row] = rowSlope[row]! + deflect * rowWay[row]!;
      length += rowWay[row]! ** 2;
    }
    if (length < 1e-18) return false;
    const step = (this.step * (bound - known)) / length;
    for (let group = 0; group < groups; group++) {
      const most = worthOf.isEvery ? Infinity : weight[group]!;
      price[group] = Math.min(most, Math.max(0, price[group]! - step * scale[group]! * way[group]!));
    }
    for (let row = 0; row < rows.rows; row++) {
      const least = rows.lower[row] === -Infinity ? 0 : -Infinity;
      const most = rows.upper[row] === Infinity ? 0 : Infinity;
      if (row !== this.kept)
        rowPrice[row] = Math.min(most, Math.max(least, rowPrice[row]! - step * rowWay[row]! * rowScale[row]!));
    }
    return true;
  }

  /** How much of a rule is left over (> 0) or missing (< 0), towards which its price moves. */
  private slopeOfRow(row: number): number {
    const { rows, taken, rowPrice } = this;
    let activity = 0;
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) activity += rows.value[at]! * taken[rows.column[at]!]!;
    if (rowPrice[row]! > 0 || (rowPrice[row] === 0 && activity > rows.upper[row]!)) return rows.upper[row]! - activity;
    if (rowPrice[row]! < 0 || activity < rows.lower[row]!) return rows.lower[row]! - activity;
    return 0;
  }
}

/** Prices near a good choice's: what it covers once costs most of its worth, what it covers more often little. */
export function firstPrices(ground: CoverGround, { isEvery }: CoverWorthOf, from: Iterable<number>): Float64Array {
  const { columnStart, columnGroup, groupStart, groups, weight } = ground;
  if (isEvery) return Float64Array.from({ length: groups }, (_, group) => 1 / (groupStart[group + 1]! - groupStart[group]!));
  const load = new Uint16Array(groups);
  for (const column of from) for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) load[columnGroup[at]!]!++;
  return weight.map((own, group) => own * (load[group] === 0 ? 1 : load[group] === 1 ? 0.7 : 0.1));
}

/** The «at most» with only positive amounts that binds the most columns. */
function keptRow(rows: SiteRows): number {
  let [kept, most] = [-1, 0];
  for (let row = 0; row < rows.rows; row++) {
    const length = rows.start[row + 1]! - rows.start[row]!;
    if (rows.upper[row]! === Infinity || rows.upper[row]! < 0 || length <= most) continue;
    let isPositive = true;
    for (let at = rows.start[row]!; at < rows.start[row + 1]! && isPositive; at++) isPositive = rows.value[at]! > 0;
    if (isPositive) [kept, most] = [row, length];
  }
  return kept;
}
