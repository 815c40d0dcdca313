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

export function callbackResult(answers: readonly (CallbackAnswer | null)[]): CallbackResult {
  const count = (answer: CallbackAnswer | null) => answers.filter((each) => each === answer).length;
  const yes = count("confirmed");
  const asked = yes + count("not-visited");
  return {
    ...{ drawn: answers.length, notRung: count(null) },
    counts: Object.fromEntries(CALLBACK_ANSWERS.map((answer) => [answer, count(answer)])) as Record<CallbackAnswer, number>,
    confirmed: asked > 0 ? { yes, asked, interval: wilsonInterval(yes, asked) } : null,
  };
}
