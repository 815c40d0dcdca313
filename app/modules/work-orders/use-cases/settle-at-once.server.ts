import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Verdict } from "~/shared/verdict";
import { ordersOf } from "../data/order-list.server";
import { isWaitingForSecond, type OrderState, type Settlement } from "../domain/work-order";
import { takeStepIn, type TakeRefusal } from "./take-step.server";

const SAID_NOTHING = { note: "", assignedId: null, how: null, isSettled: null, satisfaction: null } as const;

/**
 * 当场处置: acted on and closed in one go, both steps on record. Where somebody else is to look at it, it is acted on and waits;
 * a second one closes it by looking. Null = there is no open order of that source. In a transaction that a refusal undoes.
 */
export async function settleAtOnce(
  uow: UnitOfWork,
  actor: Actor,
  city: City,
  source: { readonly kind: string; readonly id: string },
  how: Settlement,
): Promise<Verdict<OrderState, TakeRefusal> | null> {
  const [order] = await ordersOf(uow, source.kind, [source.id]);
  if (!order || order.state === "closed") return null;
  let state: OrderState = order.state;
  const step = async (kind: "acted" | "verified" | "closed") => {
    const said = { ...SAID_NOTHING, kind, ...(kind === "acted" && { how }), ...(kind === "verified" && { isSettled: true }) };
    const taken = await takeStepIn(uow, actor, city, order.id, said, null, true);
    if (!taken.ok) return rollBack(taken);
    state = taken.value;
  };
  if (isWaitingForSecond(order)) await step("verified");
  else if (state === "received" || state === "accepted" || state === "assigned") await step("acted");
  if (!isWaitingForSecond({ ...order, state })) await step("closed");
  return { ok: true, value: state };
}
