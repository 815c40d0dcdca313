import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { forgetAlarms, overdueAlarms } from "../data/alarm-retention.server";

const PIECE = 100;

/** Who was on duty and who was asked to look: nothing of it lasts. */
export const retainedAlarms: RetainedKind = {
  kind: "alarms",
  overdue: overdueAlarms,
  async forget(before, told) {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const rows = await forgetAlarms(uow, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  },
};
