import type { QueryProblem, RequestProblem } from "../domain/query-problem";
import { problemInBothLanguages } from "./problem-in-both-languages";

const READING = ["GET", "HEAD", "OPTIONS"];

/** The API's refusals: what is wrong with each value, in both languages. */
export const refusalOf = (problems: readonly (QueryProblem | RequestProblem)[]) => problemInBothLanguages(problems);

/** The API is only read: whoever writes is told so, and what would do. */
export const refusalOfMethod = ({ method }: Pick<Request, "method">) => ({
  ...problemInBothLanguages([{ kind: "wrong-method", field: "method", given: method, allowed: READING }]),
  headers: { Allow: READING.join(", ") },
});
