import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { forgetChecks, overdueChecks } from "../data/visit-check-retention.server";

const PIECE = 1_000;

/** What was worth a look on visits, what became of it, and who was rung: it serves a check and lasts no longer. */
export const retainedVisitChecks: RetainedKind = {
  kind: "visit-checks",
  overdue: overdueChecks,
  async forget(before, told) {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const rows = await forgetChecks(uow, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  },
};
