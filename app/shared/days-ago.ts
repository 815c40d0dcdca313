const DAY_MS = 86_400_000;

/** How many days of the calendar ago something was where somebody is, as people say it: last night is yesterday, at whatever hour. */
export function daysAgoIn(timeZone: string): (at: Date, now: Date) => number {
  // Swedish writes days as ISO does.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const dayNumber = (at: Date): number => Date.parse(`${format.format(at)}T00:00:00Z`) / DAY_MS;
  return (at, now) => Math.max(0, dayNumber(now) - dayNumber(at));
}
