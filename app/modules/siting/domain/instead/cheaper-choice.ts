import { equallyGood, type Choice } from "../next-best";

/**
 * The same worth for less money: each place in turn gives way to the cheapest that is exactly as good, every limit kept, until none
 * does. A solver looks at people alone, and of what is equal it takes whichever it met first. Places that would be cheaper only
 * together stay, and those there was no time to look at; what nobody priced is never called cheaper.
 * @param sites the whole choice, what stands included
 * @param price fen by site, NaN = unknown
 * @param choiceOf the choice with these sites open
 */
export function cheaperChoice(
  sites: readonly number[],
  price: Float64Array,
  mayGo: (site: number) => boolean,
  choiceOf: (sites: readonly number[]) => Choice,
  isOver: () => boolean,
): number[] {
  let chosen = [...sites];
  let choice = choiceOf(chosen);
  for (let isCheaper = true; isCheaper;) {
    isCheaper = false;
    for (const out of chosen.filter(mayGo)) {
      const into = cheapest(equallyGood(choice, out, isOver) ?? [], price, price[out]!);
      if (into === null) continue;
      chosen = chosen.map((site) => (site === out ? into : site));
      choice = choiceOf(chosen);
      isCheaper = true;
    }
  }
  return chosen.sort((a, b) => a - b);
}

/** The cheapest of them below a price, the first of several; null = none is. */
function cheapest(sites: readonly number[], price: Float64Array, below: number): number | null {
  let [found, least]: [number | null, number] = [null, below];
  for (const site of sites) if (price[site]! < least) [found, least] = [site, price[site]!];
  return found;
}
