import type { ModeKind } from "~/modules/places/domain/mode";
import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import type { RiskLevel } from "~/modules/residents/domain/risk-level";
import type { Dated } from "~/shared/calendar-day";
import type { VisitPeriod } from "./visit-calendar";

/**
 * 探访规则: how often somebody is seen. It asks for so many visits in each calendar week, month or quarter, or for at most so
 * many days between two, or both. «Every n days» alone is not enough: it can leave a short month empty.
 */
export interface VisitRule extends Dated {
  readonly id: string;
  /** those who have one of them; none named = all six */
  readonly categories: readonly IsolationCategory[];
  /** none named = all */
  readonly risks: readonly RiskLevel[];
  /** an area and what lies below it; '' = the whole city */
  readonly areaCode: string;
  /** only while such a mode holds; none named = always */
  readonly modes: readonly ModeKind[];
  readonly times: number;
  readonly per: VisitPeriod | null;
  readonly mostDaysApart: number | null;
  /** hours after a major change within which somebody must have been there */
  readonly hoursAfterChange: number | null;
  readonly minutes: number;
  /** a call or a video counts too */
  readonly isPhoneEnough: boolean;
}

/** What every elder in the six categories is owed whatever a local rule says: once a calendar month. Source: DOMAIN, visits. */
export const MONTHLY_FLOOR = { id: "floor", times: 1, per: "month", minutes: 0 } as const;
