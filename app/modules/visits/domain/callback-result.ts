import { CALLBACK_ANSWERS, type CallbackAnswer } from "./callback-sample";
import { wilsonInterval, type Interval } from "./wilson-interval";

/** What came of the calls, in counts, and what they say of all visits: only those who could tell say something. */
export interface CallbackResult {
  readonly drawn: number;
  readonly notRung: number;
  readonly counts: Readonly<Record<CallbackAnswer, number>>;
  /** those who confirmed among those who could tell, and the range it lies in; null = nobody could tell yet */
  readonly confirmed: { readonly yes: number; readonly asked: number; readonly interval: Interval } | null;
}

/** @param answers how many of those drawn have which last answer; whoever is not among them was not rung yet */
export function callbackResult(drawn: number, answers: ReadonlyMap<CallbackAnswer, number>): CallbackResult {
  const counts = Object.fromEntries(CALLBACK_ANSWERS.map((answer) => [answer, answers.get(answer) ?? 0])) as Record<
    CallbackAnswer,
    number
  >;
  const asked = counts.confirmed + counts["not-visited"];
  return {
    ...{ drawn, notRung: drawn - Object.values(counts).reduce((sum, count) => sum + count, 0), counts },
    confirmed: asked > 0 ? { yes: counts.confirmed, asked, interval: wilsonInterval(counts.confirmed, asked) } : null,
  };
}
