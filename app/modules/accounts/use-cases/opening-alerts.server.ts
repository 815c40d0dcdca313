import { validate as isUuid } from "uuid";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { acknowledgeOnce, countWaitingAlerts, waitingAlerts, type OpeningAlert } from "../data/opening-alerts.server";
import type { Actor } from "../domain/actor";
import { isLineOrAll } from "../domain/line";
import { may } from "../domain/may";
import { emergenciesToReview } from "./break-glass.server";
import { recordAudit } from "./record-audit.server";

const MOST_LISTED = 100;

/** Who opened unusually many values in the actor's own area and line, and nobody has looked at it yet. */
export const openingAlerts = async (actor: Actor): Promise<OpeningAlert[]> =>
  may(actor, "read:audit") ? inUnitOfWork(actor, (uow) => waitingAlerts(uow, MOST_LISTED)) : [];

/** What waits on the page of access: glass broken, and alerts of many openings. */
export async function waitingOnAccess(actor: Actor): Promise<number> {
  const alerts = may(actor, "read:audit") ? await inUnitOfWork(actor, countWaitingAlerts) : 0;
  return alerts + (await emergenciesToReview(actor));
}

/** Another person has looked at it: it no longer waits, and who looked is on record. */
export async function acknowledgeAlert(actor: Actor, id: string): Promise<Verdict<null, { readonly kind: "not-there" }>> {
  if (!may(actor, "read:audit") || !isUuid(id)) return refused({ kind: "not-there" });
  return inUnitOfWork(actor, async (uow) => {
    const alert = await acknowledgeOnce(uow, id, now());
    if (!alert) return refused({ kind: "not-there" });
    const { personId, areaCode, line, openings } = alert;
    await recordAudit(uow, {
      ...{ action: "acknowledge:many-openings", subject: { kind: "person", id: personId } },
      ...{ areaCode, line: isLineOrAll(line) ? line : "", result: "done", facts: { hour: openings, alert: id } },
    });
    return granted(null);
  });
}
