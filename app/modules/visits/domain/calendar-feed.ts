// A caregiver's visits as an iCalendar file (RFC 5545). It names nobody and no address: whoever sees the calendar of a phone left
// on a table learns when somebody is out, and in which community. Instants are written in UTC, which needs no zone's rules.
import { TZDate } from "@date-fns/tz";

export interface FeedVisit {
  /** what makes it the same visit in the next plan; told to nobody */
  readonly key: string;
  readonly areaCode: string;
  readonly channel: "home" | "phone";
  readonly beginsAt: Date;
  readonly endsAt: Date;
  /** how often its hour was changed since it was first told */
  readonly sequence: number;
  readonly changedAt: Date;
}

/** Each visit with its place in its day, «1/9», and a key of its own: a second visit owed in the same days is a second entry. */
export function numbered(visits: readonly FeedVisit[], timeZone: string) {
  const dayOf = ({ beginsAt }: FeedVisit) => new TZDate(beginsAt.getTime(), timeZone).toDateString();
  const [inDay, ofKey] = [new Map<string, number>(), new Map<string, number>()];
  const count = (counts: Map<string, number>, key: string) => {
    const next = (counts.get(key) ?? 0) + 1;
    counts.set(key, next);
    return next;
  };
  const placed = [...visits]
    .sort((a, b) => a.beginsAt.getTime() - b.beginsAt.getTime())
    .map((visit) => ({ visit, nth: count(inDay, dayOf(visit)), key: `${visit.key}#${count(ofKey, visit.key)}` }));
  return placed.map((one) => ({ ...one, of: inDay.get(dayOf(one.visit))! }));
}
