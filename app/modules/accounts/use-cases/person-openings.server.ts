import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { placeOfPerson } from "../data/person-record.server";
import { openingsOf, type PastOpening } from "../data/sensitive-openings.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";

const MOST = 50;

/** Who opened which value of a person, when and why; null for whoever neither reviews the audit of that person's area nor is that person. */
export function personOpenings(actor: Actor, personId: string): Promise<PastOpening[] | null> {
  return inUnitOfWork(actor, async (uow) => {
    const place = await placeOfPerson(uow, personId);
    if (!place) return null;
    const mayKnow = personId === actor.personId || mayIn(actor, "read:audit", place.areaCode, place.line);
    return mayKnow ? openingsOf(uow, personId, MOST) : null;
  });
}
