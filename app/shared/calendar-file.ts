// An iCalendar file (RFC 5545). Instants are written in UTC, which needs no zone's rules.
export interface CalendarEntry {
  readonly uid: string;
  readonly summary: string;
  /** a public place; homes stand in no calendar */
  readonly where?: string;
  readonly isCancelled?: boolean;
  readonly beginsAt: Date;
  readonly endsAt: Date;
  readonly sequence: number;
  readonly changedAt: Date;
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
  /** what it is a calendar of, one word */
  readonly of: string;
  readonly name: string;
  readonly timeZone: string;
  readonly entries: readonly CalendarEntry[];
}

/** How often a calendar asks again. */
const ASK_AGAIN = "PT1H";

export function calendarFile({ of, name, timeZone, entries }: Calendar): string {
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//Quarterhour//${of}//ZH`, "CALSCALE:GREGORIAN", "METHOD:PUBLISH"],
    ...[`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, `X-WR-TIMEZONE:${timeZone}`],
    ...[`REFRESH-INTERVAL;VALUE=DURATION:${ASK_AGAIN}`, `X-PUBLISHED-TTL:${ASK_AGAIN}`],
    ...entries.flatMap((entry) => [
      ...["BEGIN:VEVENT", `UID:${entry.uid}`, `DTSTAMP:${stamp(entry.changedAt)}`, `LAST-MODIFIED:${stamp(entry.changedAt)}`],
      ...[`SEQUENCE:${entry.sequence}`, `DTSTART:${stamp(entry.beginsAt)}`, `DTEND:${stamp(entry.endsAt)}`],
      ...[`SUMMARY:${escaped(entry.summary)}`, ...(entry.where ? [`LOCATION:${escaped(entry.where)}`] : [])],
      ...[`STATUS:${entry.isCancelled ? "CANCELLED" : "CONFIRMED"}`, "TRANSP:OPAQUE", "CLASS:PRIVATE", "END:VEVENT"],
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
