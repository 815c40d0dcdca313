import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { openOrders } from "~/modules/work-orders/use-cases/open-orders.server";
import { settleAtOnce } from "~/modules/work-orders/use-cases/settle-at-once.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findingPlace } from "../data/findings.server";
import { CLOSINGS } from "../domain/visit-log";
import { FINDING } from "./open-found.server";

export type ClosingRefusal = {
  readonly kind: "not-permitted" | "not-there" | "no-closing" | "closed-already" | "second-person" | "on-its-way";
};

/**
 * 办结: settles a finding with what was done, by the steps of its work order: who did what and when stays on record there. Where somebody
 * else is to look at it, it waits for them ("waiting"); the finding closes with the order, in the same transaction.
 */
export async function closeFinding(
  actor: Actor,
  city: City,
  id: string,
  how: string,
): Promise<Verdict<"closed" | "waiting", ClosingRefusal>> {
  const closing = CLOSINGS.find((known) => known === how);
  if (!closing) return refused({ kind: "no-closing" });
  return inUnitOfWork<Verdict<"closed" | "waiting", ClosingRefusal>>(actor, async (uow) => {
    const place = await findingPlace(uow, id);
    if (!place) return refused({ kind: "not-there" });
    const { areaCode, line, residentId, kind, signs, foundAt } = place;
    if (!mayIn(actor, "write:visits", areaCode, line)) return refused({ kind: "not-permitted" });
    if (place.closedAt !== null) return refused({ kind: "closed-already" });
    const source = { kind: FINDING, id };
    await openOrders(uow, { cityCode: city.code, line, areaCode }, [{ ...source, topic: kind, signs, foundAt }]);
    // Whoever closed it in the same moment closed its order too: the one just opened in its stead is nobody's.
    if ((await findingPlace(uow, id))?.closedAt !== null) return rollBack(refused({ kind: "closed-already" }));
    const settled = await settleAtOnce(uow, actor, city, source, closing);
    if (!settled) return refused({ kind: "closed-already" });
    if (!settled.ok) return refused({ kind: KNOWN.find((known) => known === settled.refusal.kind) ?? "on-its-way" });
    const isClosed = settled.value === "closed";
    await recordAudit(uow, {
      ...{ action: "close:finding", subject: { kind: "visit-finding", id }, areaCode, line, result: "done" },
      facts: { resident: residentId, closed: isClosed },
    });
    return granted(isClosed ? "closed" : "waiting");
  });
}

const KNOWN = ["not-permitted", "second-person"] as const;
