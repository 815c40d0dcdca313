import { may } from "~/modules/accounts/domain/may";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { actorNow } from "~/modules/accounts/use-cases/actor-now.server";
import { takeTries, triesHeld } from "~/modules/accounts/use-cases/count-tries.server";
import { hasBoundPhone } from "~/modules/accounts/use-cases/has-bound-phone.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { hasVisited } from "../data/care-hands.server";
import type { SealedRecord } from "../domain/care-record";
import { readCareRecord } from "./read-care-record.server";

export type HandInRefusal = TryLater | { readonly kind: "not-granted" };

/** Whoever visits, keeps visits or was given a phone for it; whoever did once hands in what is still on their phone. */
export async function isCareHand(personId: string): Promise<boolean> {
  const actor = await actorNow(personId);
  if (actor && (may(actor, "propose:residents") || may(actor, "write:visits"))) return true;
  return (await inUnitOfWork(systemActor("care-sync"), (uow) => hasVisited(uow, personId))) || hasBoundPhone(personId);
}

/** Anybody else is asked to wait before a byte is read, more with each try that brought nothing. */
export const mayTryToHandIn = async (personId: string): Promise<Verdict<null, HandInRefusal>> => {
  const later = await takeTries([["care-hands", personId]]);
  return later ? refused(later) : granted(null);
};

/** Of a stranger to care only what somebody's list vouches for is looked at: a colleague's file on whatever account is at hand. */
export async function bringsLists(personId: string, records: readonly SealedRecord[]): Promise<Verdict<null, HandInRefusal>> {
  for (const record of records) {
    const read = await readCareRecord(record);
    // A key that is not at hand just now says nothing of anybody: such a record waits on its phone.
    if (read.kind === "later") return granted(null);
    if (read.ticket === null) continue;
    await inUnitOfWork(systemActor("sign-in"), (uow) => triesHeld(uow, [["care-hands", personId]]));
    return granted(null);
  }
  return refused({ kind: "not-granted" });
}
