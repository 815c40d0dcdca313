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

export type RetentionRefusal = { readonly kind: "days-unreadable" } | { readonly kind: "under-least"; readonly least: number };

/** Whether a rule may be changed to so many days. */
export function keptFor(typed: string, rule: Pick<RetentionRule, "leastDays">): Verdict<number, RetentionRefusal> {
  if (!/^\d{1,5}$/.test(typed.trim())) return refused({ kind: "days-unreadable" });
  const days = Number(typed);
  if (days > MOST_DAYS) return refused({ kind: "days-unreadable" });
  return days < rule.leastDays ? refused({ kind: "under-least", least: rule.leastDays }) : granted(days);
}
