import type { UnitOfWork } from "~/platform/unit-of-work.server";

export interface RetirementRequest {
  readonly id: string;
  readonly subjectId: string;
  readonly decision: "approved" | null;
}

/** Requests that wait for a decision, and approved ones young enough to be carried out; the earliest first. */
export const retirementRequests = (uow: UnitOfWork): Promise<RetirementRequest[]> =>
  uow.db.$queryRaw`
    SELECT id, subject_id AS "subjectId", decision FROM approval WHERE kind = 'retire-audit'
      AND (decision IS NULL AND expires_at > now() OR decision = 'approved' AND decided_at > now() - interval '30 days')
    ORDER BY decided_at NULLS LAST, id`;
