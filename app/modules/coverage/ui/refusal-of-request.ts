import type { QueryProblem, RequestProblem } from "../domain/query-problem";
import { problemInBothLanguages } from "./problem-in-both-languages";

const READING = ["GET", "HEAD", "OPTIONS"];

/** The API's refusals: what is wrong with each value, in both languages, or that too many wait. */
export const refusalOf = (refusal: readonly (QueryProblem | RequestProblem)[] | "too-many-waiting") =>
  refusal === "too-many-waiting" ? TOO_MANY_WAITING : problemInBothLanguages(refusal);

/** Other machines' questions wait already: this one may come again in a few seconds (RFC 9110, 15.6.4). */
const TOO_MANY_WAITING = {
  status: 503,
  body: {
    kind: "too-many-waiting",
    title: { zh: "排队的计算太多，请稍后再问。", en: "Too many questions wait to be computed: please ask again in a moment." },
  },
  headers: { "Retry-After": "5", "Cache-Control": "no-store" },
} as const;

/** The API is only read: whoever writes is told so, and what would do. */
export const refusalOfMethod = ({ method }: Pick<Request, "method">) => ({
  ...problemInBothLanguages([{ kind: "wrong-method", field: "method", given: method, allowed: READING }]),
  headers: { Allow: READING.join(", ") },
});
