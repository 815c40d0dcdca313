/** After one failure soon, then twice as long each time: a server that comes back is not met by all phones at once, and waits for none of them long. */
const FIRST_MS = 5_000;
const LONGEST_MS = 2 * 60_000;

/** Milliseconds until the next try; `chance` in [0, 1) spreads it over the upper half of what is due. */
export function nextTryMs(failures: number, chance: number): number {
  const due = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 20));
  return Math.round(due / 2 + (due / 2) * chance);
}

/** Without a network a try costs nothing, and the first moment of one is not to be missed: the rests do not grow. */
const REST_WITHOUT_NETWORK = 3;

/** The rest after a round that left something; never shorter than the server asked for, and not for all phones just as long. */
export function restMs(
  { halt, retryAfterMs }: { readonly halt: string | null; readonly retryAfterMs: number | null },
  failures: number,
  chance: number,
): number {
  const due = nextTryMs(halt === "no-network" ? REST_WITHOUT_NETWORK : failures, chance);
  return retryAfterMs === null ? due : Math.max(due, Math.round(retryAfterMs * (1 + chance / 2)));
}
