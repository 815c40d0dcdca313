import { validate as isUuid } from "uuid";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { grantsInForce } from "../data/grants.server";
import { placeOfPerson } from "../data/person-place.server";
import { actorOf, type Actor } from "../domain/actor";
import type { Granted } from "../domain/may";
import { systemActor } from "./system-actor.server";

/** Somebody as they are granted now, for work that goes on after they asked for it; null where nothing is theirs any more. */
export async function actorNow(personId: string | null): Promise<Actor | null> {
  if (personId === null || !isUuid(personId)) return null;
  return inUnitOfWork(systemActor("actor-now"), async (uow) => {
    const person = await placeOfPerson(uow, personId);
    if (person?.state !== "active") return null;
    return actorOf({ personId, name: person.name }, await grantsInForce(uow, personId, today(), now()));
  });
}

/** What somebody was granted on a day, for what they did then and tell later; the unit of work acts for the whole installation. */
export const grantsOn = async (uow: UnitOfWork, personId: string, day: CalendarDay): Promise<Granted> => ({
  grants: await grantsInForce(uow, personId, day, now()),
});
