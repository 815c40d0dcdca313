import { type BarrierLine, NO_BARRIERS } from "~/modules/places/domain/barrier";
import { uniformDetour } from "~/modules/places/domain/detour-index";
import { pointsOnPlane } from "~/modules/places/domain/local-plane";
import { nearest } from "~/modules/places/domain/nearest";
import { Reach, stepsToMeasure, type ReachMethod, type ReachQuestion, type Streets } from "~/modules/places/domain/reach";
import type { SampledWalks } from "~/modules/places/domain/sampled-walk";
import type { Unsnapped } from "~/modules/places/domain/streets/street-links";
import { UNHEARD, type Progress } from "~/shared/progress";
import type { KilometresPerHour } from "~/shared/units";
import type { AreaTree } from "./area-tree";
import { limitMetres, stepMetres, type Limit } from "./coverage-query";
import { figuresByArea, type Figures } from "./figures";
import { minutesByArea, type MinutesByArea } from "./minutes-by-area";
import { compareBases, isReported, reasonOf, REPORTED_ONLY, type BasisColumns, type TwoBases } from "./two-bases";
import { weightedQuantile } from "./weighted-quantile";

/** Everything one answer depends on, as plain columns: it travels to a worker thread and back. */
export interface CoverageInput {
  readonly tree: AreaTree;
  readonly demand: {
    readonly area: Int32Array;
    /** degrees, NaN = no position */
    readonly lon: Float64Array;
    readonly lat: Float64Array;
    /** NaN = unknown */
    readonly people: Float64Array;
    /** 上报口径 radius of the community's class */
    readonly radius: Float64Array;
  };
  readonly sites: {
    readonly lon: Float64Array;
    readonly lat: Float64Array;
    /** row of the community it stands in, −1 = not known so finely */
    readonly area: Int32Array;
  };
  readonly barriers: readonly BarrierLine[];
  /** the index, and what it would have to be for the method to be as wrong as it may be either way */
  readonly detour: { readonly value: number; readonly low: number; readonly high: number };
  readonly speedKmh: KilometresPerHour;
  readonly adultSpeedKmh: KilometresPerHour;
  readonly limit: Limit;
  readonly method: ReachMethod;
  /** measured walks teach the sectors of a city without streets */
  readonly walks?: SampledWalks | null;
}

export interface CoverageResult {
  readonly figures: Figures;
  readonly bases: TwoBases;
  /** per demand point: minutes to the nearest and the second nearest place, Infinity = beyond the search bound */
  readonly minutes: Float64Array;
  readonly secondMinutes: Float64Array;
  readonly site: Int32Array;
  /** per demand point: 0 = not in the difference, else 1 + index into REPORTED_ONLY; 9 = within a walk only */
  readonly difference: Uint8Array;
  readonly limitMinutes: number;
  readonly boundMinutes: number;
  /** people-weighted; null where nobody lives, Infinity beyond the bound */
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
  readonly minutesByArea: MinutesByArea;
  readonly unplacedSites: number;
  /** rows of the demand that cannot be measured, and why: no position, or no street near it */
  readonly unplacedCommunities: readonly number[];
  readonly unsnapped: readonly Unsnapped[];
  readonly unsnappedSites: readonly Unsnapped[];
  readonly strayCrossings: number;
}

export const WALKING_ONLY = 9;

/** How far places are looked for, in minutes; more where the limit itself is far. */
const SEARCH_MINUTES = 60;

/** The whole answer: nearest places, figures by area, both reporting bases, the error band. Pure; some tens of milliseconds. */
export function coverageRun(input: CoverageInput, streets: Streets | null = null, progress: Progress = UNHEARD): CoverageResult {
  const { tree, demand, detour, speedKmh } = input;
  const limit = limitMetres(input.limit, speedKmh);
  const bound = Math.max((SEARCH_MINUTES * speedKmh * 1_000) / 60, 2 * limit);
  const question: ReachQuestion = {
    method: input.method,
    sites: input.sites,
    points: demand,
    farthest: bound,
    detour: detour.value,
    barriers: input.barriers,
    streets,
    walks: input.walks ?? null,
    progress,
  };
  // On streets a river is no reason of its own: the way to the bridge is the way.
  const asksUnobstructed = input.method !== "network" && input.barriers.length > 0;
  progress.expect((asksUnobstructed ? 2 : 1) * stepsToMeasure(question));
  const reach = new Reach(question);
  const walked = reach.nearest();
  const points = pointsOnPlane(reach.plane, demand.lon, demand.lat);
  const sites = pointsOnPlane(reach.plane, input.sites.lon, input.sites.lat);
  // Asked only whether it is within the limit.
  const unobstructed = asksUnobstructed ? new Reach({ ...question, barriers: [], farthest: limit }).nearest() : walked;
  const widest = demand.radius.reduce((a, b) => Math.max(a, b), 1);
  const straight = nearest({ sites, points, detour: uniformDetour(1), barriers: NO_BARRIERS, farthest: widest });

  const placed = new Uint8Array(demand.area.length).fill(1);
  for (const row of walked.rejectedPoints) placed[row] = 0;
  const basis: BasisColumns = {
    points,
    people: demand.people,
    isPlaced: placed,
    hasOwn: ownPlaces(demand.area, input.sites.area),
    straight: straight.metres,
    radius: demand.radius,
    walked: walked.metres,
    unobstructed: unobstructed.metres,
  };
  const adultLimit = limitMetres(input.limit, Math.max(speedKmh, input.adultSpeedKmh));
  const minutesOf = (metres: Float64Array) => metres.map((each) => (each * 60) / (speedKmh * 1_000));
  const minutes = minutesOf(walked.metres);
  const located = demand.people.map((people, row) => (placed[row] && people > 0 ? people : 0));
  return {
    figures: figuresByArea(
      tree,
      { area: demand.area, people: demand.people, isPlaced: placed },
      {
        metres: walked.metres,
        secondMetres: walked.secondMetres,
        isReported: Uint8Array.from(placed, (_, row) => (isReported(basis, row) ? 1 : 0)),
      },
      {
        limit,
        steps: stepMetres(input.limit, speedKmh),
        lowRatio: detour.low / detour.value,
        highRatio: detour.high / detour.value,
      },
    ),
    bases: compareBases(basis, limit, adultLimit),
    minutes,
    secondMinutes: minutesOf(walked.secondMetres),
    site: walked.site,
    difference: Uint8Array.from(placed, (isThere, row) => {
      if (!isThere || !(demand.people[row]! >= 0)) return 0;
      const walks = walked.metres[row]! <= limit;
      if (isReported(basis, row) === walks) return 0;
      return walks ? WALKING_ONLY : 1 + REPORTED_ONLY.indexOf(reasonOf(basis, row, limit, adultLimit));
    }),
    limitMinutes: (limit * 60) / (speedKmh * 1_000),
    boundMinutes: (bound * 60) / (speedKmh * 1_000),
    medianMinutes: weightedQuantile(minutes, located, 0.5),
    p90Minutes: weightedQuantile(minutes, located, 0.9),
    minutesByArea: minutesByArea(tree, { area: demand.area, located, minutes }),
    unplacedSites: walked.rejectedSites.length,
    unplacedCommunities: walked.rejectedPoints,
    unsnapped: walked.unsnappedPoints,
    unsnappedSites: walked.unsnappedSites,
    strayCrossings: reach.strayCrossings,
  };
}

function ownPlaces(areas: Int32Array, siteAreas: Int32Array): Uint8Array {
  const withPlace = new Set(siteAreas);
  return Uint8Array.from(areas, (area) => (withPlace.has(area) ? 1 : 0));
}
