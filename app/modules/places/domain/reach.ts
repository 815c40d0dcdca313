import type { MultiPolygon } from "geojson";
import { UNHEARD, type Progress, type Tick } from "~/shared/progress";
import type { Lat, Lon, Metres } from "~/shared/units";
import { bandedShapes } from "./banded-shapes";
import { barrierNetwork, type BarrierLine, type BarrierNetwork } from "./barrier";
import { detourFromWalks } from "./detour-from-walks";
import { uniformDetour, type DetourIndex } from "./detour-index";
import { planeAround, pointsOnPlane, type LocalPlane, type PlanePoints } from "./local-plane";
import { isPlaced, nearest, type Nearest } from "./nearest";
import { nestedCircles, nestedShapes } from "./nested-circles";
import { reachGrids } from "./reach-grid";
import { reachPairs } from "./reach-pairs";
import { NO_WALKS, type SampledWalks } from "./sampled-walk";
import { cityBands, SiteCircles } from "./streets/circles-on-streets";
import { detourFromStreets } from "./streets/detour-from-streets";
import { nearestOnStreets } from "./streets/nearest-on-streets";
import { pairsOnStreets, type ReachPairs } from "./streets/pairs-on-streets";
import { StreetLinker, type StreetLinks, type Unsnapped } from "./streets/street-links";
import type { WalkingView } from "./streets/walking-view";

/**
 * Who gets where on foot, by one of three methods that answer alike: by the streets there are, by sectors (an index of
 * detour for each direction, fitted from streets where there are any, else from walks somebody measured), or by circles
 * (one index for all). Whoever asks shows which one answered.
 */
export const REACH_METHODS = ["network", "sectors", "circle"] as const;
export type ReachMethod = (typeof REACH_METHODS)[number];

export interface ReachQuestion {
  readonly method: ReachMethod;
  /** degrees; NaN = no position, and the row says so in the answer */
  readonly sites: Positions;
  readonly points: Positions;
  /** metres walked beyond which nothing is looked for */
  readonly farthest: Metres;
  readonly detour: number;
  readonly barriers: readonly BarrierLine[];
  /** the network method cannot do without; sectors learn from it */
  readonly streets: Streets | null;
  /** what sectors learn from where there are no streets; without either every direction has the index of the question */
  readonly walks?: SampledWalks | null;
  /** hears of as many steps as `stepsToMeasure` or `stepsToDraw` says */
  readonly progress?: Progress;
}

type Prepared = Pick<ReachQuestion, "method" | "streets">;
const stepsToPrepare = ({ method, streets }: Prepared): number =>
  method === "network" ? 1 : method === "sectors" && streets ? 2 : 0;

/** Steps until `nearest` or `pairs` has answered, the preparation among them. */
export const stepsToMeasure = (asked: Prepared): number => stepsToPrepare(asked) + (asked.method === "network" ? 2 : 1);

/** Steps until `cityShapes` has answered. */
export const stepsToDraw = (asked: Prepared): number => stepsToPrepare(asked) + (asked.method === "network" ? 3 : 2);

export interface Positions {
  readonly lon: ArrayLike<Lon>;
  readonly lat: ArrayLike<Lat>;
}

export interface Streets {
  readonly view: WalkingView;
  /** farthest a point may be from a street */
  readonly snap: Metres;
}

export interface ReachAnswer extends Nearest {
  readonly unsnappedSites: readonly Unsnapped[];
  readonly unsnappedPoints: readonly Unsnapped[];
}

/** Cells of 50 m, coarser where circles are wide: a twentieth of the reach is finer than anyone can see. */
const cellFor = (farthest: Metres): Metres => Math.max(50, farthest / 20);
const SECTORS = 16;

/** One question, its preparation done once: the figures and the shapes come from the same links and the same indices. */
export class Reach {
  readonly plane: LocalPlane;
  private readonly sites: PlanePoints;
  private readonly points: PlanePoints;
  private readonly barriers: BarrierNetwork;
  private readonly detour: DetourIndex;
  private readonly linker: StreetLinker | null;
  private readonly siteLinks: StreetLinks | null;
  private readonly detourBySite: readonly DetourIndex[] | null;
  private readonly progress: Progress;
  private linksOfPoints: StreetLinks | null = null;

  constructor(private readonly question: ReachQuestion) {
    const { method, sites, points, streets, walks, progress = UNHEARD } = question;
    if (method === "network" && !streets) throw new RangeError("the network method needs streets");
    this.plane = streets?.view.graph.plane ?? planeOf(points, sites);
    this.sites = pointsOnPlane(this.plane, sites.lon, sites.lat);
    this.points = pointsOnPlane(this.plane, points.lon, points.lat);
    this.barriers = barrierNetwork(this.plane, question.barriers);
    this.detour = uniformDetour(question.detour);
    this.progress = progress;
    this.linker = streets && method !== "circle" ? new StreetLinker(streets.view) : null;
    this.siteLinks = this.linker && this.linker.linksOf(this.sites, streets!.snap, this.eachSite());
    this.detourBySite = method !== "sectors" ? null : this.siteLinks ? this.fromStreets() : this.fromWalks(walks ?? NO_WALKS);
  }

  /** Crossings drawn too far from their line to be one. */
  get strayCrossings(): number {
    return this.barriers.strayCrossings;
  }

  nearest(): ReachAnswer {
    const { method, streets, farthest } = this.question;
    if (method === "network") {
      const points = this.pointLinks();
      const walked = this.progress.begin("metres", Math.round(farthest));
      return nearestOnStreets(streets!.view, this.siteLinks!, points, farthest, walked);
    }
    const found = nearest({ ...this.approximation(), points: this.points, farthest, tick: this.eachSite() });
    const withoutPosition = (rows: readonly number[]) => rows.map((row): Unsnapped => ({ row, reason: "no-position" }));
    return {
      ...found,
      unsnappedSites: withoutPosition(found.rejectedSites),
      unsnappedPoints: withoutPosition(found.rejectedPoints),
    };
  }

  /** Points without a position or without a street, and why. */
  unsnappedPoints(): readonly Unsnapped[] {
    if (this.question.method === "network") return this.pointLinks().unsnapped;
    return Array.from(this.points.x.keys())
      .filter((row) => !isPlaced(this.points, row))
      .map((row) => ({ row, reason: "no-position" }));
  }

  /** Every site and point within `farthest` of each other. */
  pairs(): ReachPairs {
    const { method, streets, farthest } = this.question;
    if (method === "network") {
      const points = this.pointLinks();
      return pairsOnStreets(streets!.view, this.siteLinks!, points, farthest, this.eachSite());
    }
    return reachPairs({ ...this.approximation(), points: this.points, farthest, tick: this.eachSite() });
  }

  /** The ground within each limit of any site, in degrees: all limits from one grid, so the nearer lies inside the farther. */
  cityShapes(limits: readonly Metres[]): MultiPolygon[] {
    const { method, streets, farthest } = this.question;
    if (method === "network") {
      const grid = cityBands(streets!.view, this.siteLinks!, this.sites, farthest, this.progress);
      if (!grid) return limits.map(() => ({ type: "MultiPolygon", coordinates: [] }));
      return bandedShapes(this.plane, grid, limits, this.progress);
    }
    const grids = reachGrids({ ...this.approximation(), farthest, cell: cellFor(farthest), tick: this.eachSite() });
    const squares = grids.reduce((sum, { metres }) => sum + metres.length, 0) * limits.length;
    return nestedShapes(this.plane, grids, limits, this.progress.begin("squares", squares));
  }

  /** The same for each site by itself, in their order. */
  *siteShapes(limits: readonly Metres[]): Generator<MultiPolygon[]> {
    const { method, streets, farthest } = this.question;
    const circles = method === "network" ? new SiteCircles(streets!.view, farthest) : null;
    for (let row = 0; row < this.sites.x.length; row++) {
      if (circles) {
        const grid = circles.gridOf(this.siteLinks!, this.sites, row);
        yield nestedShapes(this.plane, grid ? [grid] : [], limits);
        continue;
      }
      const { barriers, detour } = this.approximation();
      const own = this.detourBySite?.[row] ?? detour;
      const alone = { x: this.sites.x.subarray(row, row + 1), y: this.sites.y.subarray(row, row + 1) };
      yield nestedCircles(this.plane, { sites: alone, detour: own, barriers, farthest, cell: cellFor(farthest) }, limits);
    }
  }

  private pointLinks(): StreetLinks {
    return (this.linksOfPoints ??= this.linker!.linksOf(
      this.points,
      this.question.streets!.snap,
      this.progress.begin("homes", this.points.x.length),
    ));
  }

  private fromStreets(): readonly DetourIndex[] {
    const { streets, detour } = this.question;
    return detourFromStreets(streets!.view, this.siteLinks!, this.sites, detour, SECTORS, this.eachSite());
  }

  private fromWalks(walks: SampledWalks): readonly DetourIndex[] {
    return detourFromWalks(this.plane, walks, this.sites, this.barriers, this.question.detour);
  }

  private eachSite(): Tick {
    return this.progress.begin("places", this.sites.x.length);
  }

  private approximation() {
    const { sites, detour, barriers, detourBySite } = this;
    return { sites, detour, barriers, ...(detourBySite ? { detourBySite } : {}) };
  }
}

/** Laid flat round the people, so that a walk is as long whichever other places are asked about; round places where nobody is asked about. */
function planeOf(points: Positions, sites: Positions): LocalPlane {
  const isAnybody = Array.from(points.lon).some((lon, row) => Number.isFinite(lon) && Number.isFinite(points.lat[row]!));
  const { lon, lat } = isAnybody ? points : sites;
  return planeAround(lon, lat);
}
