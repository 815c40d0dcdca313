/** After one failure soon, then twice as long each time: a server that comes back is not met by all phones at once, and waits for none of them long. */
const FIRST_MS = 5_000;
const LONGEST_MS = 2 * 60_000;

/** Milliseconds until the next try; `chance` in [0, 1) spreads it over the upper half of what is due. */
export function nextTryMs(failures: number, chance: number): number {
  const due = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 20));
  return Math.round(due / 2 + (due / 2) * chance);
}
