/** What is wrong with a question, as facts; the words are chosen where a person reads them. */
export interface QueryProblem {
  readonly kind: "missing" | "unknown" | "out-of-range" | "not-a-day" | "both-limits";
  readonly field: QueryField;
  readonly given: string;
  /** the values that would do, or the least and greatest */
  readonly allowed: readonly string[];
}

export type QueryField =
  | "city"
  | "types"
  | "group"
  | "walker"
  | "minutes"
  | "metres"
  | "date"
  | "level"
  | "inside"
  | "sort"
  | "method"
  | "measure"
  | "compare"
  | "layer";
