import { validate as isUuid } from "uuid";
import { now } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { listDevices, type ListedDevice } from "../data/bound-devices.server";
import { loginOf } from "../data/credentials.server";
import { placeOfPerson, type PersonPlace } from "../data/person-place.server";
import { hasSecondFactor } from "../data/second-factor.server";
import { closeOtherSessions, closeSessionOf, listSessions, type ListedSession } from "../data/sessions.server";
import type { Actor } from "../domain/actor";
import { mayIn } from "../domain/may";
import { recordAudit } from "./record-audit.server";

export interface PersonAccess {
  readonly name: string;
  readonly state: string;
  readonly login: string | null;
  readonly hasSecondFactor: boolean;
  readonly sessions: readonly ListedSession[];
  readonly devices: readonly ListedDevice[];
}

async function managed(uow: UnitOfWork, actor: Actor, personId: string): Promise<PersonPlace | null> {
  const place = isUuid(personId) ? await placeOfPerson(uow, personId) : null;
  return place && mayIn(actor, "write:people", place.areaCode, place.line) ? place : null;
}

/** How somebody one looks after comes in, and where they are signed in; null where there is nobody of that id to look after. */
export function personAccess(actor: Actor, personId: string): Promise<PersonAccess | null> {
  return inUnitOfWork(actor, async (uow) => {
    const place = await managed(uow, actor, personId);
    if (!place) return null;
    return {
      ...{ name: place.name, state: place.state, login: await loginOf(uow, personId) },
      ...{ hasSecondFactor: await hasSecondFactor(uow, personId), sessions: await listSessions(uow, personId, now()) },
      devices: await listDevices(uow, personId),
    };
  });
}

/** Ends one session of somebody one looks after, or all of them; how many. */
export function endSessionsOf(actor: Actor, personId: string, id: string | null): Promise<number> {
  return inUnitOfWork(actor, async (uow) => {
    const place = await managed(uow, actor, personId);
    if (!place) return 0;
    const ended = id === null ? await closeOtherSessions(uow, personId, null) : Number(await closeSessionOf(uow, personId, id));
    await recordAudit(uow, {
      ...{ action: "close:session", subject: { kind: "person", id: personId }, areaCode: place.areaCode, line: place.line },
      ...{ result: "done", facts: { sessionsEnded: ended } },
    });
    return ended;
  });
}
