// Decides which opening hours make sense. A line of hours lies within one day, 00:00 to 24:00; what runs past midnight is two
// lines, so that «open at 01:00 on Tuesday» has one answer. Week days read as runs: Monday to Friday.
import type { Hours, WeekDay } from "./facility";
import { isWeekDays, WEEK_DAYS } from "./facility";

export type HoursProblem =
  | { readonly kind: "hours-unreadable"; readonly given: string }
  | { readonly kind: "closes-before-opens"; readonly opensAt: string; readonly closesAt: string };

export interface HoursRefusal {
  readonly field: "days" | "opensAt" | "closesAt";
  readonly problem: HoursProblem;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** The end of a day; as a beginning it would be the next day's 00:00. */
export const MIDNIGHT = "24:00";

export function checkHours({ byDay, opensAt, closesAt }: Hours): HoursRefusal | null {
  if (!isWeekDays(byDay)) return { field: "days", problem: { kind: "hours-unreadable", given: byDay } };
  if (!TIME.test(opensAt)) return { field: "opensAt", problem: { kind: "hours-unreadable", given: opensAt } };
  if (closesAt !== MIDNIGHT && !TIME.test(closesAt))
    return { field: "closesAt", problem: { kind: "hours-unreadable", given: closesAt } };
  return closesAt > opensAt ? null : { field: "closesAt", problem: { kind: "closes-before-opens", opensAt, closesAt } };
}

export const isAllDay = ({ opensAt, closesAt }: Pick<Hours, "opensAt" | "closesAt">): boolean =>
  opensAt === "00:00" && closesAt === MIDNIGHT;

/** `MO,TU,WE,SA` → [MO, WE] and [SA, SA]: first and last day of each run, in the order of the week. */
export function weekDayRuns(byDay: string): (readonly [WeekDay, WeekDay])[] {
  const said = byDay.split(",");
  const runs: [WeekDay, WeekDay][] = [];
  WEEK_DAYS.forEach((day, at) => {
    if (!said.includes(day)) return;
    const run = runs.at(-1);
    if (run && run[1] === WEEK_DAYS[at - 1]) run[1] = day;
    else runs.push([day, day]);
  });
  return runs;
}
