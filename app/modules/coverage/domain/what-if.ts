import type { MultiPolygon } from "geojson";
import { barrierNetwork, type BarrierLine, type BarrierNetwork } from "~/modules/places/domain/barrier";
import { uniformDetour, type DetourIndex } from "~/modules/places/domain/detour-index";
import { planeAround, pointsOnPlane, type LocalPlane, type PlanePoints } from "~/modules/places/domain/local-plane";
import { nearest } from "~/modules/places/domain/nearest";
import { nestedCircles, nestedShapes } from "~/modules/places/domain/nested-circles";
import { SiteCircles } from "~/modules/places/domain/streets/circles-on-streets";
import type { StreetGraph } from "~/modules/places/domain/streets/street-graph";
import { StreetLinker, type StreetLinks, type UnsnappedReason } from "~/modules/places/domain/streets/street-links";
import type { StreetUse } from "~/modules/places/domain/streets/street-use";
import { walkingView, type WalkingView } from "~/modules/places/domain/streets/walking-view";
import type { Lat, Lon, Metres } from "~/shared/units";

/** What a candidate is weighed against: the homes around it and how far each walks today. */
export interface WhatIfInput {
  /** null: the city has no streets, and the approximation answers */
  readonly streets: { readonly graph: StreetGraph; readonly use: StreetUse; readonly snap: Metres } | null;
  readonly detour: number;
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

/**
 * One candidate moved about: its circle, the people newly inside per group, and the communities it reaches, made anew for
 * every place the pointer visits. All that does not move is prepared once.
 */
export class WhatIf {
  private readonly plane: LocalPlane;
  private readonly points: PlanePoints;
  private readonly byStreets: ByStreets | null;
  private readonly barriers: BarrierNetwork;
  private readonly detour: DetourIndex;

  constructor(private readonly input: WhatIfInput) {
    const { streets, demand, steps } = input;
    this.plane = streets?.graph.plane ?? planeAround(demand.lon, demand.lat);
    this.points = pointsOnPlane(this.plane, demand.lon, demand.lat);
    this.byStreets = streets && new ByStreets(walkingView(streets.graph, streets.use), this.points, streets.snap, steps[2]);
    this.barriers = barrierNetwork(this.plane, input.barriers);
    this.detour = uniformDetour(input.detour);
  }

  at(lon: Lon, lat: Lat): WhatIfAnswer {
    const site = pointsOnPlane(this.plane, [lon], [lat]);
    const { shapes, metres, unsnapped } = this.byStreets ? this.walkStreets(this.byStreets, site) : this.approximate(site);
    return { shapes, unsnapped, ...this.weigh(metres) };
  }

  private walkStreets(byStreets: ByStreets, site: PlanePoints) {
    const { grid, metres, unsnapped } = byStreets.from(site);
    return { shapes: nestedShapes(this.plane, grid ? [grid] : [], this.input.steps), metres, unsnapped };
  }

  private approximate(sites: PlanePoints) {
    const { barriers, detour, points } = this;
    const farthest = this.input.steps[2];
    return {
      shapes: nestedCircles(
        this.plane,
        { sites, detour, barriers, farthest, cell: Math.max(25, farthest / 25) },
        this.input.steps,
      ),
      metres: nearest({ sites, points, detour, barriers, farthest }).metres,
      unsnapped: null,
    };
  }

  private weigh(metres: Float64Array): Pick<WhatIfAnswer, "reached" | "inside" | "newly"> {
    const { people, today } = this.input.demand;
    const limit = this.input.steps[2];
    const inside = people.map(() => 0);
    const newly = people.map(() => 0);
    const reached: Reached[] = [];
    for (let row = 0; row < metres.length; row++) {
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

/** The streets' side of it: links of all homes made once, one bounded search a place of the candidate. */
class ByStreets {
  private readonly linker: StreetLinker;
  private readonly links: StreetLinks;
  private readonly circles: SiteCircles;
  private readonly metres: Float64Array;

  constructor(
    private readonly view: WalkingView,
    points: PlanePoints,
    private readonly snap: Metres,
    farthest: Metres,
  ) {
    this.linker = new StreetLinker(view);
    this.links = this.linker.linksOf(points, snap);
    this.circles = new SiteCircles(view, farthest);
    this.metres = new Float64Array(points.x.length);
  }

  from(site: PlanePoints) {
    const own = this.linker.linksOf(site, this.snap);
    const grid = this.circles.gridOf(own, site, 0);
    const { links, metres, view, circles } = this;
    metres.fill(Infinity);
    if (grid) {
      const { from, to } = view.graph;
      for (let row = 0; row < metres.length; row++) {
        let least = Infinity;
        for (let link = links.start[row]!; link < links.start[row + 1]!; link++) {
          const edge = links.edge[link]!;
          const [along, off] = [links.along[link]!, links.off[link]!];
          least = Math.min(
            least,
            circles.costAt(from[edge]!) + along + off,
            circles.costAt(to[edge]!) + view.edgeCost[edge]! - along + off,
          );
          for (let mine = 0; mine < own.edge.length; mine++)
            if (own.edge[mine] === edge) least = Math.min(least, off + own.off[mine]! + Math.abs(along - own.along[mine]!));
        }
        metres[row] = least / 10;
      }
    }
    return { grid, metres, unsnapped: own.unsnapped[0]?.reason ?? null };
  }
}
