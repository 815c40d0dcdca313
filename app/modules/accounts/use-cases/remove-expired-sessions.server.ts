import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { closeSessionsEndedBy } from "../data/sessions.server";
import { NOBODY } from "./current-actor.server";

/** Sessions past their end are deleted; how many. */
export const removeExpiredSessions = (): Promise<number> => inUnitOfWork(NOBODY, (uow) => closeSessionsEndedBy(uow, now()));
