import type { CheckedVisit, Flag } from "./visit-flags";

const MINUTE = 60_000;
const endOf = ({ beganAt, minutes }: CheckedVisit): number => beganAt + Math.max(1, minutes) * MINUTE;

/**
 * One visit under two ids: the same author with the same person for the same purpose, on the same way, in overlapping minutes, as when
 * a phone hands in what a desk has typed. The flag stands at the one that came in later and names the others.
 */
export function flagsOfTwice(visits: readonly CheckedVisit[]): Flag[] {
  const asTheyCame = [...visits].sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
  return asTheyCame.flatMap((visit, at): Flag[] => {
    const before = asTheyCame.slice(0, at).filter((other) => isSame(other, visit) && minutesTogether(other, visit) > 0);
    if (before.length === 0) return [];
    return [
      {
        ...{ eventId: visit.id, kind: "twice" },
        facts: {
          others: before.map(({ id }) => id).sort(),
          minutes: Math.max(...before.map((other) => minutesTogether(other, visit))),
          isSameOutcome: before.every(({ outcome }) => outcome === visit.outcome),
        },
      },
    ];
  });
}

const isSame = (a: CheckedVisit, b: CheckedVisit): boolean =>
  a.residentId === b.residentId && a.channel === b.channel && a.purpose === b.purpose;

const minutesTogether = (a: CheckedVisit, b: CheckedVisit): number =>
  Math.ceil((Math.min(endOf(a), endOf(b)) - Math.max(a.beganAt, b.beganAt)) / MINUTE);
