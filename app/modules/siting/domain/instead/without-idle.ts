import type { Choice } from "../next-best";
import { isNone } from "./change";

/**
 * The choice without whatever adds nothing to it: solvers fill «at most» where it costs them nothing, and nobody should pay for a
 * place that nobody gains by. The dearest goes first, one nobody priced before all; what a rule needs stays.
 * @param sites the whole choice, what stands included
 * @param price fen by site, NaN = unknown; null = of none
 * @param choiceOf the choice with these sites open
 */
export function withoutIdle(
  sites: readonly number[],
  price: Float64Array | null,
  mayGo: (site: number) => boolean,
  choiceOf: (sites: readonly number[]) => Choice,
): number[] {
  const priceOf = (site: number) => (price && Number.isFinite(price[site]) ? price[site]! : Infinity);
  const dearest = sites.filter(mayGo).sort((one, other) => (priceOf(one) < priceOf(other) ? 1 : -1));
  let left = [...sites];
  let choice = choiceOf(left);
  for (const site of dearest) {
    if (!isNone(choice.changes.around(site, [])(null), choice.scale)) continue;
    choice.rules.close(site);
    const isKept = choice.rules.isKept();
    choice.rules.open(site);
    if (!isKept) continue;
    left = left.filter((each) => each !== site);
    choice = choiceOf(left);
  }
  return left;
}
