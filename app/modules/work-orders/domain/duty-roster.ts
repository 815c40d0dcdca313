// 值班表: who is on duty for an area at an instant. A roster is kept where people share a duty (a street, a district), so whoever is
// on duty for a community is the nearest upwards. Hours are those of the city's own clock; a shift that ends at or before its
// beginning is a night and belongs to the day on which it begins.
import { TZDate } from "@date-fns/tz";
import { addDays, format } from "date-fns";
import { holdsOn, type CalendarDay, type Dated } from "~/shared/calendar-day";

export interface DutyHours {
  readonly areaCode: string;
  readonly validFrom: CalendarDay;
  /** the first day without it; null = until further notice */
  readonly validTo: CalendarDay | null;
  /** 1 = Monday */
  readonly weekdays: readonly number[];
  /** minutes of the day */
  readonly begins: number;
  readonly ends: number;
}

export interface OnDuty {
  readonly personId: string;
  readonly deputyId: string | null;
}

export interface DutySwap extends OnDuty {
  /** the day on which the shift begins */
  readonly day: CalendarDay;
}

export interface DutyShift extends DutyHours, OnDuty {
  readonly id: string;
  readonly swaps: readonly DutySwap[];
  readonly service?: Service;
}

export interface DutyNow {
  readonly shiftId: string;
  /** where the roster is kept: the area itself, or one above it */
  readonly areaCode: string;
  readonly personId: string;
  readonly deputyId: string | null;
}

export interface Gap {
  readonly areaCode: string;
  readonly from: Date;
  readonly to: Date;
}

/** 4 city, 6 district, 9 street, 12 community */
const LEVELS = [12, 9, 6, 4] as const;
const DAY_MINUTES = 1440;

export const isNight = ({ begins, ends }: Pick<DutyHours, "begins" | "ends">): boolean => ends <= begins;

/** Everybody on duty in the nearest area upwards that has somebody then; nobody = empty. */
export function onDutyAt(shifts: readonly DutyShift[], areaCode: string, at: Date, timeZone: string): DutyNow[] {
  const here = new TZDate(at.getTime(), timeZone);
  const day = dayText(here);
  const before = dayText(addDays(here, -1));
  const minute = here.getHours() * 60 + here.getMinutes();
  for (const length of LEVELS.filter((level) => level <= areaCode.length)) {
    const code = areaCode.slice(0, length);
    const found = shifts
      .filter((shift) => shift.areaCode === code)
      .flatMap((shift) => {
        if (beginsOn(shift, day) && isHeldOn(shift, day) && minute >= shift.begins && (isNight(shift) || minute < shift.ends))
          return [heldOn(shift, day)];
        if (isNight(shift) && beginsOn(shift, before) && isHeldOn(shift, before) && minute < shift.ends)
          return [heldOn(shift, before)];
        return [];
      });
    if (found.length > 0) return found;
  }
  return [];
}

/** Whom somebody rings: whoever is on duty nearest, never themselves. In their place their deputy, or whoever is on duty above. */
export function calledBy(
  callerId: string,
  shifts: readonly DutyShift[],
  areaCode: string,
  at: Date,
  timeZone: string,
): Pick<DutyNow, "areaCode" | "personId">[] {
  const [first, ...more] = onDutyAt(shifts, areaCode, at, timeZone);
  if (!first) return [];
  const others = [first, ...more].flatMap(({ personId, deputyId, areaCode: code }) => {
    const called = personId === callerId ? deputyId : personId;
    return called === null || called === callerId ? [] : [{ personId: called, areaCode: code }];
  });
  const above = LEVELS.find((length) => length < first.areaCode.length);
  return others.length > 0 || above === undefined
    ? others
    : calledBy(callerId, shifts, first.areaCode.slice(0, above), at, timeZone);
}

/** Hours of an area in which somebody must be on duty. */
export interface DutyNeed {
  readonly areaCode: string;
  readonly from: Date;
  readonly to: Date;
}

/** Hours between two instants for which nobody is on duty, neither there nor above; in their order. */
export function gaps(shifts: readonly DutyShift[], areaCode: string, from: Date, to: Date, timeZone: string): Gap[] {
  const serving = shifts.filter((shift) => areaCode.startsWith(shift.areaCode));
  const held = heldHours(serving, daysOf(addDays(from, -1), to, timeZone), (shift, day) => hoursOn(shift, day, timeZone));
  return gapsBeside(held, { areaCode, from, to });
}

const NEEDS_A_PIECE = 1_000;

/**
 * The same for a whole plan's areas and days. Areas that the same rosters serve are asked about together, and it comes in pieces of
 * a few milliseconds, between which others have their turn.
 */
export function* gapsOfMany(shifts: readonly DutyShift[], needed: readonly DutyNeed[], timeZone: string): Generator<Gap[]> {
  const rosters = new Map<string, DutyShift[]>();
  for (const shift of shifts) rosters.set(shift.areaCode, [...(rosters.get(shift.areaCode) ?? []), shift]);
  const groups = new Map<string, DutyNeed[]>();
  for (const need of needed) {
    const above = LEVELS.map((level) => need.areaCode.slice(0, level));
    const key = [...new Set(above)].filter((code) => rosters.has(code)).join(" ");
    const group = groups.get(key);
    if (group) group.push(need);
    else groups.set(key, [need]);
  }
  const [from, to] = needed.reduce(
    ([first, last], need) => [Math.min(first, need.from.getTime()), Math.max(last, need.to.getTime())],
    [Infinity, -Infinity],
  );
  const days = needed.length === 0 ? [] : daysOf(addDays(new Date(from), -1), new Date(to), timeZone);
  const known = new Map<string, Hours>();
  const hours = (shift: DutyShift, day: CalendarDay): Hours => {
    const key = `${day} ${shift.begins} ${shift.ends}`;
    const there = known.get(key) ?? hoursOn(shift, day, timeZone);
    known.set(key, there);
    return there;
  };
  for (const [codes, group] of groups) {
    const held = heldHours(
      codes.split(" ").flatMap((code) => rosters.get(code) ?? []),
      days,
      hours,
    );
    for (let at = 0; at < group.length; at += NEEDS_A_PIECE)
      yield group.slice(at, at + NEEDS_A_PIECE).flatMap((need) => gapsBeside(held, need));
  }
}

interface Hours {
  readonly from: Date;
  readonly to: Date;
}

/** When anybody is on duty by these shifts, those that begin on these days; in order, and joined where they touch. */
function heldHours(
  shifts: readonly DutyShift[],
  days: readonly CalendarDay[],
  hours: (shift: DutyShift, day: CalendarDay) => Hours,
): Hours[] {
  const held = days
    .flatMap((day) => shifts.filter((shift) => beginsOn(shift, day) && isHeldOn(shift, day)).map((shift) => hours(shift, day)))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
  const joined: Hours[] = [];
  for (const one of held) {
    const last = joined.at(-1);
    if (!last || one.from > last.to) joined.push(one);
    else if (one.to > last.to) joined[joined.length - 1] = { from: last.from, to: one.to };
  }
  return joined;
}

function gapsBeside(held: readonly Hours[], { areaCode, from, to }: DutyNeed): Gap[] {
  const open: Gap[] = [];
  let until = from;
  for (const one of held) {
    if (one.from >= to) break;
    if (one.from > until) open.push({ areaCode, from: until, to: one.from });
    if (one.to > until) until = one.to;
  }
  if (until < to) open.push({ areaCode, from: until, to });
  return open;
}

/** Whether a shift begins on a day. */
export const beginsOn = ({ validFrom, validTo, weekdays }: DutyHours, day: CalendarDay): boolean =>
  day >= validFrom && (validTo === null || day < validTo) && weekdays.includes(weekdayOf(day));

/** The days on which people's rights let them serve there; of whom nothing is known is taken to serve. */
export type Service = ReadonlyMap<string, readonly Dated[]>;

/** Whether anybody is there to hold a shift that begins on a day: whoever left stands on no duty. */
export const isHeldOn = (shift: DutyShift, day: CalendarDay): boolean => {
  const { personId, deputyId } = saidFor(shift, day);
  return serves(shift, personId, day) || (deputyId !== null && serves(shift, deputyId, day));
};
/** Whether somebody's rights let them serve on a shift that begins on a day. */
export const serves = ({ service }: DutyShift, personId: string, day: CalendarDay): boolean =>
  service?.get(personId)?.some((spell) => holdsOn(spell, day)) ?? true;
const saidFor = (shift: DutyShift, day: CalendarDay): OnDuty => shift.swaps.find((swap) => swap.day === day) ?? shift;

/** Who holds a shift that begins on a day, after swaps; the deputy where the first left. */
export function heldOn(shift: DutyShift, day: CalendarDay): DutyNow {
  const said = saidFor(shift, day);
  const deputy = said.deputyId !== null && serves(shift, said.deputyId, day) ? said.deputyId : null;
  const isFirst = deputy === null || serves(shift, said.personId, day);
  const [personId, deputyId] = isFirst ? [said.personId, deputy] : [deputy, null];
  return { shiftId: shift.id, areaCode: shift.areaCode, personId, deputyId };
}

export const hoursOn = (shift: Pick<DutyHours, "begins" | "ends">, day: CalendarDay, timeZone: string) => ({
  from: instantOn(day, shift.begins, timeZone),
  to: instantOn(day, shift.ends + (isNight(shift) ? DAY_MINUTES : 0), timeZone),
});

/** The instant of a minute of a day by a city's clock; minutes past midnight are the next day's. */
export function instantOn(day: CalendarDay, minute: number, timeZone: string): Date {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return new Date(new TZDate(year, month - 1, date, 0, minute, timeZone).getTime());
}

const weekdayOf = (day: CalendarDay): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
const dayText = (at: Date): CalendarDay => format(at, "yyyy-MM-dd");

function daysOf(from: Date, to: Date, timeZone: string): CalendarDay[] {
  const days: CalendarDay[] = [];
  const last = dayText(new TZDate(to.getTime(), timeZone));
  for (let day = new TZDate(from.getTime(), timeZone); dayText(day) <= last; day = addDays(day, 1)) days.push(dayText(day));
  return days;
}
