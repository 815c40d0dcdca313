import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { overdueApprovals, settleApproval } from "../data/approvals.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

/** Requests nobody decided in time end, and may be asked again; how many. */
export const expireApprovals = (): Promise<number> =>
  inUnitOfWork(systemActor("expire-approvals"), async (uow) => {
    const at = now();
    const overdue = await overdueApprovals(uow, at);
    for (const { id, kind, subjectId, areaCode, line } of overdue) {
      await settleApproval(uow, id, { decision: "expired", decidedBy: null, reason: null, at });
      await recordAudit(uow, {
        ...{ action: "expire:approval", subject: { kind, id: subjectId }, areaCode, line, result: "done", why: id },
        facts: { approval: id },
      });
    }
    return overdue.length;
  });
