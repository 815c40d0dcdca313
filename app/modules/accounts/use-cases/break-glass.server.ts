import { validate as isUuid } from "uuid";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  countToReview,
  type EmergencyRow,
  insertEmergency,
  listEmergencies,
  reviewEmergencyOnce,
} from "../data/emergency-access.server";
import type { Actor } from "../domain/actor";
import { emergencyAccess, EMERGENCY_HOURS, type EmergencyRefusal, type EmergencyWish } from "../domain/emergency-access";
import { may } from "../domain/may";
import { recordAudit } from "./record-audit.server";

const MOST_LISTED = 200;

/** Opens another area's protected records to the actor for a few hours, and tells whoever administers that area. */
export async function breakGlass(actor: Actor, wish: EmergencyWish): Promise<Verdict<string, EmergencyRefusal>> {
  const verdict = emergencyAccess(actor, wish);
  if (!verdict.ok) return verdict;
  const openedAt = now();
  const expiresAt = new Date(openedAt.getTime() + EMERGENCY_HOURS * 3_600_000);
  return inUnitOfWork(actor, async (uow) => {
    const id = await insertEmergency(uow, { ...verdict.value, openedAt, expiresAt });
    const { areaCode, line } = verdict.value;
    await recordAudit(uow, {
      ...{ action: "break:glass", subject: { kind: "person", id: actor.personId }, areaCode, line, result: "done", why: id },
    });
    return granted(id);
  });
}

/** What was opened in an emergency: one's own, and that of areas one administers, what waits for a review first. */
export const emergencies = (actor: Actor): Promise<EmergencyRow[]> =>
  inUnitOfWork(actor, (uow) => listEmergencies(uow, MOST_LISTED));

/** How many openings wait for this actor: the alert that somebody broke the glass. */
export const emergenciesToReview = async (actor: Actor): Promise<number> =>
  may(actor, "write:grants") ? inUnitOfWork(actor, countToReview) : 0;

/** Another person says whether it was justified; «not justified» ends it at once. */
export async function reviewEmergency(
  actor: Actor,
  id: string,
  finding: "justified" | "not-justified",
): Promise<Verdict<null, { readonly kind: "not-there" }>> {
  if (!isUuid(id) || !may(actor, "write:grants")) return refused({ kind: "not-there" });
  return inUnitOfWork(actor, async (uow) => {
    const reviewed = await reviewEmergencyOnce(uow, id, finding, now());
    if (!reviewed) return refused({ kind: "not-there" });
    const { personId, areaCode, line } = reviewed;
    await recordAudit(uow, {
      ...{ action: "review:glass", subject: { kind: "person", id: personId }, areaCode, line, result: "done", why: id },
      facts: { justified: finding === "justified" },
    });
    return granted(null);
  });
}
