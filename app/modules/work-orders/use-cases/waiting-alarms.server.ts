import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { waitingFor, waitingIn, type WaitingAlarms } from "../data/waiting-alarms.server";

export type { WaitingAlarms };

/** What rings on an open page: what came to its reader, or on a page that watches over an area what nobody there accepted. */
export const waitingAlarms = (actor: Actor, city: City, watched: string | null): Promise<WaitingAlarms> =>
  inUnitOfWork(actor, (uow) =>
    watched !== null && mayIn(actor, "read:visits", watched, "civil-affairs")
      ? waitingIn(uow, city.code, watched)
      : waitingFor(uow, actor.personId, city.code),
  );
