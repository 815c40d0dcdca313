import KDBush from "kdbush";
import { isPlaced, leastOf, type NearestInput } from "./nearest";
import { PairColumns, type ReachPairs } from "./streets/pairs-on-streets";
import { WayFinder } from "./way-finder";

/** Keeps a point exactly on the bound inside it, metres. */
const ROUNDING = 1e-6;

/** Every site and point within reach of each other by the approximation: straight or through crossings × detour index. */
export function reachPairs({ sites, points, detour, detourBySite, barriers, farthest, tick }: NearestInput): ReachPairs {
  const placed = Array.from(points.x.keys()).filter((row) => isPlaced(points, row));
  const out = new PairColumns();
  if (placed.length === 0) return out.pairs();
  const tree = new KDBush(placed.length);
  for (const row of placed) tree.add(points.x[row]!, points.y[row]!);
  tree.finish();
  const range = farthest / leastOf(detour, detourBySite) + ROUNDING;
  const ways = new WayFinder(barriers, range);
  for (let site = 0; site < sites.x.length; site++) {
    tick?.(site);
    if (!isPlaced(sites, site)) continue;
    const [x, y] = [sites.x[site]!, sites.y[site]!];
    const own = detourBySite?.[site] ?? detour;
    ways.startAt(x, y, range, own);
    for (const near of tree.within(x, y, range)) {
      const point = placed[near]!;
      const walked = ways.lengthTo(points.x[point]!, points.y[point]!);
      if (walked <= farthest) out.push(site, point, walked);
    }
  }
  return out.pairs();
}
