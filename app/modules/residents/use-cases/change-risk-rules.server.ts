import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import { enqueueJob } from "~/platform/jobs.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addRiskRule, endRiskRule, hasOwnRiskRules, holdRiskRules, riskRulesOf } from "../data/risk-rules.server";
import type { RiskRule } from "../domain/risk-rule";
import { riskRuleSaid, type RiskRuleProblem, type TypedRiskRule } from "../domain/risk-rule-form";

export type RiskRuleRefusal = { readonly kind: RiskRuleProblem | "not-permitted" | "rule-gone" };

export interface RiskRulesInView {
  readonly rules: readonly RiskRule[];
  /** false = the standard ones, which nobody has adopted */
  readonly areOwn: boolean;
  readonly mayChange: boolean;
  readonly today: string;
}

export const riskRulesInView = (actor: Actor, city: City): Promise<RiskRulesInView> =>
  inUnitOfWork(actor, async (uow) => ({
    rules: await riskRulesOf(uow, city.code),
    areOwn: await hasOwnRiskRules(uow, city.code),
    mayChange: mayIn(actor, "adopt:visit-rules", city.code, "civil-affairs"),
    today: today(city.timeZone),
  }));

/** One rule more from its day on. A city that went by the standard rules takes them over first: nothing of them is lost. */
export const adoptRiskRule = (actor: Actor, city: City, typed: TypedRiskRule): Promise<Verdict<null, RiskRuleRefusal>> => {
  const rule = riskRuleSaid(typed, `own-${newId()}`, today(city.timeZone));
  if (!rule.ok) return Promise.resolve(refused({ kind: rule.refusal }));
  return changed(actor, city, async (uow) => {
    await addRiskRule(uow, city.code, rule.value);
    return { from: rule.value.from, begins: rule.value.key };
  });
};

/** A rule holds no more from that day on. */
export const stopRiskRule = (
  actor: Actor,
  city: City,
  key: string,
  typedDay: string,
): Promise<Verdict<null, RiskRuleRefusal>> => {
  const [on, day] = [typedDay.trim() || today(city.timeZone), today(city.timeZone)];
  if (!isCalendarDay(on)) return Promise.resolve(refused({ kind: "day-unreadable" }));
  if (on < day) return Promise.resolve(refused({ kind: "rule-in-past" }));
  return changed(actor, city, async (uow) => ((await endRiskRule(uow, city.code, key, on)) ? { from: on, ends: key } : null));
};

async function changed(
  actor: Actor,
  city: City,
  change: (uow: UnitOfWork) => Promise<Readonly<Record<string, string>> | null>,
): Promise<Verdict<null, RiskRuleRefusal>> {
  if (!mayIn(actor, "adopt:visit-rules", city.code, "civil-affairs")) return refused({ kind: "not-permitted" });
  return inUnitOfWork<Verdict<null, RiskRuleRefusal>>(actor, async (uow) => {
    await holdRiskRules(uow, city.code);
    if (!(await hasOwnRiskRules(uow, city.code)))
      for (const rule of await riskRulesOf(uow, city.code)) await addRiskRule(uow, city.code, rule);
    const facts = await change(uow);
    if (!facts) return refused({ kind: "rule-gone" });
    await enqueueJob(uow, "renewRisk", { cityCode: city.code }, `risk-${city.code}`);
    await recordAudit(uow, {
      ...{ action: "adopt:risk-rule", subject: { kind: "city", id: city.code }, areaCode: city.code, line: "civil-affairs" },
      ...{ result: "done", facts },
    });
    return granted(null);
  });
}
