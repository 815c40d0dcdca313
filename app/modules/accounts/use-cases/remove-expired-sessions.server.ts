import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { closeSessionsEndedBy } from "../data/sessions.server";
import { systemActor } from "./system-actor.server";

/** Sessions past their end are deleted; how many. */
export const removeExpiredSessions = (): Promise<number> =>
  inUnitOfWork(systemActor("expired-sessions"), (uow) => closeSessionsEndedBy(uow, now()));
