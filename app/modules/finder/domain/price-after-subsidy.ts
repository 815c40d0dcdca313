// Decides what somebody pays of a fee: the city's part and what the operator forgoes come off it, the person pays the rest. Of
// the rules that apply one holds, the one that leaves the person least to pay: rules are not added up, as most cities say (an
// assumption that a city must confirm). What the city pays the operator besides changes nobody's price.
import type { CarePattern, PriceUnit } from "~/modules/catalog/domain/facility";
import type { Fee } from "~/modules/catalog/domain/fee";
import { holdsOn, type CalendarDay, type Dated } from "~/shared/calendar-day";
import type { Fen } from "~/shared/units";

export const HARDSHIPS = [
  "low-income",
  "special-hardship",
  "disability",
  "bereaved-family",
  "second-child",
  "third-child",
] as const;
export type Hardship = (typeof HARDSHIPS)[number];

export interface SubsidyRule extends Dated {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly serviceType: string;
  readonly fee: Fee;
  readonly unit: PriceUnit;
  /** the menu or tier it is for; null = every one */
  readonly menu: string | null;
  readonly classKind: string | null;
  readonly carePattern: CarePattern | null;
  readonly inclusiveOnly: boolean;
  /** whole months, [from, to); null = no bound */
  readonly ageFromMonths: number | null;
  readonly ageToMonths: number | null;
  readonly hardship: Hardship | "any";
  readonly cityFen: Fen;
  readonly operatorFen: Fen;
  readonly toOperatorFen: Fen;
  readonly source: string;
  /** S stated, P published, ? to be confirmed */
  readonly mark: string;
}

/** One fee of one class as its place publishes it. */
export interface PublishedFee {
  readonly serviceType: string;
  readonly fee: Fee;
  /** as the place calls it: a menu, a tier */
  readonly tier: string;
  readonly unit: PriceUnit;
  readonly amountFen: Fen;
  readonly classKind: string;
  readonly carePattern: CarePattern | null;
  readonly isInclusive: boolean;
}

/** Who would pay, as far as they have said. */
export interface Payer {
  /** age in whole months on the day of the start; null = not said */
  readonly months: number | null;
  readonly hardships: readonly Hardship[];
}

/** Who pays what; the three parts are the price. */
export interface PriceSplit {
  readonly personFen: Fen;
  readonly cityFen: Fen;
  readonly operatorFen: Fen;
  /** paid by the city to the operator besides */
  readonly toOperatorFen: Fen;
  /** null = nothing comes off the published price */
  readonly rule: SubsidyRule | null;
}

/** Who would pay, and the city's rules for what is paid. */
export interface Paying {
  readonly payer: Payer;
  readonly rules: readonly SubsidyRule[];
  readonly serviceType: string;
}

/** Names that say no more than which fee it is. */
const PLAIN = ["保育费", "餐费", "标准", "standard", ""];
export const isPlainTier = (tier: string): boolean => PLAIN.includes(tier.trim().toLowerCase());

export function priceAfterSubsidy(
  price: PublishedFee,
  payer: Payer,
  rules: readonly SubsidyRule[],
  day: CalendarDay,
): PriceSplit {
  let best: PriceSplit = { personFen: price.amountFen, cityFen: 0, operatorFen: 0, toOperatorFen: 0, rule: null };
  for (const rule of rules) {
    if (!applies(rule, price, payer, day)) continue;
    const split = splitBy(rule, price.amountFen);
    if (split.personFen < best.personFen) best = split;
  }
  return best;
}

/** Nothing is paid twice: the city's part is used up first, and no part is larger than what is left of the price. */
function splitBy(rule: SubsidyRule, amountFen: Fen): PriceSplit {
  const cityFen = Math.min(rule.cityFen, amountFen);
  const operatorFen = Math.min(rule.operatorFen, amountFen - cityFen);
  return { personFen: amountFen - cityFen - operatorFen, cityFen, operatorFen, toOperatorFen: rule.toOperatorFen, rule };
}

function applies(rule: SubsidyRule, price: PublishedFee, { months, hardships }: Payer, day: CalendarDay): boolean {
  const isOfPayer = isOfAge(rule, months) && (rule.hardship === "any" || hardships.includes(rule.hardship));
  return isOfFee(rule, price) && isOfPayer && holdsOn(rule, day);
}

const isOfFee = (rule: SubsidyRule, price: PublishedFee): boolean =>
  rule.serviceType === price.serviceType &&
  rule.fee === price.fee &&
  rule.unit === price.unit &&
  (rule.menu === null || rule.menu === price.tier) &&
  (rule.classKind === null || rule.classKind === price.classKind) &&
  (rule.carePattern === null || rule.carePattern === price.carePattern) &&
  (!rule.inclusiveOnly || price.isInclusive);

/** What the city pays the operator alone lowers nobody's price. */
export const lowersPrice = ({ cityFen, operatorFen }: SubsidyRule): boolean => cityFen + operatorFen > 0;

/** Whether a price is lowered for anybody at all, whoever that is. */
export const isSubsidised = (price: PublishedFee, rules: readonly SubsidyRule[], day: CalendarDay): boolean =>
  rules.some((rule) => isOfFee(rule, price) && lowersPrice(rule) && holdsOn(rule, day));

/** Whoever has not said their age is helped by no rule that asks for one. */
function isOfAge({ ageFromMonths, ageToMonths }: SubsidyRule, months: number | null): boolean {
  if (ageFromMonths === null && ageToMonths === null) return true;
  return months !== null && months >= (ageFromMonths ?? 0) && months < (ageToMonths ?? Infinity);
}

/** What the reader could still say that might lower the price: an age, a hardship. */
export const asksFor = (
  rules: readonly SubsidyRule[],
  day: CalendarDay,
): { readonly age: boolean; readonly hardships: Hardship[] } => {
  const running = rules.filter((rule) => lowersPrice(rule) && holdsOn(rule, day));
  return {
    age: running.some(({ ageFromMonths, ageToMonths }) => ageFromMonths !== null || ageToMonths !== null),
    hardships: HARDSHIPS.filter((hardship) => running.some((rule) => rule.hardship === hardship)),
  };
};
