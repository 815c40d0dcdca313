import { MODE_KINDS, type ModeKind } from "~/modules/places/domain/mode";
import { dayAfter } from "~/modules/places/domain/mode-change";
import { ISOLATION_CATEGORIES, type IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { RISK_LEVELS, type RiskLevel } from "~/modules/residents/domain/risk-level";
import { isCalendarDay, type CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { VISIT_PERIODS, type VisitPeriod } from "./visit-calendar";
import type { VisitRule } from "./visit-rule";

/** S stated, P published, ? to be confirmed */
export const RULE_MARKS = ["S", "P", "?"] as const;
export type RuleMark = (typeof RULE_MARKS)[number];

export interface RuleSaid extends Omit<VisitRule, "id"> {
  readonly source: string;
  readonly mark: RuleMark;
}

export interface RuleRecord extends RuleSaid {
  readonly id: string;
  /** the rule whose place it took */
  readonly replaces: string | null;
  readonly adoptedBy: string | null;
  readonly adoptedAt: Date;
}

/**
 * A rule in force is never edited: it ends, and a new one begins. Adding, ending and replacing are thus one deed: what ends,
 * what begins, and from which day. What was due already stays due: the week, month or quarter under way is finished as it began.
 */
export interface RuleChange {
  /** the rule that ends with the day before `from`, or null */
  readonly ends: string | null;
  readonly begins: Omit<RuleSaid, "from" | "to"> | null;
  readonly from: CalendarDay;
}

export type RuleProblem =
  | "asks-nothing"
  | "no-times"
  | "no-period"
  | "too-many-times"
  | "no-minutes"
  | "no-apart"
  | "no-hours"
  | "no-area"
  | "no-source"
  | "no-day"
  | "in-the-past"
  | "not-there"
  | "ended-already"
  | "same-rule";

/** As typed into the form. */
export interface TypedRule {
  readonly categories: readonly string[];
  readonly risks: readonly string[];
  readonly modes: readonly string[];
  readonly areaCode: string;
  readonly times: string;
  readonly per: string;
  readonly mostDaysApart: string;
  readonly hoursAfterChange: string;
  readonly minutes: string;
  readonly isPhoneEnough: boolean;
  readonly source: string;
  readonly mark: string;
}

const MOST_TIMES: Record<VisitPeriod, number> = { week: 7, month: 28, quarter: 31 };
const whole = (text: string, most: number): number | null => {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : NaN;
  return number >= 1 && number <= most ? number : null;
};

export function checkRule(
  typed: TypedRule,
  cityCode: string,
): Verdict<Omit<RuleSaid, "from" | "to">, { readonly kind: RuleProblem }> {
  const no = (kind: RuleProblem) => refused({ kind });
  const areaCode = typed.areaCode === cityCode ? "" : typed.areaCode.trim();
  if (areaCode !== "" && (!/^(\d{6}|\d{9}|\d{12})$/.test(areaCode) || !areaCode.startsWith(cityCode))) return no("no-area");
  const per = VISIT_PERIODS.find((known) => known === typed.per) ?? null;
  const times = per ? whole(typed.times, 9_999) : 0;
  if (per && times === null) return no("no-times");
  if (per && times! > MOST_TIMES[per]) return no("too-many-times");
  if (!per && typed.times.trim() !== "") return no("no-period");
  const mostDaysApart = typed.mostDaysApart.trim() === "" ? null : whole(typed.mostDaysApart, 92);
  if (typed.mostDaysApart.trim() !== "" && mostDaysApart === null) return no("no-apart");
  const hoursAfterChange = typed.hoursAfterChange.trim() === "" ? null : whole(typed.hoursAfterChange, 168);
  if (typed.hoursAfterChange.trim() !== "" && hoursAfterChange === null) return no("no-hours");
  if (!per && mostDaysApart === null && hoursAfterChange === null) return no("asks-nothing");
  const minutes = whole(typed.minutes, 240);
  if (minutes === null) return no("no-minutes");
  const source = typed.source.trim().slice(0, 300);
  if (source === "") return no("no-source");
  return granted({
    ...{ areaCode, per, times: times ?? 0, mostDaysApart, hoursAfterChange, minutes, source },
    categories: ISOLATION_CATEGORIES.filter((known): known is IsolationCategory => typed.categories.includes(known)),
    risks: RISK_LEVELS.filter((known): known is RiskLevel => typed.risks.includes(known)),
    modes: MODE_KINDS.filter((known): known is ModeKind => typed.modes.includes(known)),
    isPhoneEnough: typed.isPhoneEnough,
    mark: RULE_MARKS.find((known) => known === typed.mark) ?? "?",
  });
}

/** A rule that was in force this morning has asked for today: changed today, it ends with the day. */
export const endsBefore = (from: CalendarDay, today: CalendarDay): CalendarDay => (from > today ? from : dayAfter(today));

/** The rules as they would be; changes begin today at the earliest, so that nothing past is owed anew. */
export function rulesAfter(
  rules: readonly RuleRecord[],
  { ends, begins, from }: RuleChange,
  today: CalendarDay,
): Verdict<readonly VisitRule[], { readonly kind: RuleProblem }> {
  if (!isCalendarDay(from)) return refused({ kind: "no-day" });
  if (from < today) return refused({ kind: "in-the-past" });
  if (ends === null && begins === null) return refused({ kind: "asks-nothing" });
  const ending = rules.find(({ id }) => id === ends);
  const end = endsBefore(from, today);
  if (ends !== null && !ending) return refused({ kind: "not-there" });
  if (ending && ending.to !== null && ending.to <= end) return refused({ kind: "ended-already" });
  if (begins && rules.some((rule) => rule.id !== ends && (rule.to === null || rule.to > end) && asksTheSame(rule, begins)))
    return refused({ kind: "same-rule" });
  const kept = rules.flatMap((rule) => (rule.id !== ends ? [rule] : rule.from >= from ? [] : [{ ...rule, to: end }]));
  return granted(begins ? [...kept, { ...begins, id: "new", from, to: null }] : kept);
}

const asked = ({
  categories,
  risks,
  modes,
  areaCode,
  times,
  per,
  mostDaysApart,
  hoursAfterChange,
  minutes,
  isPhoneEnough,
}: Omit<VisitRule, "id" | "from" | "to">) =>
  JSON.stringify([categories, risks, modes, areaCode, times, per, mostDaysApart, hoursAfterChange, minutes, isPhoneEnough]);
const asksTheSame = (a: Omit<VisitRule, "id" | "from" | "to">, b: Omit<VisitRule, "id" | "from" | "to">): boolean =>
  asked(a) === asked(b);
