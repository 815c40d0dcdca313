import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { forgetPlans, overduePlans } from "../data/plan-retention.server";

const PIECE = 100;

/** Who was to be where and when, whom somebody was reminded of, who was called upon: nothing of it lasts. */
export const retainedPlans: RetainedKind = {
  kind: "visit-plans",
  overdue: overduePlans,
  async forget(before, told) {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const rows = await forgetPlans(uow, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  },
};
