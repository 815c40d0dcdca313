import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { Nearest } from "../nearest";
import { nearestOwners, type NearestOwners, type OwnedSeeds } from "./nearest-owners";
import type { StreetLinks, Unsnapped } from "./street-links";
import { boundOf } from "./street-graph";
import type { WalkingView } from "./walking-view";

/**
 * The nearest and the second nearest site of every point by the streets there are: one pass from all sites, then each point
 * reads its answer off the ends of the edges it stands on, or straight along the edge where a site stands on the same one.
 * Answers like `nearest` of the approximation, so whatever asks need not know which method was used.
 */
export interface NearestOnStreets extends Nearest {
  readonly unsnappedSites: readonly Unsnapped[];
  readonly unsnappedPoints: readonly Unsnapped[];
}

/** @param tick told how many metres everybody has walked */
export function nearestOnStreets(
  view: WalkingView,
  sites: StreetLinks,
  points: StreetLinks,
  farthest: Metres,
  tick?: Tick,
): NearestOnStreets {
  const bound = boundOf(farthest);
  const ranked = kNearestOnStreets(view, sites, points, farthest, 2, tick);
  const count = points.start.length - 1;
  const column = (rank: number) => ({
    metres: Float64Array.from({ length: count }, (_, p) => metresOf(ranked.cost[2 * p + rank]!, bound)),
    site: Int32Array.from({ length: count }, (_, p) => ranked.owner[2 * p + rank]!),
  });
  const [first, second] = [column(0), column(1)];
  return {
    metres: first.metres,
    site: first.site,
    secondMetres: second.metres,
    secondSite: second.site,
    rejectedSites: sites.unsnapped.map(({ row }) => row),
    rejectedPoints: points.unsnapped.map(({ row }) => row),
    unsnappedSites: sites.unsnapped,
    unsnappedPoints: points.unsnapped,
  };
}

const NONE = 0x7fffffff;
const metresOf = (cost: number, bound: number): Metres => (cost <= bound ? cost / 10 : Infinity);

/** The k nearest sites of each point: rows p·k …, nearest first; decimetres (2³¹ − 1 = none) and the site's row (−1 = none). */
export interface RankedSites {
  readonly k: number;
  readonly cost: Int32Array;
  readonly owner: Int32Array;
}

export function kNearestOnStreets(
  view: WalkingView,
  sites: StreetLinks,
  points: StreetLinks,
  farthest: Metres,
  k: number,
  tick?: Tick,
): RankedSites {
  const bound = boundOf(farthest);
  const owners = nearestOwners(view, seedsOf(view, sites), bound, k, tick && ((walked) => tick(Math.round(walked / 10))));
  const onEdge = sitesByEdge(sites, view.graph.marks.length);
  const count = points.start.length - 1;
  const cost = new Int32Array(count * k).fill(NONE);
  const owner = new Int32Array(count * k).fill(-1);
  const { from, to } = view.graph;
  for (let p = 0; p < count; p++) {
    for (let link = points.start[p]!; link < points.start[p + 1]!; link++) {
      const edge = points.edge[link]!;
      const [along, off] = [points.along[link]!, points.off[link]!];
      readJunction(owners, from[edge]!, off + along, p);
      readJunction(owners, to[edge]!, off + view.edgeCost[edge]! - along, p);
      for (let i = onEdge.start[edge]!; i < onEdge.start[edge + 1]!; i++)
        offer(p, off + onEdge.off[i]! + Math.abs(along - onEdge.along[i]!), onEdge.site[i]!);
    }
  }
  return { k, cost, owner };

  function readJunction({ found, cost: costs, owner: mine }: NearestOwners, junction: number, more: number, p: number): void {
    for (let i = 0; i < found[junction]!; i++) offer(p, costs[junction * k + i]! + more, mine[junction * k + i]!);
  }

  /** Keeps the k smallest, each site once. */
  function offer(p: number, at: number, site: number): void {
    if (at > bound) return;
    const base = p * k;
    if (at >= cost[base + k - 1]!) return;
    let row = base;
    while (row < base + k - 1 && owner[row] !== site && owner[row] !== -1) row++;
    if (owner[row] === site && cost[row]! <= at) return;
    if (owner[row] !== site) row = base + k - 1;
    // Move what is farther one row down, from where the site stood (or from the end).
    while (row > base && cost[row - 1]! > at) {
      cost[row] = cost[row - 1]!;
      owner[row] = owner[row - 1]!;
      row--;
    }
    cost[row] = at;
    owner[row] = site;
  }
}

/** The junctions at both ends of every link, already as far as the way there. */
export function seedsOf(view: WalkingView, { start, edge, along, off }: StreetLinks): OwnedSeeds {
  const { from, to } = view.graph;
  const links = edge.length;
  const junction = new Int32Array(2 * links);
  const cost = new Int32Array(2 * links);
  const owner = new Int32Array(2 * links);
  for (let p = 0; p + 1 < start.length; p++) {
    for (let link = start[p]!; link < start[p + 1]!; link++) {
      junction[2 * link] = from[edge[link]!]!;
      cost[2 * link] = off[link]! + along[link]!;
      junction[2 * link + 1] = to[edge[link]!]!;
      cost[2 * link + 1] = off[link]! + view.edgeCost[edge[link]!]! - along[link]!;
      owner[2 * link] = owner[2 * link + 1] = p;
    }
  }
  return { junction, cost, owner };
}

interface SitesByEdge {
  readonly start: Int32Array;
  readonly site: Int32Array;
  readonly along: Int32Array;
  readonly off: Int32Array;
}

export function sitesByEdge({ start, edge, along, off }: StreetLinks, edges: number): SitesByEdge {
  const first = new Int32Array(edges + 1);
  for (const e of edge) first[e + 1]!++;
  for (let e = 0; e < edges; e++) first[e + 1]! += first[e]!;
  const next = first.slice(0, edges);
  const sorted = {
    start: first,
    site: new Int32Array(edge.length),
    along: new Int32Array(edge.length),
    off: new Int32Array(edge.length),
  };
  for (let p = 0; p + 1 < start.length; p++) {
    for (let link = start[p]!; link < start[p + 1]!; link++) {
      const row = next[edge[link]!]!++;
      sorted.site[row] = p;
      sorted.along[row] = along[link]!;
      sorted.off[row] = off[link]!;
    }
  }
  return sorted;
}
