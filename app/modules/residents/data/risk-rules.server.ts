import { v7 as newId } from "uuid";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import type { IsolationCategory } from "../domain/isolation-category";
import type { RiskRule } from "../domain/risk-rule";
import { dateOf, dateOrNull, dayOf, dayOrNull } from "./database-day";
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

/** Whether the city has rules of its own; until then it goes by the standard ones. */
export const hasOwnRiskRules = async (uow: UnitOfWork, cityCode: string): Promise<boolean> =>
  (await uow.db.residentRiskRule.count({ where: { cityCode } })) > 0;

/** Two who change the rules of a city stand in line. */
export async function holdRiskRules(uow: UnitOfWork, cityCode: string): Promise<void> {
  await uow.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`risk-rules-${cityCode}`}))`;
}

export async function addRiskRule(uow: UnitOfWork, cityCode: string, rule: RiskRule): Promise<void> {
  const { from, to, categories, ...said } = rule;
  await uow.db.residentRiskRule.createMany({
    data: [{ id: newId(), cityCode, ...said, categories: [...categories], validFrom: dateOf(from), validTo: dateOrNull(to) }],
  });
}

/** Ends a rule on a day; one that had not begun by then goes. False where there is none in force. */
export async function endRiskRule(uow: UnitOfWork, cityCode: string, key: string, on: CalendarDay): Promise<boolean> {
  const open = { cityCode, key, OR: [{ validTo: null }, { validTo: { gt: dateOf(on) } }] };
  const gone = await uow.db.residentRiskRule.deleteMany({ where: { ...open, validFrom: { gte: dateOf(on) } } });
  const ended = await uow.db.residentRiskRule.updateMany({ where: open, data: { validTo: dateOf(on) } });
  return gone.count + ended.count > 0;
}
