import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { ageOn } from "~/modules/residents/domain/resident";
import type { RiskLevel } from "~/modules/residents/domain/risk-level";
import { holdsOn, type CalendarDay } from "~/shared/calendar-day";
import type { Line } from "~/shared/line";
import type { DueFor } from "./due-window";

/** «Check all over 80 living alone by 18:00»: everybody it means is owed one visit between two hours. */
export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string;
  readonly line: Line;
  readonly leastAge: number | null;
  /** none named = all */
  readonly categories: readonly IsolationCategory[];
  readonly risks: readonly RiskLevel[];
  readonly isPhoneEnough: boolean;
  readonly minutes: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly endedAt: Date | null;
}

export interface CampaignFor extends DueFor {
  readonly line: string;
  readonly bornOn: CalendarDay | null;
  readonly lastSeenAt: string | null;
  readonly lastHeardAt: string | null;
}

/** Whether a campaign means somebody; whose age nobody knows is meant by none that asks for an age. */
export function isMeant(campaign: Campaign, resident: CampaignFor, day: CalendarDay): boolean {
  const { categories, risks, leastAge } = campaign;
  if (resident.line !== campaign.line || !resident.areaCode.startsWith(campaign.areaCode) || !holdsOn(resident.registered, day))
    return false;
  if (resident.absences.some((absence) => holdsOn(absence, day))) return false;
  if (leastAge !== null && (resident.bornOn === null || ageOn(resident.bornOn, day) < leastAge)) return false;
  if (categories.length > 0 && !resident.categories.some((each) => categories.includes(each.category) && holdsOn(each, day)))
    return false;
  return risks.length === 0 || resident.risks.some((each) => risks.includes(each.risk) && holdsOn(each, day));
}

/** Meant, and not yet seen (or spoken to, where that is enough) since it began. */
export function isStillOwed(campaign: Campaign, resident: CampaignFor, day: CalendarDay): boolean {
  if (campaign.endedAt !== null || !isMeant(campaign, resident, day)) return false;
  const last = campaign.isPhoneEnough ? resident.lastHeardAt : resident.lastSeenAt;
  return last === null || Date.parse(last) < campaign.opensAt.getTime();
}
