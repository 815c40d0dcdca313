import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { forgetEvidence, forgetRefusals, overdueEvidence, overdueRefusals } from "../data/care-retention.server";

const PIECE = 200;

/** Pictures and positions of visits go long before the visits; what was never taken is kept for as long as somebody may ask why. */
export const retainedCare: readonly RetainedKind[] = [
  { kind: "visit-evidence", overdue: overdueEvidence, forget: inPieces(forgetEvidence) },
  { kind: "care-refusals", overdue: overdueRefusals, forget: inPieces(forgetRefusals) },
];

function inPieces(forget: (uow: UnitOfWork, before: Date, most: number) => Promise<number>): NonNullable<RetainedKind["forget"]> {
  return async (before, told) => {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(systemActor("retention"), async (uow) => {
        const rows = await forget(uow, before, PIECE);
        await told(uow, rows);
        return rows;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  };
}
