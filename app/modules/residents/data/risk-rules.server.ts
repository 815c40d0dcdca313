import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { IsolationCategory } from "../domain/isolation-category";
import type { RiskRule } from "../domain/risk-rule";
import { dayOf, dayOrNull } from "./database-day";
import { STANDARD_RISK_RULES } from "./standard-risk-rules";

/** The city's own rules, or the standard ones where it has none. */
export async function riskRulesOf(uow: UnitOfWork, cityCode: string): Promise<readonly RiskRule[]> {
  const rows = await uow.db.residentRiskRule.findMany({ where: { cityCode }, orderBy: [{ risk: "asc" }, { key: "asc" }] });
  if (rows.length === 0) return STANDARD_RISK_RULES;
  return rows.map((row) => ({
    ...{ key: row.key, risk: row.risk as RiskRule["risk"], leastAge: row.leastAge, leastGrade: row.leastGrade },
    ...{ categories: row.categories as IsolationCategory[], source: row.source, mark: row.mark },
    ...{ from: dayOf(row.validFrom), to: dayOrNull(row.validTo) },
  }));
}
