import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { forgetOrders, overdueOrders } from "../data/order-retention.server";

const PIECE = 100;

/** Closed orders go with what was written and photographed; that something was found and settled stays with the visit. */
export const retainedOrders: RetainedKind = {
  kind: "work-orders",
  overdue: overdueOrders,
  async forget(before, told) {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const rows = await forgetOrders(uow, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  },
};
