// A week of one area's duty as a table shows it: for each day who is on, from when to when; hours that nobody holds beside them.
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { beginsOn, gaps, heldOn, instantOn, isHeldOn, type DutyShift, type Gap } from "./duty-roster";

export interface RosterCell {
  readonly shiftId: string;
  readonly begins: number;
  readonly ends: number;
  readonly personId: string;
  readonly deputyId: string | null;
  readonly isSwapped: boolean;
  /** nobody on it counts any more: it holds nothing */
  readonly isGone: boolean;
}

export interface RosterRow {
  readonly areaCode: string;
  /** one list a day, those that begin on it */
  readonly days: readonly (readonly RosterCell[])[];
  /** nobody there, and nobody above, where somebody has to be */
  readonly gaps: readonly Gap[];
  /** whether anybody is ever asked there */
  readonly isAsked: boolean;
}

export function rosterRow(
  shifts: readonly DutyShift[],
  areaCode: string,
  days: readonly CalendarDay[],
  from: Date,
  timeZone: string,
  isAsked: boolean,
): RosterRow {
  const own = shifts.filter((shift) => shift.areaCode === areaCode);
  const cells = (day: CalendarDay): RosterCell[] =>
    own
      .filter((shift) => beginsOn(shift, day))
      .map((shift) => {
        const { personId, deputyId } = heldOn(shift, day);
        const isSwapped = shift.swaps.some((swap) => swap.day === day);
        return {
          shiftId: shift.id,
          begins: shift.begins,
          ends: shift.ends,
          personId,
          deputyId,
          isSwapped,
          isGone: !isHeldOn(shift, day),
        };
      });
  const end = instantOn(days.at(-1)!, 1440, timeZone);
  const open = isAsked && from < end ? gaps(shifts, areaCode, from, end, timeZone) : [];
  return { areaCode, days: days.map(cells), gaps: open, isAsked };
}

/** As a form says a shift. */
export interface TypedShift {
  readonly personId: string;
  readonly deputyId: string;
  /** `18:00`; an end at or before the beginning is the next day's */
  readonly begins: string;
  readonly ends: string;
  readonly weekdays: readonly string[];
  readonly from: string;
  /** "" = until further notice */
  readonly lastDay: string;
}

export type ShiftProblem = "no-person" | "same-person" | "no-weekday" | "hours-unreadable" | "days-unreadable" | "days-order";

export interface SaidShift {
  readonly personId: string;
  readonly deputyId: string | null;
  readonly begins: number;
  readonly ends: number;
  readonly weekdays: readonly number[];
  readonly validFrom: CalendarDay;
  readonly validTo: CalendarDay | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @param dayAfter the day after a day */
export function shiftSaid(typed: TypedShift, dayAfter: (day: CalendarDay) => CalendarDay): Verdict<SaidShift, ShiftProblem> {
  const { personId, deputyId } = typed;
  if (!UUID.test(personId)) return refused("no-person");
  if (deputyId !== "" && !UUID.test(deputyId)) return refused("no-person");
  if (deputyId === personId) return refused("same-person");
  const weekdays = [...new Set(typed.weekdays.map(Number))].filter((day) => day >= 1 && day <= 7).sort();
  if (weekdays.length === 0) return refused("no-weekday");
  const [begins, end] = [minuteSaid(typed.begins), minuteSaid(typed.ends)];
  if (begins === null || end === null || begins === 1440) return refused("hours-unreadable");
  if (!isDay(typed.from) || (typed.lastDay !== "" && !isDay(typed.lastDay))) return refused("days-unreadable");
  if (typed.lastDay !== "" && typed.lastDay < typed.from) return refused("days-order");
  return granted({
    ...{ personId, deputyId: deputyId || null, weekdays, begins, ends: end === 0 ? 1440 : end },
    ...{ validFrom: typed.from, validTo: typed.lastDay === "" ? null : dayAfter(typed.lastDay) },
  });
}

const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** `8:30` or `18：00` → minutes of the day; null where it is no time. */
export function minuteSaid(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text.normalize("NFKC").trim()) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(minutes) < 60 && all <= 1440 ? all : null;
}
