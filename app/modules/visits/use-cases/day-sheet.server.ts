import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { takeOut, takeOutValues, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import { valuesForSheet } from "~/modules/residents/use-cases/values-for-sheet.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { ownVisits, type OwnVisit } from "../data/own-visits.server";
import { caregiverFile } from "./caregivers-in-view.server";
import { daysFrom } from "./due-basis.server";
import { instantOf } from "./plan-basis.server";

export interface DaySheet {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly line: Line;
  readonly day: CalendarDay;
  readonly visits: readonly OwnVisit[];
  /** whether the reader could take addresses and access notes along, for a reason */
  readonly mayOpen: boolean;
}

/** A caregiver's day as the plan in force says it; null where there is no such caregiver the actor may see. */
export async function daySheet(actor: Actor, city: City, id: string, day: CalendarDay): Promise<DaySheet | null> {
  const file = await caregiverFile(actor, city, id);
  if (!file) return null;
  const [from, to] = [instantOf(day, 0, city.timeZone), instantOf(daysFrom(day, 1), 0, city.timeZone)];
  const visits = await inUnitOfWork(actor, (uow) => ownVisits(uow, id, city.timeZone, from, to));
  const { areaCode, line } = file.caregiver;
  return { id, name: file.name, areaCode, line, day, visits, mayOpen: opensAll(actor, visits) };
}

const opensAll = (actor: Actor, visits: readonly OwnVisit[]): boolean =>
  visits.length > 0 &&
  visits.every(({ areaCode, line }) =>
    (["open:sensitive", "read:residents"] as const).every((one) => mayIn(actor, one, areaCode, line as Line)),
  );

/** Of one resident, what was opened for the sheet. */
export interface WayIn {
  readonly address: string | null;
  readonly accessNote: string | null;
}

export interface PrintedSheet {
  readonly sheet: DaySheet;
  readonly taken: TakenOut;
  /** by resident; null = the sheet goes without */
  readonly waysIn: Readonly<Record<string, WayIn>> | null;
}

export interface PrintRefusal {
  readonly kind: "not-there" | "not-permitted" | "reason-missing" | "too-many-openings" | "too-many-in-file";
}

/**
 * A sheet that goes on paper is on record before it is shown for printing. Addresses and access notes come along for a stated
 * reason only: each counts as opened, and the record names whose they are.
 */
export async function printSheet(
  actor: Actor,
  city: City,
  id: string,
  day: CalendarDay,
  { withNotes, reason }: { readonly withNotes: boolean; readonly reason: string },
): Promise<Verdict<PrintedSheet, PrintRefusal>> {
  const sheet = await daySheet(actor, city, id, day);
  if (!sheet || sheet.visits.length === 0) return refused({ kind: "not-there" });
  const { areaCode, line, visits } = sheet;
  const deed = { action: "export:day-sheet", subject: { kind: "caregiver", id }, areaCode, line };
  const facts = { day, visits: visits.length };
  if (!withNotes) return granted({ sheet, taken: await takeOut(actor, { ...deed, facts }), waysIn: null });
  if (!isOpeningReason(reason)) return refused({ kind: "reason-missing" });
  if (!sheet.mayOpen) return refused({ kind: "not-permitted" });
  const residents = [...new Set(visits.map(({ residentId }) => residentId))];
  const values = await inUnitOfWork(actor, (uow) => valuesForSheet(uow, residents));
  const taken = await takeOutValues(actor, {
    ...{ ...deed, why: reason, field: "access-note", values: values.length },
    facts: { ...facts, residents: [...new Set(values.map(({ residentId }) => residentId))] },
  });
  if (!taken.ok) return taken;
  const waysIn: Record<string, { address: string | null; accessNote: string | null }> = {};
  for (const { residentId, kind, open } of values) {
    const known = (waysIn[residentId] ??= { address: null, accessNote: null });
    if (kind === "address") known.address = open();
    else known.accessNote = open();
  }
  return granted({ sheet, taken: taken.value, waysIn });
}
