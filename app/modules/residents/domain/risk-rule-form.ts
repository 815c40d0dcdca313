// Whether what somebody typed can be a rule of risk. It begins today or later: the past was judged by the rules of its day.
import { type CalendarDay, isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "./isolation-category";
import type { RiskRule } from "./risk-rule";

export const RISK_RULE_MARKS = ["S", "P", "?"] as const;

export interface TypedRiskRule {
  readonly risk: string;
  readonly leastAge: string;
  readonly leastGrade: string;
  readonly categories: readonly string[];
  readonly source: string;
  readonly mark: string;
  readonly from: string;
}

export type RiskRuleProblem =
  | "rule-risk"
  | "rule-age"
  | "rule-grade"
  | "rule-category"
  | "rule-empty"
  | "rule-source"
  | "rule-mark"
  | "day-unreadable"
  | "rule-in-past";

/** @param key names the rule for as long as it is known */
export function riskRuleSaid(typed: TypedRiskRule, key: string, today: CalendarDay): Verdict<RiskRule, RiskRuleProblem> {
  const { risk, mark, categories } = typed;
  const [source, from] = [typed.source.trim(), typed.from.trim() || today];
  if (risk !== "high" && risk !== "key") return refused("rule-risk");
  if (!/^(|\d{1,3})$/.test(typed.leastAge.trim()) || Number(typed.leastAge) > 120) return refused("rule-age");
  if (!/^[0-4]?$/.test(typed.leastGrade)) return refused("rule-grade");
  const known = categories.filter((one): one is IsolationCategory => (ISOLATION_CATEGORIES as readonly string[]).includes(one));
  if (known.length !== categories.length) return refused("rule-category");
  const [leastAge, leastGrade] = [typed.leastAge.trim(), typed.leastGrade].map((text) => (text === "" ? null : Number(text)));
  if (leastAge === null && leastGrade === null && known.length === 0) return refused("rule-empty");
  if (source === "" || [...source].length > 300) return refused("rule-source");
  if (!(RISK_RULE_MARKS as readonly string[]).includes(mark)) return refused("rule-mark");
  if (!isCalendarDay(from)) return refused("day-unreadable");
  if (from < today) return refused("rule-in-past");
  return granted({
    key,
    risk,
    leastAge: leastAge ?? null,
    leastGrade: leastGrade ?? null,
    categories: known,
    source,
    mark,
    from,
    to: null,
  });
}
