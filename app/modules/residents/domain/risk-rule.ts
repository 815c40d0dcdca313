// 风险等级: how closely somebody is watched over, computed from stated rules that are data with a source. The closest level
// any rule gives holds; nobody on the register is less than general. A person may say otherwise for some days, with a reason.
import { type CalendarDay, type Dated, holdsOn } from "~/shared/calendar-day";
import type { DatedCategory, IsolationCategory } from "./isolation-category";
import { ageOn } from "./resident";
import { type DatedRisk, RISK_LEVELS, type RiskLevel } from "./risk-level";

/** Holds for whom all of it is true; what is not said asks for nothing. */
export interface RiskRule extends Dated {
  readonly key: string;
  readonly risk: Exclude<RiskLevel, "general">;
  readonly leastAge: number | null;
  /** all of these at once */
  readonly categories: readonly IsolationCategory[];
  /** GB/T 42195-2022: 0 able … 4 fully unable */
  readonly leastGrade: number | null;
  readonly source: string;
  /** S stated, P published, ? to be confirmed */
  readonly mark: string;
}

export interface DatedGrade extends Dated {
  readonly grade: number;
}

/** What the rules look at. Assessments hold from their day until they expire, or the next one. */
export interface RiskFacts {
  readonly bornOn: CalendarDay | null;
  readonly categories: readonly DatedCategory[];
  readonly grades: readonly DatedGrade[];
  readonly overrides: readonly DatedRisk[];
}

export interface RiskFound {
  readonly risk: RiskLevel;
  readonly isOverridden: boolean;
  /** keys of the rules that ask for the computed level; none = general */
  readonly rules: readonly string[];
  readonly computed: RiskLevel;
}

const closest = (a: RiskLevel, b: RiskLevel): RiskLevel => (RISK_LEVELS.indexOf(a) <= RISK_LEVELS.indexOf(b) ? a : b);

export function riskOn(facts: RiskFacts, rules: readonly RiskRule[], day: CalendarDay): RiskFound {
  const holding = rules.filter((rule) => holdsOn(rule, day) && isMet(rule, facts, day));
  const computed = holding.reduce<RiskLevel>((level, rule) => closest(level, rule.risk), "general");
  const override = facts.overrides.find((one) => holdsOn(one, day));
  return {
    risk: override?.risk ?? computed,
    isOverridden: override !== undefined,
    rules: holding.filter((rule) => rule.risk === computed).map(({ key }) => key),
    computed,
  };
}

function isMet(rule: RiskRule, { bornOn, categories, grades }: RiskFacts, day: CalendarDay): boolean {
  if (rule.leastAge !== null && (bornOn === null || ageOn(bornOn, day) < rule.leastAge)) return false;
  if (rule.leastGrade !== null && gradeOn(grades, day) < rule.leastGrade) return false;
  return rule.categories.every((wanted) => categories.some((one) => one.category === wanted && holdsOn(one, day)));
}

/** The grade of the latest assessment in force; -1 where none is. */
function gradeOn(grades: readonly DatedGrade[], day: CalendarDay): number {
  const held = grades.filter((one) => holdsOn(one, day)).sort((a, b) => (a.from < b.from ? 1 : -1));
  return held[0]?.grade ?? -1;
}

/** Each stretch of days within `[from, to)` with its level: what planning ahead asks. */
export function riskPeriods(facts: RiskFacts, rules: readonly RiskRule[], from: CalendarDay, to: CalendarDay): DatedRisk[] {
  const turns = new Set<CalendarDay>([from]);
  const turn = (day: CalendarDay | null) => {
    if (day !== null && day > from && day < to) turns.add(day);
  };
  for (const dated of [...facts.categories, ...facts.grades, ...facts.overrides, ...rules]) {
    turn(dated.from);
    turn(dated.to);
  }
  if (facts.bornOn !== null) for (const { leastAge } of rules) if (leastAge !== null) turn(birthday(facts.bornOn, leastAge));
  const days = [...turns].sort();
  const periods: DatedRisk[] = [];
  days.forEach((day, at) => {
    const { risk } = riskOn(facts, rules, day);
    const end = days[at + 1] ?? to;
    const last = periods.at(-1);
    if (last?.risk === risk) periods[periods.length - 1] = { ...last, to: end };
    else periods.push({ risk, from: day, to: end });
  });
  return periods;
}

/** The day somebody is so old; born on 29 February, that is 1 March in other years (as `ageOn` counts). */
function birthday(bornOn: CalendarDay, age: number): CalendarDay {
  const year = String(Number(bornOn.slice(0, 4)) + age).padStart(4, "0");
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return bornOn.endsWith("02-29") && !isLeap ? `${year}-03-01` : `${year}${bornOn.slice(4)}`;
}
