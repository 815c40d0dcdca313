import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { forgetRequests, overdueRequests } from "../data/family-request-retention.server";

const PIECE = 200;

/** Who asked about whom goes a short time after it was answered, with what was noted. */
export const retainedFamilyRequests: RetainedKind = {
  kind: "family-requests",
  overdue: overdueRequests,
  async forget(before, told) {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const rows = await forgetRequests(uow, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  },
};
