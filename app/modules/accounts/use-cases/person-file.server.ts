import { validate as isUuid } from "uuid";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { MOST_TOLD, nameOfPerson, personRecords, type PersonRecords } from "../data/person-file.server";
import { placeOfPerson } from "../data/person-record.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { isOpeningReason, OWN_VALUE } from "../domain/sensitive-field";
import type { OpeningRefusal } from "./open-sensitive.server";
import type { PERSON_FIELDS } from "./person-sensitive.server";
import { openPersonValue, sensitiveFileOf } from "./person-sensitive.server";
import { systemActor } from "./system-actor.server";
import { takeOut, type TakenOut } from "./take-out.server";

/** How many of each long list the file holds; of the rest it says the number. */
export const MOST_IN_FILE = MOST_TOLD;

export interface PersonFile extends PersonRecords {
  readonly taken: TakenOut;
  readonly sealed: Readonly<Partial<Record<(typeof PERSON_FIELDS)[number], string>>>;
}

export interface PersonFileDoor {
  readonly name: string;
  readonly isOwn: boolean;
}

/** Whether the actor may take out this person's file: the person, or whoever keeps and may open the records of their area. */
export function personFileDoor(actor: Actor, personId: string): Promise<PersonFileDoor | null> {
  if (!isUuid(personId)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const place = await placeOfPerson(uow, personId);
    if (!place) return null;
    const isOwn = personId === actor.personId;
    const isKeeper = (["write:people", "open:sensitive"] as const).every((one) => mayIn(actor, one, place.areaCode, place.line));
    if (!isOwn && !isKeeper) return null;
    return { name: await nameOfPerson(uow, personId), isOwn };
  });
}

/**
 * Everything kept about one person and who looked at it, as the law lets everybody ask for. Each sealed value in it is an
 * opening of its own, on record like any other; so is the file.
 */
export async function personFile(actor: Actor, personId: string, reason: string): Promise<Verdict<PersonFile, OpeningRefusal>> {
  const door = await personFileDoor(actor, personId);
  if (!door) return refused({ kind: "not-there" });
  if (!door.isOwn && !isOpeningReason(reason)) return refused({ kind: "reason-missing" });
  const masked = (await sensitiveFileOf(actor, personId))?.fields ?? [];
  const sealed: Partial<Record<(typeof PERSON_FIELDS)[number], string>> = {};
  for (const { kind } of masked) {
    const opened = await openPersonValue(actor, personId, kind, { reason, noteId: "" });
    if (!opened.ok) return opened;
    sealed[kind] = opened.value;
  }
  const place = await inUnitOfWork(actor, (uow) => placeOfPerson(uow, personId));
  const taken = await takeOut(actor, {
    ...{ action: "export:person", subject: { kind: "person", id: personId }, why: door.isOwn ? OWN_VALUE : reason },
    ...{ areaCode: place?.areaCode ?? "", line: place?.line ?? "" },
  });
  // Sessions and the audit of others are beyond the actor's own view; what concerns this person is theirs to know.
  const records = await inUnitOfWork(systemActor("person-file"), (uow) => personRecords(uow, personId));
  return records ? granted({ taken, sealed, ...records }) : refused({ kind: "not-there" });
}
