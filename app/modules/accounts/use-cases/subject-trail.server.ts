import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { auditRetiredBefore } from "../data/audit-retired.server";
import { deedsTold, MOST_TOLD, openingsTold, sheetsTold, trailTotals, type TrailTotals } from "../data/subject-trail.server";
import type { RetiredAudit } from "../domain/audit-retirement";

/** Who looked at somebody's values and who did what to their record, the newest first: for that person to know. */
export interface SubjectTrail {
  readonly openedByOthers: readonly object[];
  /** files about others in which their values stood */
  readonly takenOut: readonly object[];
  readonly doneToThem: readonly object[];
  /** the audit of before was let go, whoever it was about */
  readonly auditRetired: RetiredAudit | null;
  readonly totals: TrailTotals;
}

/** @param ids all records that are this one person's */
export async function subjectTrail(uow: UnitOfWork, ids: readonly string[], most = MOST_TOLD): Promise<SubjectTrail> {
  return {
    openedByOthers: await openingsTold(uow, ids, most),
    takenOut: await sheetsTold(uow, ids, most),
    doneToThem: await deedsTold(uow, ids, most),
    auditRetired: await auditRetiredBefore(uow),
    totals: await trailTotals(uow, ids),
  };
}
