import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { forgetDays, overdueDays } from "../data/caregiver-retention.server";

const PIECE = 1_000;

/** When a caregiver worked, and why they were away: rows that ended go, those in force and to come stay. */
export const retainedCaregiverDays: RetainedKind = {
  kind: "caregiver-days",
  overdue: overdueDays,
  async forget(before, told) {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const rows = await forgetDays(uow, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  },
};
