import { granted, refused, type Verdict } from "~/shared/verdict";
import type { Grant } from "./grant";
import type { LineOrAll } from "./line";
import { mayIn } from "./may";

/** What one person asked for and another decides. */
export interface Approval {
  readonly id: string;
  /** which action: the module that owns it knows the rest */
  readonly kind: string;
  readonly subjectId: string;
  readonly line: LineOrAll;
  readonly areaCode: string;
  readonly reason: string;
  /** ids and numbers the action needs */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly askedBy: string;
  /** on whose behalf the asker could act when asking */
  readonly askedFor: readonly string[];
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly decision: ApprovalDecision | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
}

export type ApprovalDecision = "approved" | "declined" | "withdrawn" | "expired";

export type ApprovalRefusal =
  | { readonly kind: "not-there" }
  | { readonly kind: "not-permitted" }
  | { readonly kind: "own-person" }
  | { readonly kind: "reason-missing" }
  | { readonly kind: "reason-long"; readonly most: number }
  | { readonly kind: "asked-already" }
  | { readonly kind: "decided-already" }
  | { readonly kind: "expired" }
  /** whoever asked cannot decide */
  | { readonly kind: "needs-another" }
  /** nor who stands in for them, nor for whom they stand in */
  | { readonly kind: "stands-in-for-asker" }
  /** whoever asked may not do so any more */
  | { readonly kind: "asker-not-permitted" }
  /** the action itself cannot be done */
  | { readonly kind: "last-administrator" };

export const MOST_REASON = 500;

export function approvalReason(text: string): Verdict<string, ApprovalRefusal> {
  const reason = text.trim();
  if (!reason) return refused({ kind: "reason-missing" });
  if (reason.length > MOST_REASON) return refused({ kind: "reason-long", most: MOST_REASON });
  return granted(reason);
}

interface Decider {
  readonly personId: string;
  readonly grants: readonly Grant[];
}

/**
 * Whether this person may decide. Four eyes are two people *and* two authorities: grants that come from the asker's side (from
 * the asker, or from somebody the asker stood in for) count for nothing here.
 */
export function decidable(
  approval: Approval,
  decider: Decider,
  concerns: string | null,
  at: Date,
): Verdict<null, ApprovalRefusal> {
  const { askedBy, askedFor, areaCode, line } = approval;
  if (decider.personId === askedBy) return refused({ kind: "needs-another" });
  if (decider.personId === concerns) return refused({ kind: "own-person" });
  const side = new Set([askedBy, ...askedFor]);
  if (side.has(decider.personId)) return refused({ kind: "stands-in-for-asker" });
  const others = decider.grants.filter(({ onBehalfOf }) => onBehalfOf === undefined || !side.has(onBehalfOf));
  if (!mayIn({ grants: others }, "decide:approvals", areaCode, line))
    return refused({ kind: others.length < decider.grants.length ? "stands-in-for-asker" : "not-permitted" });
  return isOpenAt(approval, at);
}

export function isOpenAt(approval: Approval, at: Date): Verdict<null, ApprovalRefusal> {
  if (approval.decision !== null) return refused({ kind: approval.decision === "expired" ? "expired" : "decided-already" });
  if (approval.expiresAt <= at) return refused({ kind: "expired" });
  return granted(null);
}
