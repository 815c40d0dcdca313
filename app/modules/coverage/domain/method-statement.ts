import type { StreetNetwork } from "~/modules/places/domain/street-network";
import type { StreetUse } from "~/modules/places/domain/streets/street-use";
import { parameterFor, type CityGround } from "./city-ground";
import type { CoverageQuery } from "./coverage-query";
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

/** What stands beside every figure: how it was computed, from what, as of when, and how wrong it may be. */
export interface MethodStatement {
  readonly method: (typeof METHOD_NAMES)[CoverageQuery["method"]];
  /** how a walker uses the streets, and where they come from; null = the city has none */
  readonly streets: StreetsUsed | null;
  readonly detourIndex: number;
  readonly detourLow: number;
  readonly detourHigh: number;
  readonly detourSource: string;
  readonly detourMark: string;
  readonly speedKmh: number;
  readonly speedSource: string;
  readonly adultSpeedKmh: number;
  readonly radius: ReportedRadius;
  readonly agreement: { readonly low: number; readonly high: number; readonly source: string } | null;
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

export function methodStatement(ground: CityGround, query: CoverageQuery, population: PopulationEdition | null): MethodStatement {
  const walker = ground.walkers.find(({ key }) => key === query.walker);
  if (!walker) throw new Error(`walker ${query.walker} is not in the registry of ${ground.code}: the query was not checked`);
  const parameter = (key: string) => parameterFor(ground.parameters, key, query.types[0]);
  const detour = parameter("detour-index");
  const low = parameter("circle-agreement-low");
  const detourIndex = Math.max(1, detour?.value ?? UNMEASURED.value);
  return {
    method: METHOD_NAMES[query.method],
    streets: ground.streets && streetsUsed(ground.streets, walker, parameter("snap-metres") ?? USUAL_SNAP),
    detourIndex,
    detourLow: Math.min(detourIndex, Math.max(1, parameter("detour-index-low")?.value ?? UNMEASURED.low)),
    detourHigh: Math.max(detourIndex, parameter("detour-index-high")?.value ?? UNMEASURED.high),
    detourSource: detour?.source ?? UNMEASURED.source,
    detourMark: detour?.mark ?? UNMEASURED.mark,
    speedKmh: walker.speedKmh,
    speedSource: walker.source,
    adultSpeedKmh: ground.walkers.find(({ key }) => key === "adult")?.speedKmh ?? ADULT_KMH,
    radius: reportedRadius(ground, query.types[0]),
    agreement: low && { low: low.value, high: parameter("circle-agreement-high")?.value ?? low.value, source: low.source },
    barriers: ground.barriers.length,
    date: query.date,
    population,
    areaEdition: ground.edition,
    demandLevel: ground.demandLevel,
    revision: ground.revision,
  };
}
