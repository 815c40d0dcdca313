/** What is wrong with a question, as facts; the words are chosen where a person reads them. */
export interface QueryProblem {
  readonly kind: "missing" | "unknown" | "out-of-range" | "not-a-day" | "both-limits";
  readonly field: QueryField;
  readonly given: string;
  /** the values that would do, or the least and greatest */
  readonly allowed: readonly string[];
}

/** What is wrong with a request to the API before its question is read: a parameter nobody knows, one said twice, or the method. */
export interface RequestProblem {
  readonly kind: "unknown-parameter" | "said-twice" | "wrong-method";
  /** the parameter as it was written; `method` */
  readonly field: string;
  readonly given: string;
  readonly allowed: readonly string[];
}

/** Every parameter the address has and the endpoint does not know, once each. */
export const unknownParameters = (params: URLSearchParams, known: readonly string[]): readonly RequestProblem[] =>
  [...new Set(params.keys())]
    .filter((name) => !known.includes(name))
    .map((name) => ({ kind: "unknown-parameter", field: name, given: params.get(name) ?? "", allowed: known }));

/** Lists are written with commas or by repeating them, and say each of their values once. */
const LISTS: readonly string[] = ["types"];

/** Every parameter that is said more than once, as if there could be two answers in one. */
export const repeatedParameters = (params: URLSearchParams): readonly RequestProblem[] =>
  [...new Set(params.keys())]
    .filter((name) => !LISTS.includes(name) && params.getAll(name).length > 1)
    .map((name) => ({ kind: "said-twice", field: name, given: params.getAll(name).join(", "), allowed: [] }));

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
