// How long each kind of record is kept. The days stand in data with their source; the least the law asks for is a wall of the
// database as well. A record goes when its last day of use lies further back than the days it is kept.
import { granted, refused, type Verdict } from "~/shared/verdict";

export const RETAINED_KINDS = [
  "sessions",
  "import-files",
  "sensitive-openings",
  "audit",
  "left-people",
  "left-residents",
  "declined-residents",
  "waiting-residents",
  "caregiver-days",
  "visit-plans",
  "visit-checks",
  "visit-evidence",
  "care-refusals",
  "work-orders",
  "alarms",
  "family-requests",
  "enquiries",
  "tours",
  "vacancy-alerts",
  "messages",
  "questions",
  "dropped-premises-contacts",
  "unused-premises-contacts",
  "replaced-siting-runs",
] as const;
export type RetainedKindName = (typeof RETAINED_KINDS)[number];

export const isRetainedKind = (text: string): text is RetainedKindName => (RETAINED_KINDS as readonly string[]).includes(text);

export interface RetentionRule {
  readonly kind: RetainedKindName;
  readonly keepDays: number;
  readonly leastDays: number;
  readonly sourceZh: string;
  readonly sourceEn: string;
  /** S stated, P published, ? to be confirmed */
  readonly mark: string;
}

const DAY_MS = 86_400_000;
export const MOST_DAYS = 36_500;

/** What ended before this moment goes. */
export const cutOff = ({ keepDays }: Pick<RetentionRule, "keepDays">, now: Date): Date =>
  new Date(now.getTime() - keepDays * DAY_MS);

export const LONGEST_REASON = 200;

/** What a form asks for. */
export interface RetentionWish {
  readonly days: string;
  readonly reason: string;
}

export type RetentionRefusal =
  | { readonly kind: "days-unreadable"; readonly field: "days" }
  | { readonly kind: "under-least"; readonly field: "days"; readonly least: number }
  | { readonly kind: "as-before"; readonly field: "days" }
  | { readonly kind: "reason-missing"; readonly field: "reason" };

/** How a rule was changed the last time. */
export interface RetentionChange {
  readonly kind: RetainedKindName;
  readonly fromDays: number;
  readonly toDays: number;
  readonly reason: string;
  readonly changedAt: string;
}

/** Whether a rule may be changed to so many days, for this reason. */
export function keptFor(
  wish: RetentionWish,
  rule: Pick<RetentionRule, "leastDays" | "keepDays">,
): Verdict<{ readonly days: number; readonly reason: string }, RetentionRefusal> {
  const typed = wish.days.normalize("NFKC").trim();
  const days = /^\d{1,5}$/.test(typed) ? Number(typed) : NaN;
  if (!(days <= MOST_DAYS)) return refused({ kind: "days-unreadable", field: "days" });
  if (days < rule.leastDays) return refused({ kind: "under-least", field: "days", least: rule.leastDays });
  if (days === rule.keepDays) return refused({ kind: "as-before", field: "days" });
  const reason = wish.reason.trim();
  if (reason === "" || [...reason].length > LONGEST_REASON) return refused({ kind: "reason-missing", field: "reason" });
  return granted({ days, reason });
}
