import type { SealedRecord, SyncAnswer, SyncRequest } from "~/modules/visits/domain/care-record";

export type Unreached = "no-network" | "signed-out" | "server";
/** `not-care`: whoever is signed in has nothing to do with visits, and what they hand in is nobody's list. */
export type Halt = Unreached | "not-care";

/** The world a request goes out into; nothing here needs a window. */
export interface Asking {
  readonly ask: typeof fetch;
  readonly now: () => number;
  /** what the system says of the network: where it says nothing, there is one */
  readonly isOnline: () => boolean;
  /** how many milliseconds a body of so many bytes may take on its way and back */
  readonly patienceMs: (bytes: number) => number;
}

export interface Answered {
  readonly kind: "answered";
  readonly answer: SyncAnswer;
  readonly clockOffset: number | null;
  /** milliseconds, by the phone's clock */
  readonly askedAt: number;
}

export type Posted =
  | Answered
  /** `retryAfterMs`: how long the server asks to be left alone; `isBroken`: the line, not the server, ended it */
  | { readonly kind: "halt"; readonly halt: Halt; readonly retryAfterMs: number | null; readonly isBroken: boolean }
  /** the line carries so much, but not in any time one would wait */
  | { readonly kind: "too-slow" }
  | { readonly kind: "not-read"; readonly status: number };

/** A line slower than this carries no photo at all. */
const SLOWEST_BYTES_PER_MS = 4;
/** For the server to answer, whatever the length. */
const ANSWER_MS = 40_000;
const TOO_SLOW = 408;

export const patienceMs = (bytes: number): number => ANSWER_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS);

/** One POST, and what it means; whatever is not surely an answer is none. */
export async function posted({ ask, now, isOnline, patienceMs }: Asking, records: readonly SealedRecord[]): Promise<Posted> {
  const sentAt = now();
  const said: SyncRequest = { sentAt: new Date(sentAt).toISOString(), records };
  const body = JSON.stringify(said);
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), patienceMs(body.length));
  try {
    const response = await ask("/care/sync", {
      ...{ method: "POST", body, headers: { "Content-Type": "application/json", Accept: "application/json" } },
      ...{ redirect: "manual", cache: "no-store", signal: impatience.signal },
    });
    if (response.status === 401 || response.type === "opaqueredirect") return halted("signed-out");
    // Another 403 may come from a proxy: only our own word says that this account hands in nothing.
    if (response.status === 403 && (await response.text()).includes('"not-granted"')) return halted("not-care");
    if (response.status === TOO_SLOW) return { kind: "too-slow" };
    if ([400, 413, 422].includes(response.status)) return { kind: "not-read", status: response.status };
    if (response.status !== 200) return halted("server", retryAfterMs(response.headers.get("Retry-After"), now()));
    const answer = readAnswer(await response.text());
    if (!answer) return halted("server");
    return { kind: "answered", answer, clockOffset: clockOffsetOf(answer.serverTime, sentAt, now()), askedAt: sentAt };
  } catch {
    if (impatience.signal.aborted) return { kind: "too-slow" };
    return { ...halted(unreached(isOnline)), isBroken: true };
  } finally {
    clearTimeout(timer);
  }
}

const halted = (halt: Halt, retryAfterMs: number | null = null) =>
  ({ kind: "halt", halt, retryAfterMs, isBroken: false }) as const;

/** No answer came: without a network for want of one, with one because the server gave none. */
export const unreached = (isOnline: () => boolean): Unreached => (isOnline() ? "server" : "no-network");

/** Seconds, or a date; null = nothing one could keep to. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - nowMs;
  return ms > 0 ? ms : null;
}

/** The server's clock less the phone's, taken in the middle of the asking; null = it said no time. */
export function clockOffsetOf(serverTime: string, askedAt: number, heardAt: number): number | null {
  const there = Date.parse(serverTime);
  return Number.isFinite(there) ? Math.round(there - (askedAt + heardAt) / 2) : null;
}

function readAnswer(text: string): SyncAnswer | null {
  try {
    const read = JSON.parse(text) as Partial<SyncAnswer> | null;
    return read && Array.isArray(read.answers) && typeof read.serverTime === "string" ? (read as SyncAnswer) : null;
  } catch {
    return null;
  }
}
