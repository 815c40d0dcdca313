import type { CheckStandards } from "./check-standards";
import type { Flag } from "./visit-flags";

/** A picture of a visit beside an older one of another visit, as the store found them alike. */
export interface AlikePhotos {
  readonly eventId: string;
  readonly otherId: string;
  /** of 64 bits, how many differ */
  readonly bits: number;
  readonly daysApart: number;
  readonly isSameResident: boolean;
  readonly isSameAuthor: boolean;
}

/** The store compares pictures that share a band of bits, which finds every pair that differs in so many at most. */
export const MOST_BITS = 6;
export const bitsAsked = (standards: CheckStandards): number => Math.min(MOST_BITS, standards["check-photo-bits"]);

/** Of all pictures that are alike, the nearest says the numbers; the visits of the others are named with it. */
export function flagsOfPhotos(alike: readonly AlikePhotos[], standards: CheckStandards): Flag[] {
  const byEvent = new Map<string, AlikePhotos[]>();
  for (const pair of alike)
    if (pair.bits <= bitsAsked(standards)) byEvent.set(pair.eventId, [...(byEvent.get(pair.eventId) ?? []), pair]);
  return [...byEvent].map(([eventId, pairs]) => {
    const nearest = [...pairs].sort(
      (a, b) => a.bits - b.bits || a.daysApart - b.daysApart || (a.otherId < b.otherId ? -1 : 1),
    )[0]!;
    return {
      ...{ eventId, kind: "duplicate-photo" },
      facts: {
        others: [...new Set(pairs.map(({ otherId }) => otherId))].sort(),
        ...{ bits: nearest.bits, days: nearest.daysApart, limit: bitsAsked(standards) },
        ...{ isSameResident: nearest.isSameResident, isSameAuthor: nearest.isSameAuthor },
      },
    };
  });
}
