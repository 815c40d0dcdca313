import { feeOf } from "~/modules/catalog/domain/fee";
import type { City } from "~/modules/places/domain/city";
import { forAllVisitors } from "~/platform/for-all-visitors.server";
import { inPublicReads } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { findSubsidyRules } from "../data/subsidy-rules.server";
import { askedFrom, monthsAtStart } from "../domain/asked-of-place";
import { startDay, type Need, type Offered } from "../domain/need";
import { asksFor, lowersPrice, type Hardship, type Payer, type Paying, type SubsidyRule } from "../domain/price-after-subsidy";

/** What somebody may say of themselves that lowers the price of a service as the list tells it. */
export interface Helps {
  readonly age: boolean;
  readonly hardships: readonly Hardship[];
}

export interface WhoPays extends Paying {
  /** by service; one that no subsidy helps is not among them */
  readonly helps: Readonly<Record<string, Helps>>;
  /** whole years, as they were said */
  readonly age: number | null;
}

const shared = forAllVisitors<readonly SubsidyRule[]>();

/** The rules that hold on a day: the same for every search of the city. */
const rulesOn = (city: City, keys: readonly string[], day: CalendarDay): Promise<readonly SubsidyRule[]> =>
  shared(JSON.stringify([city.code, day, keys]), () => inPublicReads((uow) => findSubsidyRules(uow, city.code, keys, day)));

/** Who would pay and by which rules, read from a search's address as a place's own page reads it. */
export async function whoPays(city: City, params: URLSearchParams, need: Need, { types, today }: Offered): Promise<WhoPays> {
  const day = startDay(need, today);
  const keys = types.map(({ key }) => key);
  const rules = await rulesOn(city, keys, day);
  const asked = askedFrom(params, today);
  const isOfInfants = types.some(({ key, isOfInfants: isOf }) => isOf && key === need.type);
  const payer: Payer = { months: monthsAtStart(asked, today, isOfInfants), hardships: asked.hardships };
  const helps = types.flatMap(({ key, unit }) => {
    const told = feeOf(key, "", unit);
    const isTold = (rule: SubsidyRule) => rule.serviceType === key && rule.fee === told && rule.unit === unit;
    const own = rules.filter((rule) => isTold(rule) && lowersPrice(rule));
    return own.length === 0 ? [] : [[key, asksFor(own, day)] as const];
  });
  return { payer, rules, serviceType: need.type, helps: Object.fromEntries(helps), age: asked.age };
}
