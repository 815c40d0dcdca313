import { peopleIn, POPULATION_GROUPS } from "~/modules/places/domain/population-groups";
import { spokenName } from "~/platform/spoken-name.server";
import type { AreaPopulationRow, AreaRow } from "../city-records";
import { demoKeys } from "../demo-keys";
import type { StreetCommunity } from "./communities-on-streets";
import type { StreetCityName } from "./street-city-name";

const MADE = "演示数据：区划、位置与人口均为虚构 / demo data: areas, positions and people are made";
const YEAR = 2025;
const QUARTERS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  "01": ["西南片区", "South-west quarter"],
  "02": ["东南片区", "South-east quarter"],
  "03": ["西北片区", "North-west quarter"],
  "04": ["东北片区", "North-east quarter"],
};

/** City, four quarters, a street each, the communities. */
export function streetAreas(city: StreetCityName, communities: readonly StreetCommunity[]): AreaRow[] {
  const key = demoKeys(`area/${city.code}`);
  const row = (code: string, level: AreaRow["level"], name: string, nameEn: string | null): AreaRow => {
    const inside = communities.filter((community) => community.code.startsWith(code));
    const middle = (of: (community: StreetCommunity) => number) =>
      Math.round((inside.reduce((sum, community) => sum + of(community), 0) / inside.length) * 1e6) / 1e6;
    return {
      id: key(),
      cityCode: city.code,
      code,
      codeSystem: "statistics",
      codeYear: YEAR,
      level,
      parentCode: parentOf(code),
      name,
      nameEn,
      ...spokenName(name),
      areaClass: level === "city" ? "unknown" : "urban",
      hostCode: null,
      lon: middle(({ at }) => at.lon),
      lat: middle(({ at }) => at.lat),
      positionQuality: "made",
      outline: null,
      source: MADE,
    };
  };
  const quarters = Object.entries(QUARTERS).filter(([quarter]) =>
    communities.some(({ code }) => code.startsWith(city.code + quarter)),
  );
  return [
    row(city.code, "city", city.nameZh, city.nameEn),
    ...quarters.map(([quarter, [zh, en]]) => row(city.code + quarter, "district", zh, en)),
    ...quarters.map(([quarter, [zh, en]]) => row(`${city.code}${quarter}001`, "street", `${zh}街道`, `${en}, street`)),
    ...communities.map(({ code, name, nameEn }) => row(code, "community", name, nameEn)),
  ];
}

const parentOf = (code: string): string | null =>
  code.length === 4 ? null : code.slice(0, code.length === 6 ? 4 : code.length === 9 ? 6 : 9);

/** Every group at every level, each the sum of the level below. */
export function streetPopulation(city: StreetCityName, communities: readonly StreetCommunity[]): AreaPopulationRow[] {
  const key = demoKeys(`population/${city.code}`);
  const sums = new Map<string, Map<string, number>>();
  for (const { code, people } of communities)
    for (const length of [4, 6, 9, 12]) {
      const sum = sums.get(code.slice(0, length)) ?? new Map<string, number>();
      for (const group of POPULATION_GROUPS) sum.set(group, (sum.get(group) ?? 0) + peopleIn(people, group));
      sums.set(code.slice(0, length), sum);
    }
  return [...sums].flatMap(([areaCode, sum]) =>
    POPULATION_GROUPS.map((group) => ({
      id: key(),
      cityCode: city.code,
      areaCode,
      populationGroup: group,
      year: YEAR,
      basis: "resident" as const,
      people: sum.get(group) ?? 0,
      source: MADE,
      isEstimate: true,
    })),
  );
}
