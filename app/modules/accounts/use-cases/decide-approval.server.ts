import { validate as isUuid } from "uuid";
import { now, today } from "~/platform/clock.server";
import { actAs, inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { holdApproval, settleApproval } from "../data/approvals.server";
import { grantsInForce } from "../data/grants.server";
import { isActivePerson } from "../data/person-record.server";
import type { Actor } from "../domain/actor";
import { approvalReason, decidable, isOpenAt, type Approval, type ApprovalRefusal } from "../domain/approval";
import { mayIn } from "../domain/may";
import type { ApprovalKind } from "./approval-kind.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

type Decided = Verdict<null, ApprovalRefusal>;

/**
 * Decides what somebody else asked for. An approved action is done in the same transaction, so that it never stands approved
 * and undone, or done and unapproved; what refuses it is on record in a transaction of its own.
 */
export async function decideApproval(
  actor: Actor,
  kinds: readonly ApprovalKind[],
  id: string,
  { approve, reason }: { readonly approve: boolean; readonly reason: string },
): Promise<Decided> {
  const said = approvalReason(reason);
  if (!said.ok) return said;
  if (!isUuid(id)) return refused({ kind: "not-there" });
  let held: Approval | null = null;
  const outcome = await inUnitOfWork<Decided>(actor, async (uow) => {
    const approval = (held = await holdApproval(uow, id));
    const kind = kinds.find((one) => one.kind === approval?.kind);
    if (!approval || !kind) return refused({ kind: "not-there" });
    const at = now();
    const within = systemActor(`approved-${kind.kind}`, { areaCode: approval.areaCode, personId: actor.personId });
    const subject = await actAs(uow, within, (inside) => kind.find(inside, approval.subjectId));
    const verdict = decidable(approval, actor, subject?.concerns ?? null, at);
    if (!verdict.ok) return verdict;
    if (await kind.isBeyond?.(uow, actor, approval.subjectId)) return refused({ kind: "not-permitted" });
    const decision = approve ? ("approved" as const) : ("declined" as const);
    await settleApproval(uow, id, { decision, decidedBy: actor.personId, reason: said.value, at });
    await record(uow, approval, "done", { approve });
    if (!approve) return granted(null);
    if (!subject) return rollBack(refused({ kind: "not-there" }));
    const done = await actAs(uow, within, async (inside): Promise<Decided> => {
      if (!(await askerMayStill(inside, approval, kind, at))) return refused({ kind: "asker-not-permitted" });
      return kind.carryOut(inside, approval);
    });
    return done.ok ? done : rollBack(done);
  });
  if (!outcome.ok && held)
    await inUnitOfWork(actor, (uow) => record(uow, held as Approval, "refused", { approve, because: outcome.refusal.kind }));
  return outcome;
}

/** Takes back what one asked for oneself. */
export async function withdrawApproval(actor: Actor, id: string): Promise<Decided> {
  if (!isUuid(id)) return refused({ kind: "not-there" });
  return inUnitOfWork<Decided>(actor, async (uow) => {
    const approval = await holdApproval(uow, id);
    if (!approval || approval.askedBy !== actor.personId) return refused({ kind: "not-there" });
    const at = now();
    const open = isOpenAt(approval, at);
    if (!open.ok) return open;
    await settleApproval(uow, id, { decision: "withdrawn", decidedBy: actor.personId, reason: null, at });
    await record(uow, approval, "done", {}, "withdraw:approval");
    return granted(null);
  });
}

function record(
  uow: UnitOfWork,
  { id, kind, subjectId, areaCode, line }: Approval,
  result: "done" | "refused",
  facts: Record<string, string | boolean>,
  action = "decide:approval",
): Promise<string> {
  return recordAudit(uow, {
    ...{ action, subject: { kind, id: subjectId }, areaCode, line, result, why: id },
    facts: { approval: id, ...facts },
  });
}

/** Rights lost between asking and deciding are lost: an account taken from somebody does not act on. */
async function askerMayStill(
  uow: UnitOfWork,
  { askedBy, areaCode, line }: Approval,
  kind: ApprovalKind,
  at: Date,
): Promise<boolean> {
  return actAs(uow, systemActor("approval-asker"), async (everywhere) => {
    if (!(await isActivePerson(everywhere, askedBy))) return false;
    return mayIn({ grants: await grantsInForce(everywhere, askedBy, today(), at) }, kind.permission, areaCode, line);
  });
}
