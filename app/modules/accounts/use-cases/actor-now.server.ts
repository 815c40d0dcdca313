import { validate as isUuid } from "uuid";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { grantsInForce } from "../data/grants.server";
import { placeOfPerson } from "../data/person-place.server";
import { actorOf, type Actor } from "../domain/actor";
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
