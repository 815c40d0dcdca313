import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { dutyAheadOf, type DutyAhead } from "../data/duty-shifts.server";

export type { DutyAhead };

/** Hours that nobody holds any more once somebody's account or right ends: whoever may end it is told, wherever the roster is kept. */
export const dutyAhead = (personId: string, timeZone: string): Promise<DutyAhead[]> =>
  inUnitOfWork(systemActor("duty-roster"), (uow) => dutyAheadOf(uow, personId, today(timeZone)));
