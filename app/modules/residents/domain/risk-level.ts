import type { Dated } from "~/shared/calendar-day";

/** How closely somebody is watched over, most closely first. */
export const RISK_LEVELS = ["high", "key", "general"] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

export interface DatedRisk extends Dated {
  readonly risk: RiskLevel;
}
