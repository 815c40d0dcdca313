import { addDays, format, parseISO } from "date-fns";
import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { actAs, inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  addShift as add,
  endShift as end,
  findShift,
  forgetSwap,
  peopleForDuty,
  saySwap,
  type KeptShift,
} from "../data/duty-shifts.server";
import { beginsOn, isNight } from "../domain/duty-roster";
import { shiftSaid, type ShiftProblem, type TypedShift } from "../domain/roster-week";

export type RosterRefusal = {
  readonly kind:
    | ShiftProblem
    | "not-permitted"
    | "not-there"
    | "area-shape"
    | "changed-meanwhile"
    | "not-on-that-day"
    | "not-near"
    | "past-day";
};
type Answer = Promise<Verdict<string, RosterRefusal>>;
const no = (kind: RosterRefusal["kind"]) => refused({ kind });
const LINE = "civil-affairs";
const MOST_AHEAD_DAYS = 730;

export const dayAfter = (day: CalendarDay, days = 1): CalendarDay => format(addDays(parseISO(day), days), "yyyy-MM-dd");

/** Puts somebody on the roster; in place of a shift that ends the day before, where one is named. */
export function writeShift(
  actor: Actor,
  city: City,
  areaCode: string,
  typed: TypedShift,
  instead: { readonly id: string; readonly version: number } | null = null,
): Answer {
  if (!/^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(areaCode) || !areaCode.startsWith(city.code)) return Promise.resolve(no("area-shape"));
  if (!mayIn(actor, "keep:duty-roster", areaCode, LINE)) return Promise.resolve(no("not-permitted"));
  const said = shiftSaid(typed, dayAfter);
  if (!said.ok) return Promise.resolve(no(said.refusal));
  const { personId, deputyId, validFrom } = said.value;
  if (validFrom > dayAfter(today(city.timeZone), MOST_AHEAD_DAYS)) return Promise.resolve(no("days-unreadable"));
  return inUnitOfWork<Verdict<string, RosterRefusal>>(actor, async (uow) => {
    const before = instead && isUuid(instead.id) ? await findShift(uow, instead.id) : null;
    if (instead && before?.areaCode !== areaCode) return no("not-there");
    const day = today(city.timeZone);
    const hasRun = before !== null && before.validFrom < day;
    if (validFrom < dayAfter(day, hasRun ? 0 : -1)) return no("past-day");
    const near = [...(await nearOnes(uow, city, areaCode)).map(({ id }) => id), before?.personId, before?.deputyId];
    if (![personId, deputyId ?? personId].every((id) => near.includes(id))) return no("not-near");
    if (instead && before) {
      if (!(await end(uow, before, instead.version, validFrom))) return rollBack(no("changed-meanwhile")) as never;
    }
    const id = await add(uow, city.code, { areaCode, line: LINE, ...said.value });
    await noted(uow, "write:duty-shift", { id, areaCode }, personId);
    return granted(id);
  });
}

/** The last day of a shift; earlier ones stay as they were. */
export const endShift = (actor: Actor, city: City, id: string, version: number, lastDay: string): Answer =>
  withShift(actor, city, id, async (uow, shift) => {
    const least = dayAfter(today(city.timeZone), -1);
    if (!isCalendarDay(lastDay) || lastDay < least) return no("days-unreadable");
    if (!(await end(uow, shift, version, dayAfter(lastDay)))) return no("changed-meanwhile");
    await noted(uow, "end:duty-shift", shift, shift.personId);
    return granted(id);
  });

/** 换班: one day of a shift held by somebody else; nobody named = as it was. */
export const swapDuty = (actor: Actor, city: City, id: string, day: string, personId: string): Answer =>
  withShift(actor, city, id, async (uow, shift) => {
    if (!isCalendarDay(day) || !beginsOn(shift, day)) return no("not-on-that-day");
    // A night that began yesterday runs until this morning; any other day of before is what it was.
    if (day < dayAfter(today(city.timeZone), isNight(shift) ? -1 : 0)) return no("past-day");
    if (personId === "" || personId === shift.personId) await forgetSwap(uow, id, day);
    else {
      const near = await nearOnes(uow, city, shift.areaCode);
      if (!near.some((one) => one.id === personId)) return no("not-near");
      const deputyId = shift.deputyId === personId ? shift.personId : shift.deputyId;
      await saySwap(uow, id, day, { personId, deputyId });
    }
    await noted(uow, "swap:duty", shift, personId || shift.personId);
    return granted(id);
  });

/** Whoever works there or above; accounts of others are beyond the actor's own sight, their names at work are not. */
export const nearOnes = (uow: UnitOfWork, city: City, areaCode: string) =>
  actAs(uow, systemActor("duty-roster", { areaCode: city.code }), (step) =>
    peopleForDuty(step, areaCode, LINE, today(city.timeZone)),
  );

const noted = (
  uow: UnitOfWork,
  action: string,
  { id, areaCode }: { readonly id: string; readonly areaCode: string },
  person: string,
) => recordAudit(uow, { action, subject: { kind: "duty-shift", id }, areaCode, line: LINE, result: "done", facts: { person } });

function withShift(actor: Actor, city: City, id: string, step: (uow: UnitOfWork, shift: KeptShift) => Answer): Answer {
  if (!isUuid(id)) return Promise.resolve(no("not-there"));
  return inUnitOfWork<Verdict<string, RosterRefusal>>(actor, async (uow) => {
    const shift = await findShift(uow, id);
    if (!shift?.areaCode.startsWith(city.code)) return no("not-there");
    if (!mayIn(actor, "keep:duty-roster", shift.areaCode, shift.line)) return no("not-permitted");
    return step(uow, shift);
  });
}
