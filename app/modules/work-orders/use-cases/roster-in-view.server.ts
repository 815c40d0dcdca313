import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfStaff } from "../data/order-record.server";
import { areasBelow, type KeptShift } from "../data/duty-shifts.server";
import { SOURCE_KINDS } from "../domain/alarm";
import { instantOn, onDutyAt, serves, type DutyNow, type DutyShift } from "../domain/duty-roster";
import { rosterRow, type RosterRow } from "../domain/roster-week";
import { rosterOf } from "./duty-roster.server";
import { ladderOf } from "./open-alarm.server";
import { dayAfter, nearOnes } from "./keep-roster.server";

export interface DutyChoice {
  readonly id: string;
  readonly name: string;
  /** on the roster, and counted no more: no right of theirs covers the area */
  readonly isGone?: boolean;
}

export interface RosterInView {
  readonly today: CalendarDay;
  readonly days: readonly CalendarDay[];
  /** the area itself, then those right below it */
  readonly rows: readonly RosterRow[];
  /** of the area itself, for its own forms */
  readonly shifts: readonly KeptShift[];
  readonly onDutyNow: readonly DutyNow[];
  readonly people: Readonly<Record<string, string>>;
  readonly choices: readonly DutyChoice[];
  readonly mayKeep: boolean;
}

const LINE = "civil-affairs";
const CITY_DIGITS = 4;
const WEEK = [0, 1, 2, 3, 4, 5, 6] as const;
const DIGITS_BELOW: Readonly<Record<number, number>> = { 4: 6, 6: 9, 9: 12 };

/** A week of an area's roster, and of the areas right below it. */
export function rosterInView(
  actor: Actor,
  city: City,
  areaCode: string,
  monday: CalendarDay,
): Promise<Verdict<RosterInView, { readonly kind: "not-permitted" }>> {
  if (!mayIn(actor, "read:visits", areaCode, LINE)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const at = now();
    const days = WEEK.map((n) => dayAfter(monday, n));
    const begin = instantOn(monday, 0, city.timeZone);
    const from = begin > at ? begin : at;
    const below = await areasBelow(uow, city.code, areaCode, DIGITS_BELOW[areaCode.length] ?? 0);
    const shifts = await rosterOf(uow, city, [areaCode], begin, instantOn(dayAfter(monday, 7), 0, city.timeZone), LINE);
    const onNow = await rosterOf(uow, city, [areaCode], at, at, LINE);
    const mayKeep = mayIn(actor, "keep:duty-roster", areaCode, LINE);
    const isCityAsked = await asksCity(uow, city.code);
    const rows = [areaCode, ...below].map((code) =>
      rosterRow(shifts, code, days, from, city.timeZone, code.length > CITY_DIGITS || isCityAsked),
    );
    const onDuty = onDutyAt(onNow, areaCode, at, city.timeZone);
    const own = shifts.filter(({ areaCode: code, validFrom, validTo }) => code === areaCode && validTo !== validFrom);
    const named = [...rows.flatMap((row) => row.days.flat()), ...onDuty, ...own];
    const people = await namesOfStaff(
      uow,
      named.flatMap(({ personId, deputyId }) => (deputyId ? [personId, deputyId] : [personId])),
    );
    return granted({
      ...{ today: today(city.timeZone), days, rows, people, mayKeep, onDutyNow: onDuty },
      shifts: own.map((shift) => ({ ...shift, service: new Map() })),
      choices: mayKeep ? choicesOf(await nearOnes(uow, city, areaCode), own, people, today(city.timeZone)) : [],
    });
  });
}

/** Nobody lives at a city's own level: somebody has to be on duty there only where a ladder leads up to it. */
async function asksCity(uow: UnitOfWork, cityCode: string): Promise<boolean> {
  for (const kind of SOURCE_KINDS) if ((await ladderOf(uow, cityCode, kind)).some(({ who }) => who === "city")) return true;
  return false;
}

/**
 * Whoever may be on duty there, and whoever is on this roster by now: changing an hour takes nobody off it. Who counts no more is said by
 * the rule that says who is on duty.
 */
function choicesOf(
  near: readonly { readonly id: string; readonly name: string }[],
  shifts: readonly DutyShift[],
  people: Readonly<Record<string, string>>,
  day: CalendarDay,
): DutyChoice[] {
  const known = new Set(near.map(({ id }) => id));
  const others = new Map<string, boolean>();
  for (const shift of shifts)
    for (const id of [shift.personId, shift.deputyId ?? shift.personId])
      if (!known.has(id)) others.set(id, !serves(shift, id, day));
  return [...near, ...[...others].flatMap(([id, isGone]) => (people[id] ? [{ id, name: people[id], isGone }] : []))];
}
