/**
 * What an extract lacks. A file cut where one of its blocks ends reads without an error: its nodes are whole, its ways just
 * end, and a smaller city comes out. Two traces are left: nodes without a tag that belong to no way (none in a sample of whole
 * extracts, 17–88 % in the same ones cut among their ways), and no relation, which every usual extract ends with.
 */
export interface ExtractGaps {
  /** walkable ways of the file, those that lack some of their points, and those of which no piece can be drawn */
  readonly streets: number;
  readonly brokenStreets: number;
  readonly lostStreets: number;
  /** points the walkable ways name, and those of them the file does not hold */
  readonly points: number;
  readonly missingPoints: number;
  readonly relations: number;
  /** part of the file's bare points that belong to no way, from a sample; null = too few to tell */
  readonly loosePart: number | null;
}

/** A part of a city drawn by its border keeps 11 % fewer points than its streets name (Helsinki's centre): twice that is no border. */
export const MOST_MISSING = 0.25;
/** Above what whole extracts have (0), far below what cut ones have. */
export const MOST_LOOSE = 0.05;
/** One bare point in so many is looked up, and fewer than these tell nothing. */
export const SAMPLED_OF = 31;
export const LEAST_SAMPLE = 60;

export const lacksTooManyPoints = ({ points, missingPoints }: ExtractGaps): boolean => missingPoints > points * MOST_MISSING;

export const looksCutShort = ({ relations, loosePart }: ExtractGaps): boolean =>
  relations === 0 && loosePart !== null && loosePart > MOST_LOOSE;
