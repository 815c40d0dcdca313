// 电话回访抽查: whom to ring. Everybody who made a visit is asked about at least once, so nobody is singled out; what is left of the
// size is drawn from all other visits alike. The seed follows from what is drawn from: nobody can choose it, and whoever has the
// same visits draws the same ones.
import { seededRandom } from "~/shared/seeded-random";
import type { VisitChannel, VisitOutcome } from "./visit-log";

export interface DrawnFrom {
  readonly id: string;
  readonly authorId: string;
}

export const CALLBACK_ANSWERS = ["confirmed", "not-visited", "not-remembered", "not-reached"] as const;
export type CallbackAnswer = (typeof CALLBACK_ANSWERS)[number];

/** A visit that was drawn, as a list shows it. */
export interface SampledVisit {
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

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the population hash is taken of: each visit with its author on a line, in the order of the ids. */
export const populationText = (population: readonly DrawnFrom[]): string =>
  [...population]
    .sort((a, b) => byText(a.id, b.id))
    .map(({ id, authorId }) => `${id} ${authorId}\n`)
    .join("");

/** The first 32 bits of a SHA-256 as a number. */
export const seedFrom = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16);

/** How many to ring: so large a share, one of each author at least, and no more than can be rung. */
export const callbackSize = (
  { visits, authors }: { readonly visits: number; readonly authors: number },
  { share, most }: { readonly share: number; readonly most: number },
): number => Math.min(visits, Math.max(authors, Math.min(most, Math.ceil(visits * share))));

/** Ids in the order they were drawn; of fewer than there are authors, one of each all the same. */
export function drawCallbacks(population: readonly DrawnFrom[], size: number, seed: number): string[] {
  const random = seededRandom(seed);
  const sorted = [...population].sort((a, b) => byText(a.id, b.id));
  const byAuthor = new Map<string, DrawnFrom[]>();
  for (const visit of sorted) byAuthor.set(visit.authorId, [...(byAuthor.get(visit.authorId) ?? []), visit]);
  const first = [...byAuthor]
    .sort(([a], [b]) => byText(a, b))
    .map(([, visits]) => visits[Math.floor(random() * visits.length)]!.id);
  const taken = new Set(first);
  const rest = sorted.filter(({ id }) => !taken.has(id)).map(({ id }) => id);
  const more = Math.min(rest.length, Math.max(0, size - first.length));
  // Fisher and Yates, as far as is needed.
  for (let at = 0; at < more; at++) {
    const from = at + Math.floor(random() * (rest.length - at));
    [rest[at], rest[from]] = [rest[from]!, rest[at]!];
  }
  return [...first, ...rest.slice(0, more)];
}
