import type { Actor } from "~/modules/accounts/domain/actor";
import { noteAssignedOpenings } from "~/modules/accounts/use-cases/note-assigned-openings.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { areaOutlines } from "~/modules/places/use-cases/area-outlines.server";
import { valuesForVisit, type ValuesForVisit } from "~/modules/residents/use-cases/values-for-visit.server";
import { dutyLines } from "~/modules/work-orders/use-cases/duty-lines.server";
import { ladderOf } from "~/modules/work-orders/use-cases/open-alarm.server";
import { now, today } from "~/platform/clock.server";
import { boxKeyInForce } from "~/platform/sealed-box.server";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { lastVisitsOf, openFindingsOf, owedTo } from "../data/care-list.server";
import { namesOfPeople } from "../data/due-list.server";
import { lifeOfRecords } from "../data/life-of-records.server";
import { answeredFor, ownVisits, type OwnVisit } from "../data/own-visits.server";
import { doorHashesOf } from "../data/resident-doors.server";
import type { CareAppointment, CareList, CareOutline, CareResident } from "../domain/care-list";
import { outlineRings } from "../domain/care-outline";
import { CARE_LIST_FIELD } from "../domain/listed-days";
import { careAlarms } from "./care-alarms.server";
import { ticketFor } from "./care-ticket.server";
import { daysFrom } from "./due-basis.server";
import { instantOf } from "./plan-basis.server";

/** Everything but what areas are called, which the page adds. */
export type CareListBare = Omit<CareList, "areas">;

/**
 * The list a caregiver's phone takes along: whom they answer for, owed a visit or not, and whom they are sent to this week; of them
 * alone. That they are theirs to visit is itself the recorded reason to open what it needs; it is on record, once a resident and day,
 * before the first value leaves.
 */
export async function careList(actor: Actor, city: City): Promise<CareListBare> {
  const day = today(city.timeZone);
  const last = daysFrom(day, 6 - ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const begins = instantOf(day, 0, city.timeZone);
  const sealTo = await boxKeyInForce();
  return inUnitOfWork(actor, async (uow) => {
    const visits = await ownVisits(uow, actor.personId, city.timeZone, begins, instantOf(daysFrom(last, 1), 0, city.timeZone));
    const answered = await answeredFor(uow, city.code, actor.personId);
    const as = new Map<string, CareResident["as"]>(visits.map(({ residentId }) => [residentId, "plan"]));
    for (const { residentId, isResponsible } of answered) as.set(residentId, isResponsible ? "responsible" : "deputy");
    // The plan in force may send somebody to people whose files are not theirs to read: of those alone they are told what a visit needs.
    const told = await actAs(uow, systemActor("care-list", { areaCode: city.code, personId: actor.personId }), (step) =>
      residentsTold(step, city, [...as.keys()], day, last),
    );
    const residents = told.map(({ card, ...rest }) => careResident(card, as.get(card.id)!, rest));
    const openings = told.map(({ card: { id, line, areaCode }, values, last: before }) => ({
      ...{ subjectId: id, line, areaCode, howMany: Math.max(1, values + (before ? 1 : 0)) },
    }));
    const fresh = await noteAssignedOpenings(uow, { subjectKind: "resident", field: CARE_LIST_FIELD, since: begins, openings });
    const areaCodes = [...new Set(residents.map(({ areaCode }) => areaCode))].sort();
    if (fresh.length > 0) await recordTaken(uow, actor, areaOf(areaCodes), fresh, day);
    return {
      ...{ format: 1, person: { id: actor.personId, name: actor.name }, today: day, last, madeAt: now().toISOString() },
      city: { code: city.code, name: city.nameZh, nameEn: city.nameEn, timeZone: city.timeZone, isDemo: city.isDemo },
      keptUntil: instantOf(daysFrom(day, 2), 0, city.timeZone).toISOString(),
      ticket: ticketFor({ personId: actor.personId, cityCode: city.code, day }),
      ...{ sealTo, ...(await lifeOfRecords(uow)), residents, outlines: await outlinesFor(uow, city, areaCodes) },
      appointments: visits.filter(({ residentId }) => residents.some(({ id }) => id === residentId)).map(careAppointment),
      ladder: (await ladderOf(uow, city.code, "visit")).map(({ who, minutes }) => ({ who, minutes })),
      alarms: await careAlarms(uow, actor, city.code),
      onDuty: await onDutyFor(uow, city, areaCodes, actor.personId),
    };
  });
}

interface Told extends ValuesForVisit {
  readonly due: CareResident["due"];
  readonly last: CareResident["last"];
  readonly doorHash: string | null;
}

async function residentsTold(
  uow: UnitOfWork,
  city: City,
  ids: readonly string[],
  day: CalendarDay,
  until: CalendarDay,
): Promise<Told[]> {
  const residents = await valuesForVisit(uow, ids, day);
  const owed = new Map((await owedTo(uow, ids, until)).map(({ residentId, ...due }) => [residentId, due]));
  const visits = await lastVisitsOf(uow, ids, city.timeZone);
  const names = await namesOfPeople(uow, [...new Set(visits.map(({ authorId }) => authorId))]);
  const findings = await openFindingsOf(uow, ids);
  const doors = await doorHashesOf(uow, ids);
  const lastOf = new Map(
    visits.map(({ residentId, authorId, ...visit }) => {
      const open = findings.filter((one) => one.residentId === residentId).map(({ kind }) => kind);
      return [residentId, { ...visit, by: names[authorId] ?? null, openFindings: [...new Set(open)] }];
    }),
  );
  return residents.map((resident) => ({
    ...{ ...resident, due: owed.get(resident.card.id) ?? null, last: lastOf.get(resident.card.id) ?? null },
    doorHash: doors.get(resident.card.id) ?? null,
  }));
}

function careResident(card: Told["card"], as: CareResident["as"], told: Omit<Told, "card">): CareResident {
  const { id, name, areaCode, cell, sex, languages, categories, risk, needsTwo, visitFrom, visitUntil, consents } = card;
  const { address, phone, accessNote, home, contacts, due, last, doorHash } = told;
  return {
    ...{ id, name, as, areaCode, cell, bornYear: card.bornOn === null ? null : Number(card.bornOn.slice(0, 4)), sex, languages },
    ...{
      address,
      home,
      phone,
      accessNote,
      contacts: contacts.map(({ id: _id, ...contact }) => contact),
      categories,
      risk,
      needsTwo,
      visitFrom,
      visitUntil,
      consents,
      due,
      last,
      doorHash,
    },
  };
}

const careAppointment = ({ id, residentId, day, minute, endMinute, channel, isForTwo }: OwnVisit): CareAppointment => ({
  ...{ id, residentId, day, minute, endMinute, channel, isForTwo },
});

/** Of each community its own outline, or where none is on record that of the street or the district it lies in. */
async function outlinesFor(uow: UnitOfWork, city: City, areaCodes: readonly string[]): Promise<CareOutline[]> {
  const above = (areaCode: string) =>
    [12, 9, 6].filter((digits) => digits <= areaCode.length).map((digits) => areaCode.slice(0, digits));
  const outlines = await areaOutlines(uow, city.code, [...new Set(areaCodes.flatMap(above))]);
  const drawn = new Set(areaCodes.flatMap((areaCode) => above(areaCode).find((code) => outlines.has(code)) ?? []));
  return [...drawn].map((areaCode) => ({ areaCode, rings: outlineRings(outlines.get(areaCode)!) }));
}

async function onDutyFor(
  uow: UnitOfWork,
  city: City,
  areaCodes: readonly string[],
  callerId: string,
): Promise<CareList["onDuty"]> {
  const lines = await dutyLines(uow, city, areaCodes, now(), callerId);
  const names = await namesOfPeople(
    uow,
    lines.map(({ personId }) => personId),
  );
  return lines.map(({ personId, phone, areaCode }) => ({ name: names[personId] ?? "", phone, areaCode }));
}

/** The smallest area that holds them all. */
const areaOf = (areaCodes: readonly string[]): string =>
  [12, 9, 6, 4]
    .map((digits) => areaCodes[0]!.slice(0, digits))
    .find((area) => areaCodes.every((code) => code.startsWith(area))) ?? "";

const recordTaken = (uow: UnitOfWork, actor: Actor, areaCode: string, residents: readonly string[], day: CalendarDay) =>
  recordAudit(uow, {
    ...{ action: "open:care-list", subject: { kind: "person", id: actor.personId }, areaCode, line: "civil-affairs" },
    ...{ result: "done", why: "visit-assigned", facts: { day, residents } },
  });
