import { UNHEARD, type Progress } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { PlanePoints } from "../local-plane";
import type { ReachGrid } from "../reach-grid";
import { arrivalGrid, NOT_REACHED } from "./arrival-grid";
import { BoundedSearch } from "./bounded-search";
import { nearestOwners } from "./nearest-owners";
import { seedsOf } from "./nearest-on-streets";
import type { StreetLinks } from "./street-links";
import { StreetStops } from "./street-stops";
import type { WalkingView } from "./walking-view";

/** Ground within this many metres of a street counts as reached from it; about half a block. */
const OFF_STREET: Metres = 50;
/** Cells of 25 m: half the walk off the street, so no street is lost between cells. */
const CELL: Metres = 25;

/** The reach of all sites together as one grid; null where nothing is reached. Cut it with `nestedShapes`. */
export function cityGrid(
  view: WalkingView,
  sites: StreetLinks,
  points: PlanePoints,
  farthest: Metres,
  progress: Progress = UNHEARD,
): ReachGrid | null {
  const { from, to } = view.graph;
  const walked = progress.begin("metres", Math.round(farthest));
  const { found, cost } = nearestOwners(view, seedsOf(view, sites), (farthest + 2 * CELL) * 10, 1, (at) =>
    walked(Math.round(at / 10)),
  );
  const edges: number[] = [];
  const standsOn = new Set(sites.edge);
  for (let e = 0; e < from.length; e++)
    if (view.edgeCost[e]! > 0 && (found[from[e]!] || found[to[e]!] || standsOn.has(e))) edges.push(e);
  return arrivalGrid({
    view,
    costOf: (junction) => (found[junction] ? cost[junction]! : NOT_REACHED),
    edges,
    starts: { ...sites, ...placedOnly(sites, points) },
    stops: new StreetStops(view.graph.stops),
    farthest,
    cell: CELL,
    offStreet: OFF_STREET,
    tick: progress.begin("streets", edges.length),
  });
}

/** The reach of one site after another, with memory made once. */
export class SiteCircles {
  private readonly search: BoundedSearch;
  private readonly stops: StreetStops;
  private readonly seenIn: Int32Array;
  private run = 0;
  private taken: number[] = [];

  constructor(
    private readonly view: WalkingView,
    private readonly farthest: Metres,
    /** wider cells draw wider circles faster, as much coarser; the walk off the street is drawn two cells deep */
    private readonly cell: Metres = CELL,
  ) {
    this.search = new BoundedSearch(view, (farthest + 2 * cell) * 10);
    this.stops = new StreetStops(view.graph.stops);
    this.seenIn = new Int32Array(view.graph.marks.length);
  }

  /** Decimetres to a junction in the last run, `NOT_REACHED` beyond. */
  costAt(junction: number): number {
    return this.search.isReached(junction) ? this.search.cost[junction]! : NOT_REACHED;
  }

  /** Edges with a reached end or a place to start on in the last run, each once. */
  get edges(): readonly number[] {
    return this.taken;
  }

  /** Grid of metres walked from site `row`; null where it stands on no street. */
  gridOf(sites: StreetLinks, points: PlanePoints, row: number): ReachGrid | null {
    const { search, view } = this;
    const [first, last] = [sites.start[row]!, sites.start[row + 1]!];
    this.taken = [];
    if (first === last) return null;
    const { from, to } = view.graph;
    search.begin((this.farthest + 2 * this.cell) * 10);
    const edges = this.taken;
    this.run++;
    const take = (edge: number) => {
      if (this.seenIn[edge] === this.run) return;
      this.seenIn[edge] = this.run;
      edges.push(edge);
    };
    for (let link = first; link < last; link++) {
      const edge = sites.edge[link]!;
      search.seed(from[edge]!, sites.off[link]! + sites.along[link]!);
      search.seed(to[edge]!, sites.off[link]! + view.edgeCost[edge]! - sites.along[link]!);
      take(edge);
    }
    search.run();
    for (let i = 0; i < search.count; i++) {
      const junction = search.settled[i]!;
      for (let arc = view.arcs.start[junction]!; arc < view.arcs.start[junction + 1]!; arc++) take(view.arcs.edge[arc]!);
    }
    return arrivalGrid({
      view,
      costOf: (junction) => this.costAt(junction),
      edges,
      starts: {
        edge: sites.edge.subarray(first, last),
        along: sites.along.subarray(first, last),
        off: sites.off.subarray(first, last),
        x: points.x.subarray(row, row + 1),
        y: points.y.subarray(row, row + 1),
      },
      stops: this.stops,
      farthest: this.farthest,
      cell: this.cell,
      offStreet: (OFF_STREET / CELL) * this.cell,
    });
  }
}

/** Points that stand on a street: the others reach nothing and draw nothing. */
function placedOnly({ start }: StreetLinks, { x, y }: PlanePoints): { x: number[]; y: number[] } {
  const rows = Array.from(x.keys()).filter((row) => start[row + 1]! > start[row]!);
  return { x: rows.map((row) => x[row]!), y: rows.map((row) => y[row]!) };
}
