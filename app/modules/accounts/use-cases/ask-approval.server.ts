import { v7 as newId } from "uuid";
import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { insertApproval } from "../data/approvals.server";
import type { Actor } from "../domain/actor";
import { approvalReason, type Approval, type ApprovalRefusal } from "../domain/approval";
import { mayIn } from "../domain/may";
import type { ApprovalKind } from "./approval-kind.server";
import { expireApprovals } from "./expire-approvals.server";
import { recordAudit } from "./record-audit.server";

const DAY_MS = 86_400_000;

interface AskWish {
  readonly subjectId: string;
  readonly reason: string;
  readonly facts?: Approval["facts"];
}

/** Asks a second person to let an action happen; the value is the request's id. */
export async function askApproval(actor: Actor, kind: ApprovalKind, wish: AskWish): Promise<Verdict<string, ApprovalRefusal>> {
  const reason = approvalReason(wish.reason);
  if (!reason.ok) return reason;
  await expireApprovals();
  return inUnitOfWork<Verdict<string, ApprovalRefusal>>(actor, async (uow) => {
    const subject = await kind.find(uow, wish.subjectId);
    if (!subject) return refused({ kind: "not-there" });
    const { areaCode, line, concerns } = subject;
    const id = newId();
    const record = (result: "done" | "refused", facts: Record<string, string>) =>
      recordAudit(uow, {
        ...{ action: "ask:approval", subject: { kind: kind.kind, id: wish.subjectId }, areaCode, line, result },
        ...(result === "done" ? { why: id } : {}),
        facts,
      });
    const refuse = async (refusal: ApprovalRefusal) => {
      await record("refused", { because: refusal.kind });
      return refused(refusal);
    };
    if (concerns === actor.personId) return refuse({ kind: "own-person" });
    if (!mayIn(actor, kind.permission, areaCode, line)) return refuse({ kind: "not-permitted" });
    if (await kind.isBeyond?.(uow, actor, wish.subjectId)) return refuse({ kind: "not-permitted" });
    const expiresAt = new Date(now().getTime() + kind.days * DAY_MS);
    const { subjectId, facts = {} } = wish;
    const one = {
      id,
      kind: kind.kind,
      subjectId,
      line,
      areaCode,
      reason: reason.value,
      facts,
      askedBy: actor.personId,
      expiresAt,
    };
    if (!(await insertApproval(uow, one))) return refuse({ kind: "asked-already" });
    await record("done", { approval: id });
    return granted(id);
  });
}
