import type { CoverGround } from "./cover-ground";
import type { SiteRows } from "./site-rows";
import { roundingOf } from "./whole-limit";

/** What covering a group for the first and the second time is worth. */
export interface CoverWorth {
  readonly first: Float64Array;
  readonly second: Float64Array | null;
}

const NEARLY = 1e-9;

/**
 * A choice of columns that is changed one site at a time: what is covered, what each closed site would add, and which rules are
 * broken, all kept up to date. Opening and closing cost as much as the sites around them.
 */
export class CoverChoice {
  readonly isOpen: Uint8Array;
  /** what each column would add if it opened now, counted for closed ones */
  readonly gain: Float64Array;
  readonly opened: Uint32Array;
  private readonly place: Int32Array;
  private readonly times: Uint16Array;
  private readonly activity: Float64Array;
  count = 0;
  value = 0;
  /** rules broken now */
  broken = 0;

  constructor(
    readonly ground: CoverGround,
    readonly rows: SiteRows,
    readonly worth: CoverWorth,
  ) {
    this.isOpen = new Uint8Array(ground.columns);
    this.gain = new Float64Array(ground.columns);
    this.opened = new Uint32Array(ground.columns);
    this.place = new Int32Array(ground.columns).fill(-1);
    this.times = Uint16Array.from(ground.already);
    this.activity = new Float64Array(rows.rows);
    for (let group = 0; group < ground.groups; group++) this.spread(group, this.worthOf(group));
    for (let row = 0; row < rows.rows; row++) if (this.isBroken(row, 0)) this.broken++;
  }

  open(column: number): void {
    this.value += this.gain[column]!;
    this.isOpen[column] = 1;
    this.place[column] = this.count;
    this.opened[this.count++] = column;
    this.turn(column, 1);
  }

  close(column: number): void {
    this.isOpen[column] = 0;
    const place = this.place[column]!;
    const last = this.opened[--this.count]!;
    this.opened[place] = last;
    this.place[last] = place;
    this.place[column] = -1;
    this.turn(column, -1);
    this.value -= this.gain[column]!;
  }

  /** How many rules would be broken if it opened now. */
  brokenWith(column: number): number {
    const { columnStart, columnRow, columnValue } = this.rows;
    let broken = this.broken;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const row = columnRow[at]!;
      if (this.isBroken(row, this.activity[row]! + columnValue[at]!)) broken++;
      if (this.isBroken(row, this.activity[row]!)) broken--;
    }
    return broken;
  }

  /** How much of what is missing to «at least» rules it would bring, as shares of them; −1: it would break an «at most». */
  bringsNearer(column: number): number {
    const { columnStart, columnRow, columnValue, lower, upper } = this.rows;
    let nearer = 0;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const row = columnRow[at]!;
      const [now, then] = [this.activity[row]!, this.activity[row]! + columnValue[at]!];
      if (then > upper[row]! && then > now) return -1;
      if (now < lower[row]!) nearer += Math.min(1, (then - now) / (lower[row]! - now));
    }
    return nearer;
  }

  /** The part of its tightest rule that its opening would take. */
  takes(column: number): number {
    const { columnStart, columnRow, columnValue, upper } = this.rows;
    let most = 1e-6;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const room = upper[columnRow[at]!]! - this.activity[columnRow[at]!]!;
      if (room < Infinity && columnValue[at]! > 0) most = Math.max(most, columnValue[at]! / Math.max(room, NEARLY));
    }
    return most;
  }

  reset(columns: Iterable<number>): void {
    while (this.count > 0) this.close(this.opened[this.count - 1]!);
    for (const column of columns) this.open(column);
  }

  private turn(column: number, by: 1 | -1): void {
    const { columnStart, columnGroup } = this.ground;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const group = columnGroup[at]!;
      const before = this.worthOf(group);
      this.times[group]! += by;
      const change = this.worthOf(group) - before;
      if (change !== 0) this.spread(group, change);
    }
    const { columnStart: start, columnRow, columnValue } = this.rows;
    for (let at = start[column]!; at < start[column + 1]!; at++) {
      const row = columnRow[at]!;
      if (this.isBroken(row, this.activity[row]!)) this.broken--;
      this.activity[row]! += by * columnValue[at]!;
      if (this.isBroken(row, this.activity[row]!)) this.broken++;
    }
  }

  /** What one more cover of the group is worth now. */
  private worthOf(group: number): number {
    const times = this.times[group]!;
    return times === 0 ? this.worth.first[group]! : times === 1 && this.worth.second ? this.worth.second[group]! : 0;
  }

  private spread(group: number, change: number): void {
    const { groupStart, groupColumn } = this.ground;
    for (let at = groupStart[group]!; at < groupStart[group + 1]!; at++) this.gain[groupColumn[at]!]! += change;
  }

  private isBroken(row: number, activity: number): boolean {
    const room = this.rows.isWhole[row] ? 0 : roundingOf(activity);
    return activity > this.rows.upper[row]! + room || activity < this.rows.lower[row]! - room;
  }
}
