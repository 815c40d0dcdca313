// What a place costs somebody in minutes: the walk from home, and, where there is a second place (work, the grandparents'), how
// much longer the way between the two becomes. Two places too far apart to walk between are two starts: the nearer one counts.
import { metresFromMinutes, minutesFromMetres, type KilometresPerHour, type Metres, type Minutes } from "~/shared/units";

/** Minutes, as straight as a bird, beyond which nobody walks from one place to the other every day. */
const MOST_APART: Minutes = 45;
export const isWalkedBetween = (apart: Metres, speed: KilometresPerHour): boolean =>
  apart <= metresFromMinutes(MOST_APART, speed);

/** How far is looked from either end of a way; a direct way longer than that is none: two starts. */
export const wayLooked = (apart: Metres, reach: Metres): Metres => apart * 2 + reach;

export interface Walks {
  /** metres walked; Infinity = farther than was looked */
  readonly fromHome: Metres;
  readonly fromOther: Metres | null;
  /** the direct way between the two; null = there is no second place, or they are too far apart */
  readonly direct: Metres | null;
}

export interface WayMinutes {
  readonly minutes: Minutes;
  /** null = there is no second place */
  readonly fromOther: Minutes | null;
  /** beyond the direct way; null = no way is walked */
  readonly extraMinutes: Minutes | null;
  /** what a limit is held against */
  readonly counted: Minutes;
}

/** Null: nobody gets there within what was looked through. */
export function wayMinutes({ fromHome, fromOther, direct }: Walks, speed: KilometresPerHour): WayMinutes | null {
  const minutes = (metres: Metres) => minutesFromMetres(metres, speed);
  if (fromOther === null)
    return Number.isFinite(fromHome)
      ? { minutes: minutes(fromHome), fromOther: null, extraMinutes: null, counted: minutes(fromHome) }
      : null;
  if (direct === null) {
    const nearer = Math.min(fromHome, fromOther);
    if (!Number.isFinite(nearer)) return null;
    return { minutes: minutes(fromHome), fromOther: minutes(fromOther), extraMinutes: null, counted: minutes(nearer) };
  }
  const extra = fromHome + fromOther - direct;
  if (!Number.isFinite(extra)) return null;
  // Rounding of streets to decimetres may make a way over a place a hair shorter than the direct one.
  const extraMinutes = minutes(Math.max(0, extra));
  return { minutes: minutes(fromHome), fromOther: minutes(fromOther), extraMinutes, counted: extraMinutes };
}
