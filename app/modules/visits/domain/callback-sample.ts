// 电话回访抽查: whom to ring. Everybody who made a visit is asked about at least once, so nobody is singled out; what is left of the
// size is drawn from all other visits alike. The seed follows from what is drawn from: nobody can choose it, and whoever has the
// same visits draws the same ones.
import { seededRandom } from "~/shared/seeded-random";
import type { VisitChannel, VisitOutcome } from "./visit-log";

export const CALLBACK_ANSWERS = ["confirmed", "not-visited", "not-remembered", "not-reached"] as const;
export type CallbackAnswer = (typeof CALLBACK_ANSWERS)[number];

/** A visit that was drawn, as a list shows it. */
export interface SampledVisit {
  /** as which of all it was drawn, from 1 */
  readonly nth: number;
  readonly eventId: string;
  /** the file that stands */
  readonly residentId: string;
  readonly name: string | null;
  readonly registerNumber: string | null;
  readonly areaCode: string;
  readonly beganAt: string;
  readonly outcome: VisitOutcome;
  readonly channel: VisitChannel;
  readonly authorId: string;
  /** the last that was noted; null = not rung yet */
  readonly answer: CallbackAnswer | null;
  readonly calledBy: string | null;
  readonly calledAt: string | null;
}

/** The first 32 bits of a SHA-256 as a number. */
export const seedFrom = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16);

/** How many to ring: so large a share, one of each author at least, and no more than can be rung. */
export const callbackSize = (
  { visits, authors }: { readonly visits: number; readonly authors: number },
  { share, most }: { readonly share: number; readonly most: number },
): number => Math.min(visits, Math.max(authors, Math.min(most, Math.ceil(visits * share))));

/** Whom to ring, as places in what is drawn from: ids and authors both in their own order. */
export interface DrawnPlaces {
  /** of each author, in their order, which of their visits; from 0 */
  readonly ofAuthors: readonly number[];
  /** in the order they were drawn, which of all other visits; from 0 */
  readonly ofRest: readonly number[];
}

/**
 * Draws by numbers alone, so that a city's month stays where it is kept. Of fewer than there are authors, one of each all the same.
 *
 * @param visits how many each author made, in the order of the authors' ids
 */
export function drawCallbacks(visits: readonly number[], size: number, seed: number): DrawnPlaces {
  const random = seededRandom(seed);
  const ofAuthors = visits.map((count) => Math.floor(random() * count));
  const rest = visits.reduce((sum, count) => sum + count, 0) - visits.length;
  const more = Math.min(rest, Math.max(0, size - visits.length));
  // Fisher and Yates, as far as is needed; whatever was not swapped stands where it stood.
  const swapped = new Map<number, number>();
  const ofRest = Array.from({ length: more }, (_, at) => {
    const from = at + Math.floor(random() * (rest - at));
    const drawn = swapped.get(from) ?? from;
    swapped.set(from, swapped.get(at) ?? at);
    return drawn;
  });
  return { ofAuthors, ofRest };
}
