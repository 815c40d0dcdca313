// Decides whether a rule of subsidies may be written down: it names its day, its source and whom it helps, and it helps by
// something. Two rules for the same people, fee and class do not hold at once: a change ends the one before on the day it begins,
// so that a price of a day gone by stays what it was.
import { CARE_PATTERNS, CLASS_KINDS, PRICE_UNITS, type CarePattern, type PriceUnit } from "~/modules/catalog/domain/facility";
import { FEES, type Fee } from "~/modules/catalog/domain/fee";
import { isCalendarDay } from "~/shared/calendar-day";
import { firstDayAfter } from "~/shared/half-open-days";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { HARDSHIPS, type Hardship, type SubsidyRule } from "./price-after-subsidy";

export const MARKS = ["S", "P", "?"] as const;

/** As a form says it: texts, and «» where nothing was said. */
export const RULE_FIELDS = [
  ...["nameZh", "nameEn", "serviceType", "fee", "unit", "menu", "classKind", "carePattern", "inclusiveOnly"],
  ...[
    "ageFromMonths",
    "ageToMonths",
    "hardship",
    "cityYuan",
    "operatorYuan",
    "toOperatorYuan",
    "from",
    "lastDay",
    "source",
    "mark",
  ],
] as const;
export type RuleTyped = Readonly<Record<string, string>>;

const LONGEST: Readonly<Record<string, number>> = { nameZh: 120, nameEn: 200, menu: 60, source: 300 };
const MOST_YUAN = 100_000;

/** The rule that was typed, or the fields that are not right, in the form's order. */
export function readRule(typed: RuleTyped, serviceTypes: readonly string[]): Verdict<SubsidyRule, readonly string[]> {
  const wrong = new Set<string>();
  const said = (field: string): string => {
    const text = (typed[field] ?? "").trim();
    if (text.length > (LONGEST[field] ?? 40)) wrong.add(field);
    return text;
  };
  const needed = (field: string): string => said(field) || (wrong.add(field), "");
  const oneOf = <T extends string>(field: string, all: readonly T[]): T => {
    const found = all.find((one) => one === said(field));
    if (!found) wrong.add(field);
    return found ?? all[0]!;
  };
  const orAny = <T extends string>(field: string, all: readonly T[]): T | null => (said(field) === "" ? null : oneOf(field, all));
  const months = (field: string): number | null => {
    const text = said(field);
    if (text === "") return null;
    if (!/^\d{1,4}$/.test(text)) wrong.add(field);
    return Number(text);
  };
  const fen = (field: string): number => {
    const text = said(field) || "0";
    const yuan = /^\d{1,6}(\.\d{1,2})?$/.test(text) ? Number(text) : NaN;
    if (!(yuan <= MOST_YUAN)) wrong.add(field);
    return Math.round(yuan * 100);
  };
  const day = (field: string): string => {
    const text = said(field);
    if (text !== "" && !isCalendarDay(text)) wrong.add(field);
    return text;
  };
  const lastDay = day("lastDay");
  const rule: SubsidyRule = {
    ...{ nameZh: needed("nameZh"), nameEn: needed("nameEn"), serviceType: oneOf("serviceType", serviceTypes) },
    ...{ fee: oneOf<Fee>("fee", FEES), unit: oneOf<PriceUnit>("unit", PRICE_UNITS), menu: said("menu") || null },
    ...{ classKind: orAny("classKind", CLASS_KINDS), carePattern: orAny<CarePattern>("carePattern", CARE_PATTERNS) },
    ...{
      inclusiveOnly: said("inclusiveOnly") !== "",
      ageFromMonths: months("ageFromMonths"),
      ageToMonths: months("ageToMonths"),
    },
    hardship: oneOf<Hardship | "any">("hardship", ["any", ...HARDSHIPS]),
    ...{ cityFen: fen("cityYuan"), operatorFen: fen("operatorYuan"), toOperatorFen: fen("toOperatorYuan") },
    ...{ from: day("from"), to: lastDay === "" || wrong.has("lastDay") ? null : firstDayAfter(lastDay) },
    ...{ source: needed("source"), mark: oneOf("mark", MARKS) },
  };
  if (rule.from === "") wrong.add("from");
  if (rule.to !== null && rule.to <= rule.from) wrong.add("lastDay");
  if (rule.ageToMonths !== null && rule.ageToMonths <= (rule.ageFromMonths ?? 0)) wrong.add("ageToMonths");
  if (rule.cityFen + rule.operatorFen + rule.toOperatorFen === 0) wrong.add("cityYuan");
  return wrong.size === 0 ? granted(rule) : refused(RULE_FIELDS.filter((field) => wrong.has(field)));
}

/** Whom, which fee and which class it is for: two of one key are two versions of the same rule. */
export const ruleKey = (rule: SubsidyRule): string =>
  JSON.stringify([
    ...[rule.serviceType, rule.fee, rule.unit, rule.menu, rule.classKind, rule.carePattern, rule.inclusiveOnly],
    ...[rule.ageFromMonths, rule.ageToMonths, rule.hardship],
  ]);

/** The one of the same key that would hold on a day together with it. */
export const heldTogether = <R extends SubsidyRule>(rule: SubsidyRule, others: readonly R[]): R | undefined =>
  others.find((one) => ruleKey(one) === ruleKey(rule) && one.from < (rule.to ?? "9999") && rule.from < (one.to ?? "9999"));
