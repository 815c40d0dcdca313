import { DEMO_MARK } from "~/modules/places/domain/city";
import type { AreaFigures } from "./area-figures";
import type { CityGround } from "./city-ground";
import type { AreaChange, ComparedPopulation } from "./compare-days";
import { stepsOf, type CoverageQuery } from "./coverage-query";
import type { CoverageResult } from "./coverage-run";
import type { WalkMinutes } from "./minutes-by-area";
import type { MethodStatement } from "./method-statement";

interface Answered {
  readonly ground: CityGround;
  readonly query: CoverageQuery;
  readonly method: MethodStatement;
  readonly result: CoverageResult;
  readonly sites: readonly { readonly id: string; readonly lon: number | null }[];
}

/** The same question on another day, counted with the same people; differences are this day minus that one. */
export interface ComparedAnswer {
  readonly date: string;
  readonly population: ComparedPopulation;
  readonly changeOf: (code: string) => AreaChange | null;
}

const SITES = { zh: "恰在边界上的算在内。社区以一个点代表。", en: "The boundary is inside. A community stands at one point." };
const EXPLAINED = {
  network: {
    zh: `沿可步行的道路走最短的路 ÷ 步行速度；${SITES.zh}`,
    en: `The shortest way along streets ÷ walking speed. ${SITES.en}`,
  },
  sectors: {
    zh: `直线距离 × 每处设施各方位的绕行系数 ÷ 步行速度，系数由路网拟合，没有路网时由步行实测拟合，河流、铁路、快速路只能从通道穿过；${SITES.zh}`,
    en: `Straight distance × detour index of the place and bearing, ÷ walking speed; the index is fitted from streets, or from measured walks where there are none, and rivers, railways and expressways are passed only at crossings. ${SITES.en}`,
  },
  circle: {
    zh: `直线距离 × 绕行系数 ÷ 步行速度；河流、铁路、快速路只能从通道穿过；${SITES.zh}`,
    en: `Straight distance × detour index ÷ walking speed; rivers, railways and expressways are passed only at crossings. ${SITES.en}`,
  },
};

/** The answer to a machine: figures first, then everything one must know to use them. */
export function coverageApiAnswer(
  { ground, query, method, result, sites }: Answered,
  areas: readonly AreaFigures[],
  total: AreaFigures,
  level: string,
  compared: ComparedAnswer | null = null,
) {
  const { population } = method;
  return {
    city: { code: ground.code, name: { zh: ground.nameZh, en: ground.nameEn } },
    demo: ground.isDemo ? DEMO_MARK : null,
    method: method.method,
    explained: EXPLAINED[query.method],
    detourIndex: method.detourIndex,
    speedKmh: method.speedKmh,
    date: query.date,
    types: query.types,
    group: query.group,
    walker: query.walker,
    limit: query.limit,
    steps: stepsOf(query.limit),
    level,
    areas: areas.map((area) => areaAnswer(area, compared)),
    total: areaAnswer(total, compared),
    comparedWith: compared && { date: compared.date, population: compared.population },
    searchedMinutes: Math.round(result.boundMinutes * 10) / 10,
    errorBand: {
      covered: [total.coveredLow, total.coveredHigh],
      detourIndex: [method.detourHigh, method.detourLow],
      method: method.error,
    },
    bases: {
      walking: total.covered,
      reported: total.reported,
      reportedRadiusMetres: method.radius.value,
      difference: result.bases,
    },
    population: population && {
      year: population.year,
      basis: population.basis,
      source: population.source,
      isEstimate: population.isEstimate,
    },
    sources: { detourIndex: method.detourSource, speed: method.speedSource, areas: method.areaEdition },
    sites: { counted: sites.length, unplaced: sites.filter((site) => site.lon === null).map((site) => site.id) },
    communities: {
      unplaced: result.unplacedCommunities.length,
      populationUnknown: total.unknownCommunities,
    },
    generatedFrom: { revision: method.revision },
  };
}

const areaAnswer = (area: AreaFigures, compared: ComparedAnswer | null) => ({
  ...figuresAnswer(area),
  ...(compared ? { change: compared.changeOf(area.code) } : {}),
});

const figuresAnswer = ({
  code,
  name,
  people,
  covered,
  share,
  shareKind,
  within,
  backup,
  beyond,
  unlocated,
  unknownCommunities,
  reported,
  medianMinutes,
  p90Minutes,
  perPlace,
}: AreaFigures) => ({
  code,
  name,
  people,
  covered,
  share: share === null ? null : Math.round(share * 1e6) / 1e6,
  state: shareKind,
  within,
  backup,
  beyond,
  unlocated,
  unknownCommunities,
  reported,
  minutesToNearest: {
    median: roundedMinutes(medianMinutes),
    medianState: minutesState(medianMinutes, shareKind),
    p90: roundedMinutes(p90Minutes),
    p90State: minutesState(p90Minutes, shareKind),
  },
  peoplePerPlace: perPlace && {
    people: perPlace.kind === "known" ? Math.round(perPlace.people * 100) / 100 : null,
    state: perPlace.kind === "known" && perPlace.atMost ? "at-most" : perPlace.kind,
  },
});

const roundedMinutes = (minutes: WalkMinutes): number | null =>
  typeof minutes === "number" ? Math.round(minutes * 10) / 10 : null;

/** Why there are no minutes: nobody was found within `searchedMinutes`, or the share has no figure either. */
const minutesState = (minutes: WalkMinutes, kind: AreaFigures["shareKind"]) =>
  minutes === "beyond" ? "beyond-search" : minutes === null ? kind : "known";
