import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { Verdict } from "~/shared/verdict";
import type { Approval, ApprovalRefusal } from "../domain/approval";
import type { LineOrAll } from "../domain/line";
import type { Granted } from "../domain/may";
import type { Permission } from "../domain/permission";

/** An action that needs two people, as the module that owns it hands it in. */
export interface ApprovalKind {
  readonly kind: string;
  /** what asking takes, in the subject's own area and line */
  readonly permission: Permission;
  /** how long a request waits for somebody to decide */
  readonly days: number;
  /** where the subject belongs and whom it concerns, as the actor of `uow` may see it; null = there is none */
  readonly find: (uow: UnitOfWork, subjectId: string) => Promise<ApprovalSubject | null>;
  /** whether the subject is out of an actor's reach for another reason than where it belongs */
  readonly isBeyond?: (uow: UnitOfWork, actor: Granted, subjectId: string) => Promise<boolean>;
  /** what the subjects are called */
  readonly names: (uow: UnitOfWork, subjectIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /**
   * Does it, in the transaction of the decision; a refusal undoes the decision too. `uow` acts for the decider within the
   * area of the approval.
   */
  readonly carryOut: (uow: UnitOfWork, approval: Approval) => Promise<Verdict<null, ApprovalRefusal>>;
}

export interface ApprovalSubject {
  readonly areaCode: string;
  readonly line: LineOrAll;
  /** the person who may neither ask nor decide, because it is about them */
  readonly concerns: string | null;
}
