// Phones are wrong about the time: by minutes, by days after a flat battery, and right again once there is a network. What is known
// for sure is when a record came in, and that it was not written before the day its list was made for.

export interface ClockFacts {
  /** by the phone: when it sent, and when the record was saved; milliseconds */
  readonly sentAt: number;
  readonly capturedAt: number;
  /** what the phone took its clock to be ahead of ours by when it saved; null = it did not know */
  readonly believed: number | null;
  /** by the server: when it came in, and when the day of its list began */
  readonly receivedAt: number;
  readonly listBegan: number;
}

/** Seconds of travel and slow clocks that say nothing. */
const SLACK_MS = 15 * 60_000;

/** By how much the phone's clock was ahead of the server's when the record was saved, as far as anybody can tell; milliseconds. */
export function clockAhead({ sentAt, capturedAt, believed, receivedAt, listBegan }: ClockFacts): number {
  const isPossible = (ahead: number): boolean =>
    capturedAt - ahead >= listBegan - SLACK_MS && capturedAt - ahead <= receivedAt + SLACK_MS;
  const likely = [...(believed === null ? [] : [believed]), sentAt - receivedAt, 0].find(isPossible);
  // The clock was put right, or wrong, between saving and sending, and nobody can tell by how much: it was not later, and not before.
  return likely ?? capturedAt - (capturedAt > receivedAt ? receivedAt : listBegan);
}

/** When a visit began: what the phone's clock said is put right, what a hand typed is the city's own time and stays. */
export const beganInServerTime = (beganAt: string, isByHand: boolean, aheadMs: number): string =>
  isByHand ? beganAt : new Date(Date.parse(beganAt) - correctionOf(aheadMs)).toISOString();

/** What is taken off the phone's times: small differences are left as they are. */
export const correctionOf = (aheadMs: number): number => (Math.abs(aheadMs) > SLACK_MS ? aheadMs : 0);
