// What a contact with a link is told of somebody: safe, being followed up, or unknown; never what was found. «Safe» says one thing
// only: they were seen or spoken with as often as the rules ask, and nothing about them is open.
import type { CalendarDay } from "~/shared/calendar-day";
import { daysBetween } from "~/shared/half-open-days";

export const FAMILY_STATES = ["safe", "following", "unknown"] as const;
export type FamilyState = (typeof FAMILY_STATES)[number];

/** What is on record of one resident, in days of their city. */
export interface FamilyFacts {
  /** last seen or spoken with; null = never */
  readonly lastSeenOn: CalendarDay | null;
  /** since when something is open: a finding, an alarm, a report to verify, a visit since then at which nobody was seen */
  readonly openSince: CalendarDay | null;
  /** since when a visit is owed that was not made; null = none is */
  readonly owedSince: CalendarDay | null;
  /** for which day it was worked out what is owed; null = never */
  readonly workedOutFor: CalendarDay | null;
  /** hospital, travel or the like was reported, and nobody has verified it yet */
  readonly isReportOpen: boolean;
}

export interface ToldState {
  readonly state: FamilyState;
  readonly since: CalendarDay | null;
}

/** Whoever the rules ask to be seen more rarely is well for all we know, and nobody knows it for longer than this. */
const LONGEST_DAYS = 31;
/** What is owed is worked out each night; an older answer is none. */
const FRESH_DAYS = 2;

export function familyState(
  { lastSeenOn, openSince, owedSince, workedOutFor }: Omit<FamilyFacts, "isReportOpen">,
  today: CalendarDay,
): ToldState {
  if (openSince !== null) return { state: "following", since: openSince };
  const isFresh = workedOutFor !== null && daysBetween(workedOutFor, today) <= FRESH_DAYS;
  if (owedSince !== null) return { state: "unknown", since: owedSince };
  if (lastSeenOn === null || !isFresh || daysBetween(lastSeenOn, today) > LONGEST_DAYS)
    return { state: "unknown", since: lastSeenOn };
  return { state: "safe", since: lastSeenOn };
}
