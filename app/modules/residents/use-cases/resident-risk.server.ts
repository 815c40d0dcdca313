import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { residentParts, type ResidentParts } from "../data/resident-parts.server";
import { findResident, writeRisk } from "../data/resident-record.server";
import { riskRulesOf } from "../data/risk-rules.server";
import { riskOn, type RiskFacts, type RiskFound, type RiskRule } from "../domain/risk-rule";

/** What the rules look at, out of a file. */
export const riskFactsOf = (bornOn: CalendarDay | null, { categories, assessments, overrides }: ResidentParts): RiskFacts => ({
  ...{ bornOn, categories, overrides },
  grades: assessments.map(({ grade, assessedOn, expiresOn }) => ({ grade, from: assessedOn, to: expiresOn })),
});

/** How risk is worked out in a city: by its own rules, or by the standard ones until it has any. */
export const riskRulesInForce = (uow: UnitOfWork, cityCode: string): Promise<readonly RiskRule[]> => riskRulesOf(uow, cityCode);

/** Computes the level anew and writes it down beside the file; its transaction is the change's own. */
export async function refreshRisk(uow: UnitOfWork, residentId: string, day: CalendarDay): Promise<RiskFound | null> {
  const resident = await findResident(uow, residentId);
  if (!resident) return null;
  const rules = await riskRulesOf(uow, resident.cityCode);
  const found = riskOn(riskFactsOf(resident.bornOn, await residentParts(uow, residentId)), rules, day);
  await writeRisk(uow, residentId, found, day);
  return found;
}
