import type { CoverGround } from "./cover-ground";
import { criticalRatio } from "./critical-ratio";
import type { SiteRows } from "./site-rows";

/** What is maximised: Σ worth of covered groups + Σ own of opened columns; with `isEvery` each group must be covered. */
export interface CoverWorthOf {
  readonly worth: Float64Array;
  /** of each column (−1 where sites are to be few) */
  readonly own: number;
  readonly isEvery: boolean;
}

/**
 * A bound that no choice can pass, by Lagrangian relaxation (Galvão & ReVelle 1996 for maximal cover; Beasley 1990 for set
 * cover): each group's cover has a price, a site earns the prices around it, and what remains is to take the best sites within
 * one rule. Prices are improved along deflected subgradients (Camerini, Fratta & Maffioli 1975) with Polyak's step. Rules but
 * one have prices as well. The earnings of each site tell which ones no better choice opens, or leaves closed.
 */
export class CoverBound {
  best = Infinity;
  /** what a column earns beyond the rule's price, at the best bound */
  readonly earns: Float64Array;
  private readonly price: Float64Array;
  private readonly rowPrice: Float64Array;
  private readonly rowScale: Float64Array;
  private readonly way: Float64Array;
  private readonly rowWay: Float64Array;
  private readonly slope: Float64Array;
  private readonly rowSlope: Float64Array;
  private readonly load: Float64Array;
  private readonly sum: Float64Array;
  private readonly taken: Float64Array;
  private readonly kept: number;
  private readonly keptAmount: Float64Array;
  private step = 1;
  private stale = 0;

  constructor(
    private readonly ground: CoverGround,
    private readonly rows: SiteRows,
    private readonly worthOf: CoverWorthOf,
    /** open columns of a good choice, to begin from */
    from: Iterable<number>,
  ) {
    const { columns, groups } = ground;
    this.earns = new Float64Array(columns);
    this.price = new Float64Array(groups);
    this.way = new Float64Array(groups);
    this.slope = new Float64Array(groups);
    this.load = new Float64Array(groups);
    this.sum = new Float64Array(columns);
    this.taken = new Float64Array(columns);
    this.rowPrice = new Float64Array(rows.rows);
    this.rowWay = new Float64Array(rows.rows);
    this.rowSlope = new Float64Array(rows.rows);
    this.kept = keptRow(rows);
    this.keptAmount = new Float64Array(columns);
    if (this.kept >= 0)
      for (let at = rows.start[this.kept]!; at < rows.start[this.kept + 1]!; at++)
        this.keptAmount[rows.column[at]!] = rows.value[at]!;
    this.firstPrices(from);
    this.rowScale = this.scales();
  }

  private firstPrices(from: Iterable<number>): void {
    const { ground, load, price } = this;
    const { columnStart, columnGroup, groupStart } = ground;
    for (const column of from) for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) load[columnGroup[at]!]!++;
    for (let group = 0; group < ground.groups; group++) {
      const share = load[group] === 0 ? 1 : load[group] === 1 ? 0.7 : 0.1;
      const worth = this.worthOf.isEvery ? 1 / (groupStart[group + 1]! - groupStart[group]!) : this.worthOf.worth[group]!;
      price[group] = this.worthOf.isEvery ? worth : share * worth;
    }
  }

  /** Rules are in yuan or in sites, prices in people: a step of one is as good as a step of the other where scaled so. */
  private scales(): Float64Array {
    const { rows, ground } = this;
    const mean = Math.sqrt(ground.groupColumn.length / Math.max(1, ground.columns));
    return Float64Array.from({ length: rows.rows }, (_, row) => {
      let square = 0;
      for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) square += rows.value[at]! ** 2;
      return mean / Math.max(1e-12, Math.sqrt(square / Math.max(1, rows.start[row + 1]! - rows.start[row]!)));
    });
  }

  /**
   * Improves the bound while it pays.
   * @param known the value of a choice that is known: the bound never falls below it
   */
  improve(known: number, rounds: number, isOver: () => boolean): void {
    for (let round = 0; round < rounds && this.step > 1e-4; round++) {
      if (isOver()) return;
      const bound = this.priced();
      if (bound < this.best - 1e-9 * Math.abs(this.best)) {
        this.stale = 0;
      } else if (++this.stale >= 12) {
        this.step /= 1.5;
        this.stale = 0;
      }
      this.best = Math.min(this.best, bound);
      if (this.best <= known + 1e-9 * Math.abs(known)) return;
      if (!this.move(bound, known)) return;
    }
  }

  /** The bound at the prices of now; what is taken at them stands in `taken`, what columns earn in `earns` if it is the best. */
  private priced(): number {
    const { ground, rows, price, sum, rowPrice, taken, worthOf, kept, keptAmount } = this;
    let bound = 0;
    sum.fill(worthOf.own);
    const { groupStart, groupColumn } = ground;
    for (let group = 0; group < ground.groups; group++) {
      const paid = price[group]!;
      bound += worthOf.isEvery ? -paid : worthOf.worth[group]! - paid;
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
    const room = kept < 0 ? 0 : rows.upper[kept]!;
    const ratio = kept < 0 ? 0 : criticalRatio(sum, keptAmount, room);
    bound += ratio * room;
    let used = 0;
    for (let column = 0; column < ground.columns; column++) {
      const beyond = sum[column]! - ratio * keptAmount[column]!;
      taken[column] = beyond > 0 ? 1 : 0;
      if (beyond <= 0) continue;
      bound += beyond;
      used += keptAmount[column]!;
    }
    if (ratio > 0) this.fillCritical(ratio, room - used);
    if (bound < this.best)
      for (let column = 0; column < ground.columns; column++) this.earns[column] = sum[column]! - ratio * keptAmount[column]!;
    return bound;
  }

  /** Columns that earn exactly the rule's price share what is left of the rule. */
  private fillCritical(ratio: number, room: number): void {
    const { sum, taken, keptAmount } = this;
    for (let column = 0, left = room; column < sum.length && left > 0; column++) {
      if (taken[column] !== 0 || keptAmount[column]! <= 0) continue;
      if (sum[column]! < ratio * keptAmount[column]! * (1 - 1e-12)) continue;
      taken[column] = Math.min(1, left / keptAmount[column]!);
      left -= keptAmount[column]! * taken[column]!;
    }
  }

  /** One step of the prices; false where they are the best already. */
  private move(bound: number, known: number): boolean {
    const { ground, rows, slope, rowSlope, way, rowWay, price, rowPrice, rowScale, worthOf, taken, load } = this;
    const { columnStart, columnGroup } = ground;
    load.fill(0);
    for (let column = 0; column < ground.columns; column++) {
      if (taken[column] === 0) continue;
      const end = columnStart[column + 1]!;
      for (let at = columnStart[column]!; at < end; at++) load[columnGroup[at]!]! += taken[column]!;
    }
    let [with_, square] = [0, 0];
    for (let group = 0; group < ground.groups; group++) {
      let by = load[group]! - 1;
      if (!worthOf.isEvery && by < 0 && price[group]! >= worthOf.worth[group]!) by = 0;
      else if (by > 0 && price[group]! <= 0) by = 0;
      slope[group] = by;
      with_ += by * way[group]!;
      square += way[group]! * way[group]!;
    }
    for (let row = 0; row < rows.rows; row++) {
      rowSlope[row] = row === this.kept ? 0 : this.slopeOfRow(row) * rowScale[row]!;
      with_ += rowSlope[row]! * rowWay[row]!;
      square += rowWay[row]! ** 2;
    }
    const deflect = with_ < 0 ? (-1.5 * with_) / square : 0;
    let length = 0;
    for (let group = 0; group < ground.groups; group++) {
      way[group] = slope[group]! + deflect * way[group]!;
      length += way[group]! * way[group]!;
    }
    for (let row = 0; row < rows.rows; row++) {
      rowWay[row] = rowSlope[row]! + deflect * rowWay[row]!;
      length += rowWay[row]! ** 2;
    }
    if (length < 1e-18) return false;
    const step = (this.step * (bound - known)) / length;
    for (let group = 0; group < ground.groups; group++) {
      const most = worthOf.isEvery ? Infinity : worthOf.worth[group]!;
      price[group] = Math.min(most, Math.max(0, price[group]! - step * way[group]!));
    }
    for (let row = 0; row < rows.rows; row++) {
      const least = rows.lower[row] === -Infinity ? 0 : -Infinity;
      const most = rows.upper[row] === Infinity ? 0 : Infinity;
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

/** The «at most» with only positive amounts that binds the most columns. */
function keptRow(rows: SiteRows): number {
  let [kept, most] = [-1, 0];
  for (let row = 0; row < rows.rows; row++) {
    const length = rows.start[row + 1]! - rows.start[row]!;
    if (rows.upper[row]! === Infinity || rows.upper[row]! < 0 || length <= most) continue;
    if (rows.value.subarray(rows.start[row], rows.start[row + 1]).every((amount) => amount > 0)) [kept, most] = [row, length];
  }
  return kept;
}
