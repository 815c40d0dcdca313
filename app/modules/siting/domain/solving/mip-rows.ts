import type { MipModel } from "./mip";

/** A mixed integer program, written row after row. */
export class MipRows {
  private readonly start: number[] = [0];
  private readonly column: number[] = [];
  private readonly value: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  /** where each column stood last */
  private readonly place: Int32Array;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly integer: Uint8Array;

  /** Columns begin with cost 0, between 0 and 1, and may be broken. */
  constructor(readonly columns: number) {
    this.cost = new Float64Array(columns);
    this.lower = new Float64Array(columns);
    this.upper = new Float64Array(columns).fill(1);
    this.integer = new Uint8Array(columns);
    this.place = new Int32Array(columns).fill(-1);
  }

  /** One more entry of the row that is being written; of one column twice, the sum: solvers take each column once a row. */
  add(column: number, value: number): void {
    const place = this.place[column]!;
    if (place >= this.start.at(-1)!) {
      this.value[place]! += value;
      return;
    }
    this.place[column] = this.column.push(column) - 1;
    this.value.push(value);
  }

  /** Ends the row that is being written. */
  between(lower: number, upper: number): void {
    this.start.push(this.column.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
  }

  model(maximise: boolean): MipModel {
    return {
      maximise,
      cost: this.cost,
      lower: this.lower,
      upper: this.upper,
      integer: this.integer,
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      start: Int32Array.from(this.start),
      column: Int32Array.from(this.column),
      value: Float64Array.from(this.value),
    };
  }
}
