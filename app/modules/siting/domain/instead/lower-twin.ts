import type { Choice } from "../next-best";
import { isNone } from "./change";

/**
 * Of two levels: places that are worth as much at the lower one stand there, unless that is known to cost more. Nobody should be
 * asked for a centre where a point does as well, also where no price is known.
 * @param price fen by site, NaN = unknown; null = of none
 * @param twinOf the same candidate at the lower level; null = the site is no new upper one
 * @param choiceOf the choice with these sites open
 */
export function atLowerLevel(
  sites: readonly number[],
  price: Float64Array | null,
  twinOf: (site: number) => number | null,
  choiceOf: (sites: readonly number[]) => Choice,
  isOver: () => boolean,
): number[] {
  let chosen = [...sites];
  let choice = choiceOf(chosen);
  for (const out of sites) {
    if (isOver()) break;
    const twin = twinOf(out);
    if (twin === null || !choice.free.includes(twin) || (price && price[twin]! > price[out]!)) continue;
    if (!choice.rules.canSwap(out, twin) || !isNone(choice.changes.around(out, [])(twin), choice.scale)) continue;
    chosen = chosen.map((site) => (site === out ? twin : site));
    choice = choiceOf(chosen);
  }
  return chosen.sort((a, b) => a - b);
}
