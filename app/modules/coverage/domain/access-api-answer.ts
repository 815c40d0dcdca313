import { DEMO_MARK } from "~/modules/places/domain/city";
import type { AccessResult } from "./access-figures";
import type { AccessMeasure } from "./access-run";
import { accessOfLevel, cityAccess, type AreaAccess } from "./area-access";
import type { CityGround } from "./city-ground";
import type { CoverageQuery } from "./coverage-query";
import type { MethodStatement } from "./method-statement";

interface Answered {
  readonly ground: CityGround;
  readonly query: CoverageQuery;
  readonly measure: AccessMeasure;
  readonly method: MethodStatement;
  readonly sites: readonly { readonly licensed: number | null }[];
  readonly none: string | null;
  readonly result: AccessResult | null;
}

const EXPLAINED = {
  zh: "平均值按人数加权；够得着的名额不能跨区相加。cumulative 为走得到的名额数，其余为每千人名额。容量未知的设施不计入，此时 lowerBound 为 true。",
  en: "Means are weighted by people; places within reach have no sum over areas. cumulative is places within reach, the others places per 1,000 people. Facilities of unknown capacity are not counted, and lowerBound is then true.",
};

/** The answer to a machine: figures first, then what one must know to use them. Where there is no figure, `none` says why. */
export function accessApiAnswer({ ground, query, measure, method, sites, none, result }: Answered, level: string) {
  const listed = result && { ground, measure, byArea: result.byArea };
  const { population } = method;
  return {
    city: { code: ground.code, name: { zh: ground.nameZh, en: ground.nameEn } },
    demo: ground.isDemo ? DEMO_MARK : null,
    measure,
    unit: measure === "cumulative" ? "places" : "places-per-1000-people",
    explained: EXPLAINED,
    none,
    date: query.date,
    types: query.types,
    group: query.group,
    walker: query.walker,
    limit: query.limit,
    level,
    total: listed && areaAnswer(cityAccess(listed)),
    areas: listed ? accessOfLevel(listed, level).map(areaAnswer) : [],
    equity: result && { gini: rounded(result.equity.gini), lorenz: result.equity.lorenz.map((point) => point.map(rounded)) },
    places: {
      facilities: sites.length,
      licensed: sites.reduce((sum, { licensed }) => sum + (licensed ?? 0), 0),
      withinReach: result?.reachedPlaces ?? null,
      unknownCapacities: sites.filter(({ licensed }) => licensed === null).length,
    },
    method: {
      name: method.method,
      detourIndex: method.detourIndex,
      speedKmh: method.speedKmh,
      speedSource: method.speedSource,
      error: method.error,
    },
    population: population && { year: population.year, basis: population.basis, source: population.source },
    generatedFrom: { revision: method.revision },
  };
}

const rounded = (value: number | null): number | null => value && Math.round(value * 1e6) / 1e6;

const areaAnswer = (area: AreaAccess) => ({
  code: area.code,
  name: area.name,
  people: area.people,
  mean: rounded(area.mean),
  state: area.state,
  lowerBound: area.isLeast,
  withNothing: area.withNothing,
  capacityUnknown: area.capacityUnknown,
  unlocated: area.unplaced,
  unknownCommunities: area.unknownCommunities,
});
