// Which fee a price is: 保育费 and 餐费 are never added into one figure. Assumes that a place which charges meals apart says so in
// the price's name or charges by the meal; a meal point sells nothing else.
import type { Price, PriceUnit } from "./facility";

export const FEES = ["care", "meals"] as const;
/** anything that is not for meals is called by its own name and counts as care */
export type Fee = (typeof FEES)[number];

const MEALS = /餐|膳|伙食|meal|lunch|dinner|board/i;

export const feeOf = (serviceType: string, tier: string, unit: PriceUnit): Fee =>
  serviceType === "meals" || unit === "meal" || MEALS.test(tier) ? "meals" : "care";

/** The prices of one fee. */
export const pricesOf = (fee: Fee, serviceType: string, prices: readonly Price[]): Price[] =>
  prices.filter(({ tier, unit }) => feeOf(serviceType, tier, unit) === fee);
