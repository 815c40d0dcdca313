import { unitsEnded } from "./unit-of-work.server";

/** What another process changed is seen by visitors this much later at most; what this one changed, at once. */
const SEEN_WITHIN_MS = 1_000;

/** Public reads that are the same for everybody: a hundred visitors a second ask the database once for each key. */
export function forAllVisitors<T>(): (key: string, ask: () => Promise<T>) => Promise<T> {
  let told = { at: -Infinity, ended: -1, answers: new Map<string, Promise<T>>() };
  return (key, ask) => {
    const [at, ended] = [performance.now(), unitsEnded()];
    if (told.ended !== ended || at - told.at >= SEEN_WITHIN_MS) told = { at, ended, answers: new Map() };
    const { answers } = told;
    const known = answers.get(key);
    if (known) return known;
    const asked = ask();
    answers.set(key, asked);
    asked.catch(() => answers.delete(key));
    return asked;
  };
}
