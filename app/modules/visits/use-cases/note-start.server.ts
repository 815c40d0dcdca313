import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { lifeOfRecords } from "../data/life-of-records.server";

/** Puts down where the database's log stood at its start, before much else is written. */
export const noteStart = (): Promise<unknown> => inUnitOfWork(systemActor("care-sync"), lifeOfRecords);
