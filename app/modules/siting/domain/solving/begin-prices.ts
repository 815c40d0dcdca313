import type { Serving } from "./serving";

/**
 * Prices of people to begin a bound from: between the cheapest and the second cheapest of the opened sites. For a site that is
 * not there stands what it costs to be served by nobody, or the dearest way of the row where everybody must be served.
 * @param price by rows; written
 */
export function beginPrices(serving: Serving, sites: readonly number[], price: Float64Array): void {
  const { demands, start, site, cost, nobody } = serving;
  const open = new Uint8Array(serving.sites);
  for (const each of sites) open[each] = 1;
  for (let row = 0; row < demands; row++) {
    const end = start[row + 1]!;
    const far = nobody < Infinity ? nobody : cost[end - 1]!;
    let [first, second] = [-1, -1];
    for (let at = start[row]!; at < end && second < 0; at++) {
      if (open[site[at]!] === 0) continue;
      if (first < 0) first = cost[at]!;
      else second = cost[at]!;
    }
    price[row] = Math.min(nobody, ((first < 0 ? far : first) + (second < 0 ? far : second)) / 2);
  }
}
