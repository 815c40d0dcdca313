import { now } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { listApprovals } from "../data/approvals.server";
import { staffNames } from "../data/staff-names.server";
import type { Actor } from "../domain/actor";
import { decidable, isOpenAt, type Approval, type ApprovalRefusal } from "../domain/approval";
import { may } from "../domain/may";
import type { ApprovalKind } from "./approval-kind.server";

const MOST = 100;

export interface ListedApproval {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  /** what the subject is called; null where it is there no more */
  readonly subject: string | null;
  readonly line: string;
  readonly areaCode: string;
  readonly reason: string;
  readonly facts: Approval["facts"];
  readonly askedBy: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly decision: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** why this reader cannot decide it; null = they can */
  readonly closed: ApprovalRefusal["kind"] | null;
}

export interface ApprovalsInView {
  readonly waiting: readonly ListedApproval[];
  readonly mine: readonly ListedApproval[];
  readonly settled: readonly ListedApproval[];
}

/** What waits for the actor, what they asked for, and what was settled in their area. */
export function approvalsInView(actor: Actor, kinds: readonly ApprovalKind[]): Promise<ApprovalsInView> {
  return inUnitOfWork(actor, async (uow) => {
    const decides = may(actor, "decide:approvals");
    const open = decides ? await listApprovals(uow, "open", MOST) : [];
    const mine = await listApprovals(uow, { askedBy: actor.personId }, MOST);
    const settled = decides ? await listApprovals(uow, "settled", MOST) : [];
    const all = [...open, ...mine, ...settled];
    const people = await staffNames(
      uow,
      all.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy ?? askedBy]),
    );
    const subjects = new Map<string, string>();
    for (const kind of kinds) {
      const ids = all.filter((one) => one.kind === kind.kind).map(({ subjectId }) => subjectId);
      if (ids.length > 0) for (const [id, name] of await kind.names(uow, ids)) subjects.set(id, name);
    }
    const at = now();
    const listed = (one: Approval): ListedApproval => {
      const verdict = one.askedBy === actor.personId ? isOpenAt(one, at) : decidable(one, actor, null, at);
      return {
        ...one,
        ...{ askedBy: people.get(one.askedBy) ?? "", decidedBy: one.decidedBy && (people.get(one.decidedBy) ?? "") },
        ...{ askedAt: one.askedAt.toISOString(), expiresAt: one.expiresAt.toISOString() },
        decidedAt: one.decidedAt?.toISOString() ?? null,
        subject: subjects.get(one.subjectId) ?? null,
        closed: verdict.ok ? null : verdict.refusal.kind,
      };
    };
    const isMine = ({ askedBy }: Approval) => askedBy === actor.personId;
    const isOpen = (one: Approval) => isOpenAt(one, at).ok;
    return {
      waiting: open.filter((one) => !isMine(one) && isOpen(one)).map(listed),
      mine: mine.map(listed),
      settled: settled.filter((one) => !isMine(one)).map(listed),
    };
  });
}
