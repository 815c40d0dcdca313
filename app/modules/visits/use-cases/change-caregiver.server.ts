import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Dated } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { caregiversToBe } from "../data/caregiver-list.server";
import {
  addAbsence,
  addCaregiver,
  countInForce,
  endAbsence,
  findCaregiver,
  hoursOf,
  nextVersion,
  writeCard,
  writeHours,
  type CaregiverRecord,
} from "../data/caregiver-record.server";
import {
  ABSENCE_REASONS,
  caregiverCard,
  periodSaid,
  type AbsenceReason,
  type CardFault,
  type PeriodFault,
  type TypedCaregiver,
} from "../domain/caregiver-card";
import { hoursAfter, weekSaid, type HoursFault, type TypedDay } from "../domain/weekly-hours";
import { instantOf } from "./plan-basis.server";

const LINE = "civil-affairs";

export type CaregiverRefusal =
  | { readonly kind: "faults"; readonly faults: readonly (CardFault | PeriodFault)[] }
  | { readonly kind: "not-there" | "not-permitted" | "beyond-own" | "met-edit" };
export type HoursRefusal =
  | Exclude<CaregiverRefusal, { kind: "faults" }>
  | { readonly kind: "faults"; readonly faults: readonly PeriodFault[]; readonly hours: readonly HoursFault[] };

/** Makes somebody with an account a caregiver; their hours are said next. */
export function makeCaregiver(
  actor: Actor,
  city: City,
  personId: string,
  typed: TypedCaregiver,
): Promise<Verdict<string, CaregiverRefusal>> {
  const card = caregiverCard(typed, city.code);
  const nobody: CardFault = { field: "person", fault: "person-unknown" };
  if (!card.ok || !isUuid(personId)) {
    const faults = [...(card.ok ? [] : card.refusal), ...(isUuid(personId) ? [] : [nobody])];
    return Promise.resolve(refused({ kind: "faults", faults }));
  }
  const { areaCode } = card.value;
  if (!mayIn(actor, "plan:visits", areaCode, LINE)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork<Verdict<string, CaregiverRefusal>>(actor, async (uow) => {
    const known = await caregiversToBe(uow, areaCode, today(city.timeZone));
    if (!known.some(({ id }) => id === personId)) return refused({ kind: "faults", faults: [nobody] });
    if (!(await addCaregiver(uow, personId, city.code, card.value))) return refused({ kind: "faults", faults: [nobody] });
    await noted(uow, "write:caregiver", { id: personId, areaCode, line: LINE }, { what: "new" });
    return granted(personId);
  });
}

/** Corrects the card. `version` is the one the form was made from: whoever was overtaken is told, and keeps what they typed. */
export function editCaregiver(
  actor: Actor,
  city: City,
  id: string,
  version: number,
  typed: TypedCaregiver,
): Promise<Verdict<null, CaregiverRefusal>> {
  return withCaregiver<null, CaregiverRefusal>(actor, city, id, async (uow, before) => {
    const card = caregiverCard(typed, city.code);
    if (!card.ok) return refused({ kind: "faults", faults: card.refusal });
    if (!mayIn(actor, "plan:visits", card.value.areaCode, before.line)) return refused({ kind: "beyond-own" });
    if (!(await writeCard(uow, id, version, card.value))) return refused({ kind: "met-edit" });
    await noted(uow, "write:caregiver", { ...before, areaCode: card.value.areaCode }, { what: "card" });
    return granted(null);
  });
}

/** A week of hours, from a day on or between two; what held in these days before is replaced, everything else stays. */
export function writeWeek(
  actor: Actor,
  city: City,
  id: string,
  version: number,
  typed: {
    readonly from: string;
    readonly last: string;
    readonly days: ReadonlyMap<number, TypedDay>;
    readonly onHolidays: boolean;
  },
): Promise<Verdict<null, HoursRefusal>> {
  return withCaregiver<null, HoursRefusal>(actor, city, id, async (uow) => {
    const [period, week] = [periodSaid(typed, true), weekSaid(typed.days)];
    if (!period.ok || !week.ok)
      return refused({ kind: "faults", faults: period.ok ? [] : period.refusal, hours: week.ok ? [] : week.refusal });
    if (!(await nextVersion(uow, id, version))) return refused({ kind: "met-edit" });
    const hours = week.value.map((day) => ({ ...day, onHolidays: typed.onHolidays }));
    await writeHours(uow, id, hoursAfter(await hoursOf(uow, id), period.value, hours));
    const caregiver = (await findCaregiver(uow, id))!;
    await noted(uow, "write:caregiver", caregiver, { what: "hours", from: period.value.from, to: period.value.to });
    return granted(null);
  });
}

/** Notes an absence; how many published visits lie in its days is told, so that somebody plans them anew. */
export function noteAway(
  actor: Actor,
  city: City,
  id: string,
  typed: { readonly kind: string; readonly from: string; readonly last: string },
): Promise<Verdict<{ readonly inForce: number }, CaregiverRefusal>> {
  return withCaregiver<{ readonly inForce: number }, CaregiverRefusal>(actor, city, id, async (uow, caregiver) => {
    const isKnown = (ABSENCE_REASONS as readonly string[]).includes(typed.kind);
    const days = periodSaid(typed, false);
    const faults: PeriodFault[] = [
      ...(isKnown ? [] : [{ field: "kind", fault: "kind-unknown" } as const]),
      ...(days.ok ? [] : days.refusal),
    ];
    if (!isKnown || !days.ok) return refused({ kind: "faults", faults });
    const { from, to } = days.value as Dated & { readonly to: string };
    const absence = await addAbsence(uow, id, typed.kind as AbsenceReason, { from, to });
    if (!absence) return refused({ kind: "faults", faults: [{ field: "from", fault: "absence-overlap" }] });
    const inForce = await countInForce(uow, id, instantOf(from, 0, city.timeZone), instantOf(to, 0, city.timeZone));
    await noted(uow, "note:absence", caregiver, { absence, from, to, kind: typed.kind });
    return granted({ inForce });
  });
}

/** Back earlier than noted, or not away after all. */
export function backAgain(actor: Actor, city: City, id: string, absenceId: string): Promise<Verdict<null, CaregiverRefusal>> {
  return withCaregiver<null, CaregiverRefusal>(actor, city, id, async (uow, caregiver) => {
    if (!isUuid(absenceId) || !(await endAbsence(uow, id, absenceId, today(city.timeZone))))
      return refused({ kind: "not-there" });
    await noted(uow, "end:absence", caregiver, { absence: absenceId });
    return granted(null);
  });
}

type Placed = Pick<CaregiverRecord, "id" | "areaCode" | "line">;

const noted = (uow: UnitOfWork, action: string, { id, areaCode, line }: Placed, facts: Record<string, string | null>) =>
  recordAudit(uow, { action, subject: { kind: "caregiver", id }, areaCode, line, result: "done", facts });

/** One change of a caregiver the actor sees and plans for; a refusal leaves nothing written. */
async function withCaregiver<T, R extends { readonly kind: string }>(
  actor: Actor,
  city: City,
  id: string,
  step: (uow: UnitOfWork, caregiver: CaregiverRecord) => Promise<Verdict<T, R>>,
): Promise<Verdict<T, R | { readonly kind: "not-there" | "not-permitted" }>> {
  if (!isUuid(id)) return refused({ kind: "not-there" });
  return inUnitOfWork<Verdict<T, R | { readonly kind: "not-there" | "not-permitted" }>>(actor, async (uow) => {
    const caregiver = await findCaregiver(uow, id);
    if (!caregiver || caregiver.cityCode !== city.code) return refused({ kind: "not-there" });
    if (!mayIn(actor, "plan:visits", caregiver.areaCode, caregiver.line)) return refused({ kind: "not-permitted" });
    const done = await step(uow, caregiver);
    return done.ok ? done : rollBack(done);
  });
}
