/** A mixed integer program in sparse rows, as solvers take it: optimise `cost · x` with `rowLower ≤ A x ≤ rowUpper`. */
export interface MipModel {
  readonly maximise: boolean;
  readonly cost: Float64Array;
  /** bounds of the columns */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 = whole numbers only */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** A by rows: row r stands at `start[r]` up to `start[r + 1]` */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

export interface MipWatch {
  /** how long the solver may take */
  readonly seconds: number;
  /** it may end once |bound − objective| is within this share of the objective */
  readonly gap: number;
  /** a solution to begin from, a value a column */
  readonly from: Float64Array | null;
  isStopped(): boolean;
  /** a better solution or a better bound; null = none yet. `values` come with a better solution */
  told(objective: number | null, bound: number | null, values: Float64Array | null): void;
}

export interface MipAnswer {
  readonly status: "optimal" | "infeasible" | "time" | "stopped";
  readonly objective: number | null;
  readonly bound: number | null;
  /** a value a column; null where nothing was found */
  readonly values: Float64Array | null;
}

export type MipSolver = (model: MipModel, watch: MipWatch) => MipAnswer;
