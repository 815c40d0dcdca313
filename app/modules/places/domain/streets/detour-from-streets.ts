import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import { fitDetourByBearing, type DetourIndex, type WalkedSample } from "../detour-index";
import type { PlanePoints } from "../local-plane";
import { BoundedSearch } from "./bounded-search";
import type { StreetLinks } from "./street-links";
import type { WalkingView } from "./walking-view";

/** Nearer than this a way is mostly the walk off the street and says nothing about a direction. */
const LEAST_SAMPLE: Metres = 100;
/** Ways are sampled from half the reach to half as much again: the crookedness that decides where the reach ends. */
const [FROM, TO] = [0.5, 1.5];

/**
 * What streets teach the approximation: an index by bearing for every site, fitted from the real ways to the junctions
 * round it, each direction shrunk toward the global value where ways are few (`fitDetourByBearing`).
 * @param farthest metres walked at the outermost step
 * @param sectors bearings a site, 16–36
 * @param tick told before each site
 */
export function detourFromStreets(
  view: WalkingView,
  links: StreetLinks,
  sites: PlanePoints,
  farthest: Metres,
  global: number,
  sectors = 16,
  tick?: Tick,
): DetourIndex[] {
  const bound = farthest * TO * 10;
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
      if (walked < farthest * FROM) continue;
      const [dx, dy] = [x[junction]! / 10 - siteX, y[junction]! / 10 - sites.y[site]!];
      if (Math.hypot(dx, dy) >= LEAST_SAMPLE) samples.push({ dx, dy, walked });
    }
    return fitDetourByBearing(samples, global, sectors);
  });
}
