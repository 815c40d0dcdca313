import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries, triesHeld } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { now } from "~/platform/clock.server";
import { isLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { noteLinkUsed, placeOfLink } from "../data/operator-links.server";
import { scopeOfFacility, type OperatorStanding } from "../domain/operator-standing";

/** Looks links up, and nothing else. */
const whole = systemActor("operator-link");
const READER = { ...whole, scope: { "confirm:vacancies": whole.scope["confirm:vacancies"] ?? "" } };

/**
 * What somebody who stands for a place reads and does there: the database shows and takes only what is this facility's, as
 * «operate:facility» in the transaction's scope says.
 */
export const inPlaceOf = <T>(standing: OperatorStanding, work: (uow: UnitOfWork) => Promise<T>): Promise<T> =>
  inUnitOfWork(standingActor(standing), work);

const standingActor = ({ facilityId, cityCode, personId }: OperatorStanding) => ({
  ...{ personId, role: personId === null ? "system:operator-link" : "operator", cityCode },
  scope: scopeOfFacility(facilityId),
});

/** The place a secret leads to at this moment, in a unit of work that sees this one place; null where it opens nothing. */
export const behindOperatorLink = <T>(
  secret: string,
  read: (uow: UnitOfWork, standing: OperatorStanding) => Promise<T>,
): Promise<T | null> =>
  isLinkSecret(secret)
    ? inUnitOfWork(READER, async (uow) => {
        const place = await placeOfLink(uow, secretHash(secret), now());
        if (!place) return null;
        const standing = { ...place, personId: null };
        return actAs(uow, standingActor(standing), (own) => read(own, standing));
      })
    : Promise.resolve(null);

/** Comes in by a link: each opening is on record; a link that opens nothing costs its address a try. */
export async function openOperatorLink(
  secret: string,
  address: string,
): Promise<Verdict<null, TryLater | { readonly kind: "link-unknown" }>> {
  const counted = [["operator-link", address]] as const;
  const later = await takeTries(counted);
  if (later) return refused(later);
  if (!isLinkSecret(secret)) return refused({ kind: "link-unknown" });
  return inUnitOfWork<Verdict<null, { readonly kind: "link-unknown" }>>(READER, async (uow) => {
    const place = await placeOfLink(uow, secretHash(secret), now());
    if (!place) return refused({ kind: "link-unknown" });
    const { linkId, facilityId, areaCode, line } = place;
    await noteLinkUsed(uow, linkId, now());
    await triesHeld(uow, counted);
    await recordAudit(uow, {
      ...{ action: "open:operator-link", subject: { kind: "facility", id: facilityId }, areaCode, line, result: "done" },
      facts: { link: linkId },
    });
    return granted(null);
  });
}
