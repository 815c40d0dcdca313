import { walksBeside } from "~/modules/places/domain/detour-from-walks";
import type { Positions } from "~/modules/places/domain/reach";
import type { StreetNetwork } from "~/modules/places/domain/street-network";
import type { StreetUse } from "~/modules/places/domain/streets/street-use";
import { parameterFor, type CityGround, type MeasuredWalks } from "./city-ground";
import type { CoverageQuery } from "./coverage-query";
import { ENOUGH_WALKS, methodError, type MethodError } from "./method-error";
import type { PopulationEdition } from "./population-group";
import { reportedRadius, type ReportedRadius } from "./reported-radius";

/** What the method is called in answers and files. */
const METHOD_NAMES = { network: "network", sectors: "sectors", circle: "turf-approximation" } as const;

export interface StreetsUsed {
  readonly network: StreetNetwork;
  readonly use: StreetUse;
  readonly useSource: string;
  /** farthest a home or a place may be from a street, metres */
  readonly snap: number;
  readonly snapSource: string;
  readonly snapMark: string;
}

export interface WalksUsed extends Omit<MeasuredWalks, "columns"> {
  /** places with walks enough near them, of all that have a position */
  readonly taught: number;
  readonly of: number;
}

/** What stands beside every figure: how it was computed, from what, as of when, and how wrong it may be. */
export interface MethodStatement {
  readonly method: (typeof METHOD_NAMES)[CoverageQuery["method"]];
  /** how a walker uses the streets, and where they come from; null = the city has none */
  readonly streets: StreetsUsed | null;
  /** measured walks that taught the sectors; null = another method, or streets did */
  readonly walks: WalksUsed | null;
  readonly detourIndex: number;
  /** what the index would have to be for the method to be as wrong as it may be either way */
  readonly detourLow: number;
  readonly detourHigh: number;
  readonly detourSource: string;
  readonly detourMark: string;
  readonly speedKmh: number;
  readonly speedSource: string;
  readonly adultSpeedKmh: number;
  readonly radius: ReportedRadius;
  readonly error: MethodError;
  readonly barriers: number;
  readonly date: string;
  readonly population: PopulationEdition | null;
  readonly areaEdition: CityGround["edition"];
  readonly demandLevel: CityGround["demandLevel"];
  readonly revision: number;
}

/** Used, and said to be used, only where a city has no parameter of its own. */
const UNMEASURED = {
  value: 1.3,
  low: 1.2,
  high: 1.44,
  source: "未设参数，暂用通行值 / no parameter set, usual value",
  mark: "?",
};
const ADULT_KMH = 4;
const USUAL_SNAP = { value: 300, source: UNMEASURED.source, mark: UNMEASURED.mark };

function walksUsed({ columns, ...said }: MeasuredWalks, places: Positions | null): WalksUsed {
  const beside = places
    ? walksBeside(columns, places, ENOUGH_WALKS).filter((_, i) => Number.isFinite(places.lon[i]!))
    : new Int32Array(0);
  return { ...said, taught: beside.filter((count) => count >= ENOUGH_WALKS).length, of: beside.length };
}

const fourDigits = (index: number): number => Math.round(index * 1e4) / 1e4;

const streetsUsed = (
  network: StreetNetwork,
  { movement, stepsFactor, offStreetFactor, useSource }: CityGround["walkers"][number],
  snap: typeof USUAL_SNAP,
): StreetsUsed => ({
  network,
  use: { movement, stepsFactor, offStreetFactor },
  useSource,
  ...{ snap: snap.value, snapSource: snap.source, snapMark: snap.mark },
});

/** @param places the places asked about, where they are known: whether walks were measured near them */
export function methodStatement(
  ground: CityGround,
  query: CoverageQuery,
  population: PopulationEdition | null,
  places: Positions | null = null,
): MethodStatement {
  const walker = ground.walkers.find(({ key }) => key === query.walker);
  if (!walker) throw new Error(`walker ${query.walker} is not in the registry of ${ground.code}: the query was not checked`);
  const parameter = (key: string) => parameterFor(ground.parameters, key, query.types[0]);
  const detour = parameter("detour-index");
  const detourIndex = Math.max(1, detour?.value ?? UNMEASURED.value);
  const walks = query.method === "sectors" && !ground.streets && ground.walks ? walksUsed(ground.walks, places) : null;
  const error = methodError(query.method, ground.streets !== null, walks !== null && walks.of > 0 && walks.taught === walks.of);
  // A city may know better how its own index may be wrong; of the other methods it was measured.
  const isOwnBand = error.of === "circle";
  return {
    method: METHOD_NAMES[query.method],
    streets: ground.streets && streetsUsed(ground.streets, walker, parameter("snap-metres") ?? USUAL_SNAP),
    detourIndex,
    walks,
    ...(isOwnBand
      ? {
          detourLow: Math.min(detourIndex, Math.max(1, parameter("detour-index-low")?.value ?? UNMEASURED.low)),
          detourHigh: Math.max(detourIndex, parameter("detour-index-high")?.value ?? UNMEASURED.high),
        }
      : { detourLow: fourDigits(detourIndex * error.low), detourHigh: fourDigits(detourIndex * error.high) }),
    detourSource: detour?.source ?? UNMEASURED.source,
    detourMark: detour?.mark ?? UNMEASURED.mark,
    speedKmh: walker.speedKmh,
    speedSource: walker.source,
    adultSpeedKmh: ground.walkers.find(({ key }) => key === "adult")?.speedKmh ?? ADULT_KMH,
    radius: reportedRadius(ground, query.types[0]),
    error,
    barriers: new Set(ground.barriers.map(({ id }) => id)).size,
    date: query.date,
    population,
    areaEdition: ground.edition,
    demandLevel: ground.demandLevel,
    revision: ground.revision,
  };
}
