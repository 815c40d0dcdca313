import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import { fitDetourByBearing, type DetourIndex, type WalkedSample } from "../detour-index";
import type { PlanePoints } from "../local-plane";
import { BoundedSearch } from "./bounded-search";
import type { StreetLinks } from "./street-links";
import type { WalkingView } from "./walking-view";

/** Nearer than this a way is mostly the walk off the street and says nothing about a direction. */
const LEAST_SAMPLE: Metres = 100;
/**
 * Ways are sampled from 500 to 1,500 m walked, whatever is asked: fitted at the limit itself, the index would change with it
 * and more minutes could shrink reach. One distance costs 0.04 of shared ground at 300 m, nothing from 675 m on (measured).
 */
const [NEAREST_SAMPLE, FARTHEST_SAMPLE]: [Metres, Metres] = [500, 1_500];

/**
 * What streets teach the approximation: an index by bearing for every site, fitted from the real ways to the junctions
 * round it, each direction shrunk toward the global value where ways are few (`fitDetourByBearing`).
 * @param sectors bearings a site, 16–36
 * @param tick told before each site
 */
export function detourFromStreets(
  view: WalkingView,
  links: StreetLinks,
  sites: PlanePoints,
  global: number,
  sectors = 16,
  tick?: Tick,
): DetourIndex[] {
  const bound = FARTHEST_SAMPLE * 10;
  const search = new BoundedSearch(view, bound);
  const { x, y, from, to } = view.graph;
  return Array.from(sites.x, (siteX, site) => {
    tick?.(site);
    const samples: WalkedSample[] = [];
    search.begin(bound);
    for (let link = links.start[site]!; link < links.start[site + 1]!; link++) {
      const edge = links.edge[link]!;
      search.seed(from[edge]!, links.off[link]! + links.along[link]!);
      search.seed(to[edge]!, links.off[link]! + view.edgeCost[edge]! - links.along[link]!);
    }
    search.run();
    for (let i = 0; i < search.count; i++) {
      const junction = search.settled[i]!;
      const walked = search.cost[junction]! / 10;
      if (walked < NEAREST_SAMPLE) continue;
      const [dx, dy] = [x[junction]! / 10 - siteX, y[junction]! / 10 - sites.y[site]!];
      if (Math.hypot(dx, dy) >= LEAST_SAMPLE) samples.push({ dx, dy, walked });
    }
    return fitDetourByBearing(samples, global, sectors);
  });
}
