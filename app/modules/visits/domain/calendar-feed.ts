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

export interface CalendarEntry {
  readonly uid: string;
  readonly summary: string;
  readonly beginsAt: Date;
  readonly endsAt: Date;
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

const MOST_OCTETS = 75;
const octets = new TextEncoder();

/** Lines of at most 75 octets, no character cut in two; what goes on begins with a space. */
function folded(line: string): string {
  let [whole, used] = ["", 0];
  for (const sign of line) {
    const size = octets.encode(sign).length;
    if (used + size > MOST_OCTETS) [whole, used] = [`${whole}\r\n `, 1];
    whole += sign;
    used += size;
  }
  return whole;
}

const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, "");

interface Calendar {
  readonly name: string;
  readonly timeZone: string;
  readonly entries: readonly CalendarEntry[];
}

/** How often a calendar asks again. */
const ASK_AGAIN = "PT1H";

export function calendarFile({ name, timeZone, entries }: Calendar): string {
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Quarterhour//visits//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"],
    ...[`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, `X-WR-TIMEZONE:${timeZone}`],
    ...[`REFRESH-INTERVAL;VALUE=DURATION:${ASK_AGAIN}`, `X-PUBLISHED-TTL:${ASK_AGAIN}`],
    ...entries.flatMap((entry) => [
      ...["BEGIN:VEVENT", `UID:${entry.uid}`, `DTSTAMP:${stamp(entry.changedAt)}`, `LAST-MODIFIED:${stamp(entry.changedAt)}`],
      ...[`SEQUENCE:${entry.sequence}`, `DTSTART:${stamp(entry.beginsAt)}`, `DTEND:${stamp(entry.endsAt)}`],
      ...[`SUMMARY:${escaped(entry.summary)}`, "STATUS:CONFIRMED", "TRANSP:OPAQUE", "CLASS:PRIVATE", "END:VEVENT"],
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
