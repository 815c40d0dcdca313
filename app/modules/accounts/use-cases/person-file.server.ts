import { validate as isUuid } from "uuid";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { nameOfPerson, personRecords, type PersonRecords } from "../data/person-file.server";
import { placeOfPerson } from "../data/person-record.server";
import { MOST_TOLD } from "../data/subject-trail.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { isOpeningReason, OWN_VALUE } from "../domain/sensitive-field";
import type { LineOrAll } from "../domain/line";
import type { OpeningRefusal, OpeningWish } from "./open-sensitive.server";
import { openPersonValue, sensitiveFileOf } from "./person-sensitive.server";
import { systemActor } from "./system-actor.server";
import { takeOut, type TakenOut } from "./take-out.server";

/** How many of each long list the file holds; of the rest it says the number. */
export const MOST_IN_FILE = MOST_TOLD;

export interface PersonFile extends PersonRecords {
  readonly taken: TakenOut;
  readonly sealed: Readonly<Partial<Record<string, string>>>;
  /** what other modules keep about this person, by part */
  readonly others: Readonly<Record<string, readonly object[]>>;
}

/** What another module keeps about a person: the module says it, the file tells it. */
export interface PersonFilePart {
  readonly records: (uow: UnitOfWork, personId: string) => Promise<Readonly<Record<string, readonly object[]>>>;
  /** sealed values by their field, each an opening on record, by whoever takes the file out */
  readonly open: (
    actor: Actor,
    personId: string,
    place: { readonly areaCode: string; readonly line: LineOrAll },
    wish: OpeningWish,
  ) => Promise<Verdict<Readonly<Record<string, string>>, OpeningRefusal>>;
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
export async function personFile(
  actor: Actor,
  personId: string,
  reason: string,
  parts: readonly PersonFilePart[],
): Promise<Verdict<PersonFile, OpeningRefusal>> {
  const door = await personFileDoor(actor, personId);
  if (!door) return refused({ kind: "not-there" });
  if (!door.isOwn && !isOpeningReason(reason)) return refused({ kind: "reason-missing" });
  const masked = (await sensitiveFileOf(actor, personId))?.fields ?? [];
  const sealed: Partial<Record<string, string>> = {};
  for (const { kind } of masked) {
    const opened = await openPersonValue(actor, personId, kind, { reason, noteId: "" });
    if (!opened.ok) return opened;
    sealed[kind] = opened.value;
  }
  const place = await inUnitOfWork(actor, (uow) => placeOfPerson(uow, personId));
  if (!place) return refused({ kind: "not-there" });
  for (const part of parts) {
    const opened = await part.open(actor, personId, place, { reason, noteId: "" });
    if (!opened.ok) return opened;
    Object.assign(sealed, opened.value);
  }
  const taken = await takeOut(actor, {
    ...{ action: "export:person", subject: { kind: "person", id: personId }, why: door.isOwn ? OWN_VALUE : reason },
    ...place,
  });
  // Sessions and the audit of others are beyond the actor's own view; what concerns this person is theirs to know.
  return inUnitOfWork<Verdict<PersonFile, OpeningRefusal>>(systemActor("person-file"), async (uow) => {
    const records = await personRecords(uow, personId);
    if (!records) return refused({ kind: "not-there" });
    const others: Record<string, readonly object[]> = {};
    for (const part of parts) Object.assign(others, await part.records(uow, personId));
    return granted({ taken, sealed, others, ...records });
  });
}
