import type { Choice } from "../next-best";
import { isNone } from "./change";

/**
 * The choice without whatever adds nothing to it: solvers fill «at most» where it costs them nothing, and nobody should pay for a
 * place that nobody gains by. The dearest goes first, one nobody priced before all; what a rule needs stays, and whatever there
 * was no time to look at.
 * @param sites the whole choice, what stands included · @param choice the same; its changes are asked no more
 * @param price fen by site, NaN = unknown; null = of none
 */
export function withoutIdle(
  sites: readonly number[],
  price: Float64Array | null,
  mayGo: (site: number) => boolean,
  choice: Choice,
  isOver: () => boolean,
): number[] {
  const priceOf = (site: number) => (price && Number.isFinite(price[site]) ? price[site]! : Infinity);
  const dearest = sites.filter(mayGo).sort((one, other) => (priceOf(one) < priceOf(other) ? 1 : -1));
  let { changes } = choice;
  const gone = choice.rules.closeEach(dearest, (site) => {
    if (isOver() || !isNone(changes.around(site, [])(null), choice.scale)) return false;
    changes = changes.without(site);
    return true;
  });
  return sites.filter((site) => !gone.has(site));
}
