import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { RetainedKind } from "~/modules/accounts/use-cases/retained-kind.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import {
  forgetDeclined,
  forgetLeft,
  forgetWaiting,
  overdueDeclined,
  overdueLeft,
  overdueWaiting,
  type GoneResident,
} from "../data/resident-retention.server";

const KEEPER = systemActor("retention");
const PIECE = 200;

export const retainedResidents: readonly RetainedKind[] = [
  { kind: "left-residents", overdue: overdueLeft, forget: inPieces(forgetLeft) },
  { kind: "declined-residents", overdue: overdueDeclined, forget: inPieces(forgetDeclined) },
  { kind: "waiting-residents", overdue: overdueWaiting, forget: inPieces(forgetWaiting) },
];

/** Whole files go; what was counted stays counted, and the audit knows an id that names nobody. */
function inPieces(
  forget: (uow: UnitOfWork, before: Date, most: number) => Promise<GoneResident[]>,
): NonNullable<RetainedKind["forget"]> {
  return async (before, told) => {
    let gone = 0;
    for (;;) {
      const piece = await inUnitOfWork(KEEPER, async (uow) => {
        const files = await forget(uow, before, PIECE);
        for (const { id, areaCode, line } of files)
          await recordAudit(uow, {
            ...{ action: "delete:resident", subject: { kind: "resident", id }, areaCode, line, result: "done", why: "retention" },
          });
        await told(uow, files.length);
        return files.length;
      });
      gone += piece;
      if (piece < PIECE) return gone;
    }
  };
}
