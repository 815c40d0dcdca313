// Working hours by weekday, each week holding from a day to a day. A week that begins takes the place of what held in its days;
// what held before and after stays as it was, so that past weeks remain what they were.
import { holdsOn, type CalendarDay, type Dated } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Minutes of the day; the break begins between two of them and lasts its minutes. */
export interface DayHours {
  readonly weekday: number;
  readonly begins: number;
  readonly ends: number;
  readonly breakFrom: number | null;
  readonly breakUntil: number | null;
  readonly breakMinutes: number;
  /** on duty then on public holidays too; where nothing is said, not */
  readonly onHolidays?: boolean;
}
export type DatedHours = DayHours & Dated;

/** As typed for one weekday: `09:00`; empty = does not work. */
export interface TypedDay {
  readonly begins: string;
  readonly ends: string;
  readonly breakFrom: string;
  readonly breakUntil: string;
  readonly breakMinutes: string;
}
export const DAY_FIELDS = ["begins", "ends", "breakFrom", "breakUntil", "breakMinutes"] as const;

export const HOURS_FAULTS = [
  "hours-unreadable",
  "hours-half",
  "hours-order",
  "break-unreadable",
  "break-half",
  "break-order",
  "break-outside",
  "break-long",
] as const;
export interface HoursFault {
  readonly weekday: number;
  readonly field: (typeof DAY_FIELDS)[number];
  readonly fault: (typeof HOURS_FAULTS)[number];
}

const LONGEST_BREAK = 180;

/** `8:30` or `08：30` → 510; null where nothing is said, NaN where it is no time. `24:00` ends a day. */
export function minuteSaid(text: string): number | null {
  const said = text.normalize("NFKC").trim();
  if (said === "") return null;
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(said) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && all <= 1440 ? all : Number.NaN;
}

/** A week as typed; every fault at once, each with its weekday and field. */
export function weekSaid(typed: ReadonlyMap<number, TypedDay>): Verdict<DayHours[], readonly HoursFault[]> {
  const faults: HoursFault[] = [];
  const days = [...typed].flatMap(([weekday, day]) => {
    const said = daySaid(weekday, day);
    if (!said.ok) faults.push(...said.refusal);
    return said.ok && said.value ? [said.value] : [];
  });
  return faults.length > 0 ? refused(faults) : granted(days);
}

function daySaid(weekday: number, typed: TypedDay): Verdict<DayHours | null, readonly HoursFault[]> {
  const no = (field: HoursFault["field"], fault: HoursFault["fault"]) => refused([{ weekday, field, fault }]);
  const [begins, ends] = [minuteSaid(typed.begins), minuteSaid(typed.ends)];
  const [from, until] = [minuteSaid(typed.breakFrom), minuteSaid(typed.breakUntil)];
  for (const [field, value] of [["begins", begins] as const, ["ends", ends] as const])
    if (Number.isNaN(value)) return no(field, "hours-unreadable");
  for (const [field, value] of [["breakFrom", from] as const, ["breakUntil", until] as const])
    if (Number.isNaN(value)) return no(field, "break-unreadable");
  const length = typed.breakMinutes.normalize("NFKC").trim();
  if (!/^\d{0,4}$/.test(length)) return no("breakMinutes", "break-unreadable");
  const breakMinutes = Number(length);
  if (begins === null && ends === null) {
    const field = from !== null ? "breakFrom" : until !== null ? "breakUntil" : breakMinutes > 0 ? "breakMinutes" : null;
    return field ? no(field, "break-outside") : granted(null);
  }
  if (begins === null || ends === null) return no(begins === null ? "begins" : "ends", "hours-half");
  if (ends <= begins) return no("ends", "hours-order");
  if (breakMinutes === 0 && from === null && until === null)
    return granted({ weekday, begins, ends, breakFrom: null, breakUntil: null, breakMinutes: 0 });
  if (breakMinutes === 0) return no("breakMinutes", "break-half");
  if (breakMinutes > LONGEST_BREAK) return no("breakMinutes", "break-long");
  if (from === null) return no("breakFrom", "break-half");
  const latest = until ?? from;
  if (latest < from) return no("breakUntil", "break-order");
  if (from < begins) return no("breakFrom", "break-outside");
  if (latest + breakMinutes > ends) return no("breakMinutes", "break-outside");
  return granted({ weekday, begins, ends, breakFrom: from, breakUntil: latest, breakMinutes });
}

/** The hours there are once `week` holds in these days. */
export function hoursAfter(rows: readonly DatedHours[], period: Dated, week: readonly DayHours[]): DatedHours[] {
  const kept = rows.flatMap((row): DatedHours[] => {
    const before = row.from < period.from ? [{ ...row, to: earlier(row.to, period.from) }] : [];
    const after =
      period.to !== null && (row.to === null || row.to > period.to)
        ? [{ ...row, from: row.from > period.to ? row.from : period.to }]
        : [];
    return [...before, ...after];
  });
  return [...kept, ...week.map((day) => ({ ...day, ...period }))].sort(
    (a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1),
  );
}

const earlier = (a: CalendarDay | null, b: CalendarDay): CalendarDay => (a === null || b < a ? b : a);

export interface HoursPeriod extends Dated {
  readonly week: readonly DayHours[];
}

/** The weeks that hold today or later, one after another; in a period nobody has said anything about, the week is empty. */
export function hoursPeriods(rows: readonly DatedHours[], today: CalendarDay): HoursPeriod[] {
  const bounds = [...new Set([today, ...rows.flatMap(({ from, to }) => [from, to ?? today])])]
    .filter((day) => day >= today)
    .sort();
  const periods: HoursPeriod[] = [];
  bounds.forEach((from, at) => {
    const week = rows.filter((row) => holdsOn(row, from)).map(({ from: _from, to: _to, ...day }) => day);
    const last = periods.at(-1);
    const to = bounds[at + 1] ?? null;
    if (last && JSON.stringify(last.week) === JSON.stringify(week)) periods[periods.length - 1] = { ...last, to };
    else periods.push({ from, to, week });
  });
  return periods;
}

/** Minutes of a week, breaks taken out. */
export const weekMinutes = (week: readonly DayHours[]): number =>
  week.reduce((sum, { begins, ends, breakMinutes }) => sum + ends - begins - breakMinutes, 0);
