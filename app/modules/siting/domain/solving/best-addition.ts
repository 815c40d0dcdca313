import type { ChoiceRules } from "./choice-rules";
import { FREE } from "./siting-problem";

/**
 * Greedy addition: the site that gains most, again and again while one gains and may be opened; then sites that some limit still
 * asks for, whatever they gain.
 * @param state FREE for the sites that may be added
 * @param gainOf what a closed site would gain now
 * @param add opens a site, in the rules too
 */
export function addBest(
  rules: ChoiceRules,
  state: Uint8Array,
  gainOf: (site: number) => number,
  add: (site: number) => void,
): void {
  for (const isMissing of [false, true])
    for (let best = bestAddition(rules, state, gainOf, isMissing); best >= 0;) {
      add(best);
      best = bestAddition(rules, state, gainOf, isMissing);
    }
}

/** −1: none may be opened, or none gains. */
function bestAddition(rules: ChoiceRules, state: Uint8Array, gainOf: (site: number) => number, isMissing: boolean): number {
  let best = -1;
  let most = isMissing ? -1 : 0;
  for (let site = 0; site < state.length; site++) {
    if (state[site] !== FREE || rules.isOpen[site] || !rules.canOpen(site)) continue;
    if (isMissing && !rules.isMissing(site)) continue;
    const gain = gainOf(site);
    if (gain > most) {
      most = gain;
      best = site;
    }
  }
  return best;
}
