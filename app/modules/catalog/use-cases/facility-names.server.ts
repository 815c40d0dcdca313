import type { Actor } from "~/modules/accounts/domain/actor";
import { may } from "~/modules/accounts/domain/may";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { namesOfFacilities } from "../data/facility-names.server";

/** What facilities are called, by id; nothing of those that are gone. */
export const facilityNames = (actor: Actor, ids: readonly string[]): Promise<Record<string, string>> =>
  may(actor, "read:catalog") && ids.length > 0 ? inUnitOfWork(actor, (uow) => namesOfFacilities(uow, ids)) : Promise.resolve({});
