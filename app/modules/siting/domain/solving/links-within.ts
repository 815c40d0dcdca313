import type { ReachPairs } from "~/modules/places/domain/streets/pairs-on-streets";
import type { SitingLinks } from "./siting-problem";

/**
 * Pairs of places and communities as rows of demand: each row the places its people may walk to, in ascending order.
 * @param rows the community of each row, and its circle in metres
 * @param isBounded links beyond a row's circle are left out
 */
export function linksWithin(
  { site, point, metres }: ReachPairs,
  points: number,
  rows: { readonly point: Uint32Array; readonly limit: Float64Array },
  isBounded: boolean,
): SitingLinks {
  // Pairs by community, counted and laid out once.
  const begin = new Uint32Array(points + 1);
  for (const at of point) begin[at + 1]!++;
  for (let at = 0; at < points; at++) begin[at + 1]! += begin[at]!;
  const next = begin.slice();
  const order = new Uint32Array(point.length);
  for (let pair = 0; pair < point.length; pair++) order[next[point[pair]!]!++] = pair;

  const isWithin = (row: number, pair: number) => !isBounded || metres[pair]! <= rows.limit[row]!;
  const start = new Uint32Array(rows.point.length + 1);
  for (let row = 0; row < rows.point.length; row++) {
    const of = rows.point[row]!;
    let count = 0;
    for (let at = begin[of]!; at < begin[of + 1]!; at++) if (isWithin(row, order[at]!)) count++;
    start[row + 1] = start[row]! + count;
  }
  const total = start[rows.point.length]!;
  const links = { start, site: new Uint32Array(total), cost: new Float64Array(total) };
  for (let row = 0; row < rows.point.length; row++) {
    const of = rows.point[row]!;
    let to = start[row]!;
    for (let at = begin[of]!; at < begin[of + 1]!; at++) {
      const pair = order[at]!;
      if (!isWithin(row, pair)) continue;
      links.site[to] = site[pair]!;
      links.cost[to++] = metres[pair]!;
    }
  }
  return links;
}
