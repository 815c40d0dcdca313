import { tz } from "@date-fns/tz";
import { parse } from "date-fns";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { RISK_LEVELS } from "~/modules/residents/domain/risk-level";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { Line } from "~/shared/line";
import type { Campaign } from "./campaign";

export type CampaignProblem = "no-name" | "no-area" | "no-age" | "no-end" | "ends-before" | "too-long" | "no-minutes";

export interface TypedCampaign {
  readonly name: string;
  readonly areaCode: string;
  readonly leastAge: string;
  readonly categories: readonly string[];
  readonly risks: readonly string[];
  /** `2026-11-22T18:00`, by the city's clock */
  readonly until: string;
  readonly minutes: string;
  readonly isPhoneEnough: boolean;
  readonly line: Line;
}

const MOST_NAME = 80;
const LONGEST_MS = 31 * 86_400_000;

export function checkCampaign(
  typed: TypedCampaign,
  city: { readonly code: string; readonly timeZone: string },
  now: Date,
): Verdict<Omit<Campaign, "id" | "endedAt">, { readonly kind: CampaignProblem }> {
  const name = typed.name.trim();
  if (name === "" || name.length > MOST_NAME) return refused({ kind: "no-name" });
  if (!/^(\d{4}|\d{6}|\d{9}|\d{12})$/.test(typed.areaCode) || !typed.areaCode.startsWith(city.code))
    return refused({ kind: "no-area" });
  const age = typed.leastAge.trim();
  if (age !== "" && (!/^\d{1,3}$/.test(age) || Number(age) > 120)) return refused({ kind: "no-age" });
  const minutes = /^\d{1,3}$/.test(typed.minutes.trim()) ? Number(typed.minutes) : NaN;
  if (!(minutes >= 1 && minutes <= 240)) return refused({ kind: "no-minutes" });
  const closes = parse(typed.until, "yyyy-MM-dd'T'HH:mm", now, { in: tz(city.timeZone) }).getTime();
  if (!Number.isFinite(closes)) return refused({ kind: "no-end" });
  if (closes <= now.getTime()) return refused({ kind: "ends-before" });
  if (closes > now.getTime() + LONGEST_MS) return refused({ kind: "too-long" });
  return granted({
    ...{ name, areaCode: typed.areaCode, line: typed.line, minutes, isPhoneEnough: typed.isPhoneEnough },
    leastAge: age === "" ? null : Number(age),
    categories: ISOLATION_CATEGORIES.filter((known) => typed.categories.includes(known)),
    risks: RISK_LEVELS.filter((known) => typed.risks.includes(known)),
    ...{ opensAt: now, closesAt: new Date(closes) },
  });
}
