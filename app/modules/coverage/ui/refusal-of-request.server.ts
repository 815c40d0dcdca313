import { openProblem } from "~/platform/open-answer.server";
import type { QueryProblem, RequestProblem } from "../domain/query-problem";
import { problemInBothLanguages } from "./problem-in-both-languages";

const READING = ["GET", "HEAD", "OPTIONS"];

/** The API's refusals: what is wrong with each value, in both languages. */
export function refusalOf(problems: readonly (QueryProblem | RequestProblem)[]): Response {
  const { status, body } = problemInBothLanguages(problems);
  return openProblem(status, body);
}

/** The API is only read: whoever writes is told so, and what would do. */
export function refusalOfMethod({ method }: Request): Response {
  const { status, body } = problemInBothLanguages([{ kind: "wrong-method", field: "method", given: method, allowed: READING }]);
  return openProblem(status, body, { Allow: READING.join(", ") });
}
