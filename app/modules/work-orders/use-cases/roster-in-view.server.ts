import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfStaff } from "../data/order-record.server";
import { areasBelow, type KeptShift } from "../data/duty-shifts.server";
import { instantOn, onDutyAt, type DutyNow } from "../domain/duty-roster";
import { rosterRow, type RosterRow } from "../domain/roster-week";
import { rosterOf } from "./duty-roster.server";
import { dayAfter, nearOnes } from "./keep-roster.server";

export interface RosterInView {
  readonly today: CalendarDay;
  readonly days: readonly CalendarDay[];
  /** the area itself, then those right below it */
  readonly rows: readonly RosterRow[];
  /** of the area itself, for its own forms */
  readonly shifts: readonly KeptShift[];
  readonly onDutyNow: readonly DutyNow[];
  readonly people: Readonly<Record<string, string>>;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly mayKeep: boolean;
}

const LINE = "civil-affairs";
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
    const rows = [areaCode, ...below].map((code) => rosterRow(shifts, code, days, from, city.timeZone));
    const onDuty = onDutyAt(onNow, areaCode, at, city.timeZone);
    const named = [...rows.flatMap((row) => row.days.flat()), ...onDuty];
    const people = await namesOfStaff(
      uow,
      named.flatMap(({ personId, deputyId }) => (deputyId ? [personId, deputyId] : [personId])),
    );
    return granted({
      ...{ today: today(city.timeZone), days, rows, people, mayKeep, onDutyNow: onDuty },
      shifts: shifts.filter((shift) => shift.areaCode === areaCode).map((shift) => ({ ...shift, gone: new Map() })),
      choices: mayKeep ? choicesOf(await nearOnes(uow, city, areaCode), shifts, people) : [],
    });
  });
}

/** Whoever is near, and whoever is on this roster by now: changing an hour takes nobody off it. */
function choicesOf(
  near: readonly { readonly id: string; readonly name: string }[],
  shifts: readonly { readonly personId: string; readonly deputyId: string | null }[],
  people: Readonly<Record<string, string>>,
): { readonly id: string; readonly name: string }[] {
  const known = new Set(near.map(({ id }) => id));
  const others = new Set(
    shifts.flatMap(({ personId, deputyId }) => [personId, deputyId ?? personId]).filter((id) => !known.has(id)),
  );
  return [...near, ...[...others].flatMap((id) => (people[id] ? [{ id, name: people[id] }] : []))];
}
