import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import { BoundedSearch } from "./bounded-search";
import { sitesByEdge } from "./nearest-on-streets";
import { boundOf } from "./street-graph";
import type { StreetLinks } from "./street-links";
import type { WalkingView } from "./walking-view";

/** Every site and point within reach of each other, one arc a pair, in no order. */
export interface ReachPairs {
  readonly site: Int32Array;
  readonly point: Int32Array;
  readonly metres: Float64Array;
}

/** A column that grows by doubling: pairs are not known in number beforehand. */
export class PairColumns {
  private site = new Int32Array(4_096);
  private point = new Int32Array(4_096);
  private metres = new Float64Array(4_096);
  private count = 0;

  push(site: number, point: number, metres: Metres): void {
    if (this.count === this.site.length) {
      this.site = grown(this.site, Int32Array);
      this.point = grown(this.point, Int32Array);
      this.metres = grown(this.metres, Float64Array);
    }
    this.site[this.count] = site;
    this.point[this.count] = point;
    this.metres[this.count++] = metres;
  }

  pairs(): ReachPairs {
    const { site, point, metres, count } = this;
    return { site: site.subarray(0, count), point: point.subarray(0, count), metres: metres.subarray(0, count) };
  }
}

const grown = <A extends Int32Array | Float64Array>(old: A, kind: new (length: number) => A): A => {
  const wider = new kind(2 * old.length);
  wider.set(old);
  return wider;
};

/** One bounded search a site; points are read off the edges it touches, so a site costs what it reaches and not the city. */
export function pairsOnStreets(
  view: WalkingView,
  sites: StreetLinks,
  points: StreetLinks,
  farthest: Metres,
  tick?: Tick,
): ReachPairs {
  const bound = boundOf(farthest);
  const search = new BoundedSearch(view, bound);
  const { from, to } = view.graph;
  const onEdge = sitesByEdge(points, view.graph.marks.length);
  const count = points.start.length - 1;
  const best = new Int32Array(count);
  const bestIn = new Int32Array(count).fill(-1);
  const edgeIn = new Int32Array(view.graph.marks.length).fill(-1);
  const touched = new Int32Array(count);
  const out = new PairColumns();
  for (let site = 0; site + 1 < sites.start.length; site++) {
    tick?.(site);
    const [first, last] = [sites.start[site]!, sites.start[site + 1]!];
    let met = 0;
    const offer = (point: number, cost: number) => {
      if (cost > bound || (bestIn[point] === site && best[point]! <= cost)) return;
      if (bestIn[point] !== site) touched[met++] = point;
      bestIn[point] = site;
      best[point] = cost;
    };
    const readEdge = (edge: number) => {
      if (edgeIn[edge] === site) return;
      edgeIn[edge] = site;
      const [start, end] = [onEdge.start[edge]!, onEdge.start[edge + 1]!];
      if (start === end) return;
      const costFrom = search.isReached(from[edge]!) ? search.cost[from[edge]!]! : Infinity;
      const costTo = search.isReached(to[edge]!) ? search.cost[to[edge]!]! : Infinity;
      for (let i = start; i < end; i++)
        offer(
          onEdge.site[i]!,
          onEdge.off[i]! + Math.min(costFrom + onEdge.along[i]!, costTo + view.edgeCost[edge]! - onEdge.along[i]!),
        );
    };
    search.begin(bound);
    for (let link = first; link < last; link++) {
      const edge = sites.edge[link]!;
      search.seed(from[edge]!, sites.off[link]! + sites.along[link]!);
      search.seed(to[edge]!, sites.off[link]! + view.edgeCost[edge]! - sites.along[link]!);
    }
    search.run();
    for (let i = 0; i < search.count; i++) {
      const junction = search.settled[i]!;
      for (let arc = view.arcs.start[junction]!; arc < view.arcs.start[junction + 1]!; arc++) readEdge(view.arcs.edge[arc]!);
    }
    for (let link = first; link < last; link++) {
      const edge = sites.edge[link]!;
      for (let i = onEdge.start[edge]!; i < onEdge.start[edge + 1]!; i++)
        offer(onEdge.site[i]!, sites.off[link]! + onEdge.off[i]! + Math.abs(sites.along[link]! - onEdge.along[i]!));
    }
    for (let i = 0; i < met; i++) out.push(site, touched[i]!, best[touched[i]!]! / 10);
  }
  return out.pairs();
}
