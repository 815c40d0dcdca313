import type { MultiPolygon } from "geojson";
import KDBush from "kdbush";
import { barrierNetwork, type BarrierLine, type BarrierNetwork } from "~/modules/places/domain/barrier";
import { WalkLessons } from "~/modules/places/domain/detour-from-walks";
import { uniformDetour, type DetourIndex } from "~/modules/places/domain/detour-index";
import { planeAround, pointsOnPlane, type LocalPlane, type PlanePoints } from "~/modules/places/domain/local-plane";
import { isPlaced } from "~/modules/places/domain/nearest";
import { nestedShapes } from "~/modules/places/domain/nested-circles";
import { reachGrids, type ReachGrid } from "~/modules/places/domain/reach-grid";
import { SiteCircles } from "~/modules/places/domain/streets/circles-on-streets";
import { sitesByEdge } from "~/modules/places/domain/streets/nearest-on-streets";
import { FARTHEST_INSIDE } from "~/modules/places/domain/streets/private-ways";
import type { SampledWalks } from "~/modules/places/domain/sampled-walk";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { StreetLinker, type UnsnappedReason } from "~/modules/places/domain/streets/street-links";
import type { StreetUse } from "~/modules/places/domain/streets/street-use";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import { WayFinder } from "~/modules/places/domain/way-finder";
import type { Lat, Lon, Metres } from "~/shared/units";

/** What a candidate is weighed against: the homes around it and how far each walks today. */
export interface WhatIfInput {
  /** null: the city has no streets, and the approximation answers */
  readonly streets: { readonly graph: StreetGraph; readonly use: StreetUse; readonly snap: Metres } | null;
  readonly detour: number;
  /** measured walks that teach each place of the candidate its directions; without them it is a circle */
  readonly walks?: SampledWalks | null;
  readonly barriers: readonly BarrierLine[];
  /** metres walked at each step, nearest first; the last is the circle */
  readonly steps: readonly [Metres, Metres, Metres];
  readonly demand: {
    /** degrees, one row a community */
    readonly lon: Float64Array;
    readonly lat: Float64Array;
    /** one column a population group; NaN = unknown */
    readonly people: readonly Float64Array[];
    /** metres walked to the nearest place there is, Infinity = none within reach */
    readonly today: Float64Array;
  };
}

export interface WhatIfAnswer {
  /** the ground within each step, degrees */
  readonly shapes: readonly MultiPolygon[];
  /** communities inside the circle, the nearest first */
  readonly reached: readonly Reached[];
  /** per group: people inside the circle */
  readonly inside: readonly number[];
  /** per group: people inside it who are outside every circle today */
  readonly newly: readonly number[];
  /** why nobody is reached from here, if the candidate stands on no street */
  readonly unsnapped: UnsnappedReason | null;
}

export interface Reached {
  /** row of the demand */
  readonly row: number;
  readonly metres: Metres;
  readonly isNew: boolean;
}

/** What one place of the candidate reaches, by whichever method. */
interface Walked {
  readonly grid: ReachGrid | null;
  /** rows of homes worth a look, and metres walked to each; Infinity = beyond reach */
  readonly rows: readonly number[];
  readonly metres: Float64Array;
  readonly unsnapped: UnsnappedReason | null;
}

/** Keeps a home exactly on the bound inside it, metres. */
const ROUNDING = 1e-6;

/**
 * One candidate moved about: its circle, the people newly inside per group, and the communities it reaches, made anew for
 * every place the pointer visits. All that does not move is prepared once, and of the homes only those near it are asked.
 */
export class WhatIf {
  private readonly plane: LocalPlane;
  private readonly from: (site: PlanePoints) => Walked;

  constructor(private readonly input: WhatIfInput) {
    const { streets, demand } = input;
    this.plane = streets?.graph.plane ?? planeAround(demand.lon, demand.lat);
    const homes = new Homes(pointsOnPlane(this.plane, demand.lon, demand.lat));
    const method = streets ? new ByStreets(homes, input, streets) : new ByApproximation(homes, input, this.plane);
    this.from = (site) => method.from(site);
  }

  at(lon: Lon, lat: Lat): WhatIfAnswer {
    const { grid, rows, metres, unsnapped } = this.from(pointsOnPlane(this.plane, [lon], [lat]));
    const shapes = nestedShapes(this.plane, grid ? [grid] : [], this.input.steps);
    return { shapes, unsnapped, ...this.weigh(rows, metres) };
  }

  private weigh(rows: readonly number[], metres: Float64Array): Pick<WhatIfAnswer, "reached" | "inside" | "newly"> {
    const { people, today } = this.input.demand;
    const limit = this.input.steps[2];
    const inside = people.map(() => 0);
    const newly = people.map(() => 0);
    const reached: Reached[] = [];
    for (const row of rows) {
      if (!(metres[row]! <= limit)) continue;
      const isNew = today[row]! > limit;
      reached.push({ row, metres: metres[row]!, isNew });
      people.forEach((column, group) => {
        const count = column[row]!;
        if (!(count > 0)) return;
        inside[group]! += count;
        if (isNew) newly[group]! += count;
      });
    }
    reached.sort((a, b) => a.metres - b.metres || a.row - b.row);
    return { reached, inside, newly };
  }
}

/** The homes that have a position, findable by where they are. */
class Homes {
  private readonly rows: Int32Array;
  private readonly tree: KDBush | null;

  constructor(readonly points: PlanePoints) {
    this.rows = Int32Array.from(points.x.keys()).filter((row) => isPlaced(points, row));
    this.tree = this.rows.length === 0 ? null : new KDBush(this.rows.length);
    for (const row of this.rows) this.tree?.add(points.x[row]!, points.y[row]!);
    this.tree?.finish();
  }

  get count(): number {
    return this.points.x.length;
  }

  /** Rows within a straight distance, upwards: sums are then the same wherever the candidate came from. */
  within(x: Metres, y: Metres, range: Metres): number[] {
    return (this.tree?.within(x, y, range) ?? []).map((at) => this.rows[at]!).sort((a, b) => a - b);
  }
}

const NOBODY: Walked["rows"] = [];

/** Straight ways × detour index, through crossings where a barrier lies between. */
class ByApproximation {
  private readonly detourAt: (x: Metres, y: Metres) => DetourIndex;
  private readonly ways: WayFinder;
  private readonly barriers: BarrierNetwork;
  private readonly metres: Float64Array;
  private readonly farthest: Metres;
  private readonly cell: Metres;

  constructor(
    private readonly homes: Homes,
    { detour, walks, barriers, steps }: WhatIfInput,
    plane: LocalPlane,
  ) {
    this.farthest = steps[2];
    this.cell = Math.max(25, this.farthest / 25);
    const global = uniformDetour(detour);
    this.barriers = barrierNetwork(plane, barriers);
    const lessons = walks ? new WalkLessons(plane, walks, this.barriers, detour) : null;
    this.detourAt = (x, y) => lessons?.at(x, y) ?? global;
    // As far as the drawing looks, which is a little farther than the figures; a taught direction may be all but straight.
    this.ways = new WayFinder(this.barriers, (this.farthest + 2 * this.cell * detour) / (walks ? 1 : detour));
    this.metres = new Float64Array(homes.count);
  }

  from(sites: PlanePoints): Walked {
    const { homes, ways, barriers, metres, farthest, cell } = this;
    const [x, y] = [sites.x[0]!, sites.y[0]!];
    if (!isPlaced(sites, 0)) return { grid: null, rows: NOBODY, metres, unsnapped: "no-position" };
    const detour = this.detourAt(x, y);
    const range = farthest / detour.least + ROUNDING;
    const rows = homes.within(x, y, range);
    ways.startAt(x, y, range, detour);
    for (const row of rows) metres[row] = ways.lengthTo(homes.points.x[row]!, homes.points.y[row]!);
    const [grid] = reachGrids({ sites, detour, barriers, farthest, cell, ways });
    return { grid: grid ?? null, rows, metres, unsnapped: null };
  }
}

/** Metres of reach a cell of 25 m draws finely; wider circles are drawn on wider cells, their figures stay exact. */
const FINE: Metres = 1_200;
const FINE_CELL: Metres = 25;
const cellFor = (farthest: Metres): Metres => FINE_CELL * Math.ceil(farthest / FINE);

/** Pieces of street are rounded to the decimetre, so a way may count a hair less than the ground it covers. */
const ROUNDING_OF_STREETS = 1.02;

/**
 * Metres round the ground a candidate may roam on which its streets must be whole, so that its answer is: the walk (or the
 * way to a compound's gates, which says whether it stands on a street at all), from there to the farthest home's own
 * street, and what the drawing looks at beyond: two cells of streets, and two beside them.
 */
export const streetsNeeded = (farthest: Metres, snap: Metres): Metres =>
  Math.ceil(Math.max(farthest * ROUNDING_OF_STREETS, FARTHEST_INSIDE / 10) + snap + 4 * cellFor(farthest));

/** By the streets there are: links of all homes made once, one bounded search a place of the candidate. */
class ByStreets {
  private readonly view: WalkingView;
  private readonly linker: StreetLinker;
  /** homes by the edge they stand on */
  private readonly homes: ReturnType<typeof sitesByEdge>;
  private readonly circles: SiteCircles;
  /** metres to each home in the last run; Infinity in every other row */
  private readonly metres: Float64Array;
  private rows: number[] = [];
  private readonly snap: Metres;
  private readonly farthest: Metres;

  constructor(homes: Homes, { steps }: WhatIfInput, { graph, use, snap }: NonNullable<WhatIfInput["streets"]>) {
    this.snap = snap;
    this.farthest = steps[2];
    this.view = walkingView(graph, use);
    this.linker = new StreetLinker(this.view);
    this.homes = sitesByEdge(this.linker.linksOf(homes.points, snap), graph.marks.length);
    this.circles = new SiteCircles(this.view, this.farthest, cellFor(this.farthest));
    this.metres = new Float64Array(homes.count).fill(Infinity);
  }

  /** Every home on a street that is reached is asked, and no other: no bound by straight line stands between. */
  from(site: PlanePoints): Walked {
    const { metres, view, circles, homes } = this;
    for (const row of this.rows) metres[row] = Infinity;
    this.rows = [];
    const own = this.linker.linksOf(site, this.snap);
    const grid = circles.gridOf(own, site, 0);
    if (!grid) return { grid, rows: NOBODY, metres, unsnapped: own.unsnapped[0]?.reason ?? null };
    const { from, to } = view.graph;
    const rows: number[] = [];
    for (const edge of circles.edges) {
      const [costFrom, costTo, whole] = [circles.costAt(from[edge]!), circles.costAt(to[edge]!), view.edgeCost[edge]!];
      for (let link = homes.start[edge]!; link < homes.start[edge + 1]!; link++) {
        const [row, along, off] = [homes.site[link]!, homes.along[link]!, homes.off[link]!];
        let least = Math.min(costFrom + along, costTo + whole - along) + off;
        for (let mine = 0; mine < own.edge.length; mine++)
          if (own.edge[mine] === edge) least = Math.min(least, off + own.off[mine]! + Math.abs(along - own.along[mine]!));
        if (metres[row] === Infinity) rows.push(row);
        metres[row] = Math.min(metres[row]!, least / 10);
      }
    }
    // Upwards: sums are then the same wherever the candidate came from.
    this.rows = rows.sort((a, b) => a - b);
    return { grid, rows, metres, unsnapped: null };
  }
}
