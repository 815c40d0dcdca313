import { UNHEARD, type Progress } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import type { PlanePoints } from "../local-plane";
import type { BandedGrid } from "../banded-shapes";
import type { ReachGrid } from "../reach-grid";
import { arrivalBox, arrivalGrid, arrivalIn, NOT_REACHED, type ArrivalInput, type LatticeBox } from "./arrival-grid";
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

/** Rows of cells a band has: 6.4 km of ground. */
const BAND = 256;

/**
 * The reach of all sites together, band by band from the south, so that a province is never held whole; null where nothing
 * is reached. Cut it with `bandedShapes`.
 * @param rows of a band; what is drawn does not depend on them
 */
export function cityBands(
  view: WalkingView,
  sites: StreetLinks,
  points: PlanePoints,
  farthest: Metres,
  progress: Progress = UNHEARD,
  rows = BAND,
): BandedGrid | null {
  const { from, to } = view.graph;
  const walked = progress.begin("metres", Math.round(farthest));
  const { found, cost } = nearestOwners(view, seedsOf(view, sites), (farthest + 2 * CELL) * 10, 1, (at) =>
    walked(Math.round(at / 10)),
  );
  const edges: number[] = [];
  const standsOn = new Set(sites.edge);
  for (let e = 0; e < from.length; e++)
    if (view.edgeCost[e]! > 0 && (found[from[e]!] || found[to[e]!] || standsOn.has(e))) edges.push(e);
  const input = {
    view,
    costOf: (junction: number) => (found[junction] ? cost[junction]! : NOT_REACHED),
    edges,
    starts: { ...sites, ...placedOnly(sites, points) },
    stops: new StreetStops(view.graph.stops),
    farthest,
    cell: CELL,
    offStreet: OFF_STREET,
  };
  const box = arrivalBox(input);
  return box && { ...box, cell: CELL, bands: bandsOf(input, box, rows, progress) };
}

/** Cells beyond a band's edge whose streets reach into it, and one for lines nobody crosses. */
const REACHING_IN = OFF_STREET / CELL + 1;

function* bandsOf(input: ArrivalInput, box: LatticeBox, rows: number, progress: Progress): Generator<ReachGrid> {
  const edgesIn = edgesByBand(input, box, rows);
  const tick = progress.begin(
    "streets",
    edgesIn.reduce((sum, edges) => sum + edges.length, 0),
  );
  let done = 0;
  for (let first = 0; first < box.height; first += rows) {
    const [low, high] = [Math.max(0, first - REACHING_IN), Math.min(box.height, first + rows + REACHING_IN)];
    const edges = edgesIn[first / rows]!;
    const before = done;
    const wide = arrivalIn(
      { ...input, edges, tick: (edge) => tick(before + edge) },
      { ...box, y0: box.y0 + low * CELL, height: high - low },
    );
    done += edges.length;
    const height = Math.min(rows, box.height - first);
    const [start, end] = [(first - low) * box.width, (first - low + height) * box.width];
    yield {
      ...box,
      cell: CELL,
      y0: box.y0 + first * CELL,
      height,
      metres: wide.metres.subarray(start, end),
      beside: wide.beside.filter((at) => at >= start && at < end).map((at) => at - start),
    };
  }
}

/** Each band's edges: those that come within its cells or so near that they reach into them. */
function edgesByBand({ view, edges }: ArrivalInput, { y0, height }: LatticeBox, rows: number): number[][] {
  const { shapeStart, shapeY } = view.graph;
  const bands = Array.from({ length: Math.ceil(height / rows) }, (): number[] => []);
  for (let i = 0; i < edges.length; i++) {
    const edge = edges[i]!;
    let [low, high] = [Infinity, -Infinity];
    for (let row = shapeStart[edge]!; row < shapeStart[edge + 1]!; row++) {
      low = Math.min(low, shapeY[row]!);
      high = Math.max(high, shapeY[row]!);
    }
    const bandAt = (y: number, more: number) => Math.floor(((y / 10 - y0) / CELL + more) / rows);
    const last = Math.min(bands.length - 1, bandAt(high, REACHING_IN));
    for (let band = Math.max(0, bandAt(low, -REACHING_IN)); band <= last; band++) bands[band]!.push(edge);
  }
  return bands;
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
