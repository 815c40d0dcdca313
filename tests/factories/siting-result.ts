import { readFileSync } from "node:fs";
import { metresPerDegree } from "~/shared/geo-point";
import type { MethodStatement } from "~/modules/coverage/domain/method-statement";
import type { Outline } from "~/modules/places/domain/outline";
import type { PageFacts, PageGround } from "~/modules/siting/domain/one-page";
import type { SitingQuestion } from "~/modules/siting/domain/siting-question";
import type { ChosenSite, SitingResult } from "~/modules/siting/domain/siting-result";

export const madeQuestion = (said: Partial<SitingQuestion> = {}): SitingQuestion => ({
  ...{ types: ["meals"], groups: [{ key: "75plus", weight: 1, limit: null }], walker: "elder-75-84" },
  ...{ limit: { by: "minutes", minutes: 15 }, method: "circle", date: "2025-12-31", aim: "most", count: 8, areaCode: "" },
  ...{ from: ["premises", "communities"], stages: [], points: [], isKeeping: true, isCountingPlanned: true, off: [] },
  ...{ must: [], never: [], budget: { build: null, yearly: null, years: [] }, usualCost: { build: null, yearly: null } },
  ...{ perDistrict: { least: null, most: null }, capacity: null, spacing: null, needs: null, seconds: 30 },
  ...said,
});

const METHOD: MethodStatement = {
  ...{ method: "turf-approximation", streets: null, walks: null, detourIndex: 1.3, detourLow: 1.2, detourHigh: 1.44 },
  ...{ detourSource: "示例", detourMark: "?", speedKmh: 2.7, speedSource: "示例", adultSpeedKmh: 4 },
  radius: { value: 1000, source: "示例", mark: "?" } as MethodStatement["radius"],
  error: {
    ...{ of: "circle", shared: 0.77, sharedAtBest: 0.8, worstTenth: 0.6, low: 0.92, high: 1.11, source: "示例" },
  } as MethodStatement["error"],
  ...{ barriers: 0, date: "2025-12-31", population: null, areaEdition: null, demandLevel: "community", revision: 1 },
};

/** A circle of so many metres as a ring of 24 corners. */
function ringAround(lon: number, lat: number, metres: number): Outline {
  const degree = metresPerDegree(lat);
  const ring = Array.from({ length: 25 }, (_, at) => {
    const turn = (2 * Math.PI * (at % 24)) / 24;
    return [lon + (Math.cos(turn) * metres) / degree.lon, lat + (Math.sin(turn) * metres) / degree.lat];
  });
  return { type: "MultiPolygon", coordinates: [[ring]] } as Outline;
}

const DISTRICTS = [
  { code: "410105", name: "金水区", nameEn: "Jinshui District", lon: 113.66, lat: 34.8 },
  { code: "410103", name: "二七区", nameEn: "Erqi District", lon: 113.64, lat: 34.71 },
  { code: "410102", name: "中原区", nameEn: "Zhongyuan District", lon: 113.58, lat: 34.76 },
];

/** Site number `at`: its people, communities and costs follow from its number. */
export function madeSite(at: number, said: Partial<ChosenSite> = {}): ChosenSite {
  const district = DISTRICTS[at % 3]!;
  const [lon, lat] = [district.lon + 0.03 * Math.cos(2.4 * at), district.lat + 0.025 * Math.sin(2.4 * at)];
  const people = 1860 - 37 * at;
  const community = (each: number) => ({
    ...{ code: `${district.code}001${String(100 + 7 * at + each)}`, name: `示例${at + 1}${"甲乙丙"[each]}社区` },
    ...{ nameEn: `Example ${at + 1}${"ABC"[each]}`, people: Math.round(people / (2 + each)) },
  });
  const build = at === 2 ? null : 3_200_000_00 + at * 450_000_00;
  return {
    ...{ id: at % 2 ? `premise:${at}` : `area:${district.code}001${at}`, from: at % 2 ? "premises" : "communities" },
    ...{ name: at % 2 ? `示例街${at + 1}号旧粮站` : `示例${at + 1}甲社区`, nameEn: at % 2 ? null : `Example ${at + 1}A` },
    ...{ community: community(0), district, lon, lat, people },
    topCommunities: [community(0), community(1), community(2)],
    ...{ communities: 3 + (at % 4), alsoReached: 0, nextBest: { id: "area:1", name: `示例${at + 2}丙社区`, loses: 90 + at } },
    ...{ served: null, capacity: null, buildCost: build, yearlyCost: at % 2 ? 180_000_00 : null, isOwnCost: at % 2 === 1 },
    ...{ costPerPerson: build === null ? null : build / people, year: null },
    circle: ringAround(lon, lat, 520) as ChosenSite["circle"],
    ...said,
  };
}

export function madeResult(count = 8, said: Partial<SitingResult> = {}): SitingResult {
  const chosen = Array.from({ length: count }, (_, at) => madeSite(at));
  const gained = chosen.reduce((sum, { people }) => sum + people, 0);
  const before = 182_340;
  return {
    kind: "result",
    city: { code: "4101", nameZh: "郑州市", nameEn: "Zhengzhou", isDemo: true },
    question: madeQuestion({ count }),
    parts: {
      types: [{ key: "meals", nameZh: "助餐", nameEn: "Meals", symbol: "餐" }],
      walker: { nameZh: "75–84岁老人", nameEn: "elder of 75–84", speedKmh: 2.7 },
      ...{ area: null, needs: null },
    },
    groups: [
      {
        ...{ key: "75plus", weight: 1, limit: 675, people: 297_940, before, after: before + gained, unmeasured: 0 },
        ...{ source: "第七次人口普查分年龄推算 / 2020 census by age", year: 2025 },
      },
    ],
    walking: {
      before: { mean: 812, farthest: 4_100, beyond: 0 },
      after: { mean: 690, farthest: 3_650, beyond: 0 },
      searched: 5_000,
    },
    chosen,
    reserve: [0, 1, 2].map((at) => {
      const { id, name, nameEn, district, lon, lat, buildCost, yearlyCost } = madeSite(20 + at);
      return { id, name, nameEn, district, lon, lat, buildCost, yearlyCost, adds: 640 - 50 * at };
    }),
    existing: Array.from({ length: 240 }, (_, at) => ({
      ...{ id: `place:${at}`, name: `示例服务点${at}`, state: "operating" as const },
      ...{
        lon: 113.63 + 0.09 * Math.cos(at) * Math.sqrt((at % 17) / 17),
        lat: 34.76 + 0.07 * Math.sin(at) * Math.sqrt((at % 13) / 13),
      },
    })),
    outOfReach: {
      ...{ people: 12_480, communities: 61 },
      top: [{ code: "410185001001", name: "示例山村", nameEn: "Example hill village", people: 610 }],
    },
    gaps: {
      closed: chosen.flatMap(({ lon, lat, topCommunities }) =>
        topCommunities.map((area, at) => ({
          ...area,
          ...{ lon: lon + 0.004 * Math.cos(2 * at), lat: lat + 0.003 * Math.sin(2 * at) },
        })),
      ),
      open: [],
    },
    cost: { build: null, yearly: null, leftOut: 0 },
    years: null,
    candidates: { count: 1_124, unplaced: 0, forbidden: 0 },
    proof: { objective: gained, bound: gained, gap: 0, proved: true, ended: "proved", seconds: 3.2 },
    method: METHOD,
    ...{ date: "2025-12-31", computedAt: "2026-01-05T02:00:00.000Z" },
    ...said,
  };
}

/** The same answer of two levels: every third of the new ones is of the upper one, day care. */
export function madeLevels(count = 6, said: Partial<SitingResult> = {}): SitingResult {
  const made = madeResult(count);
  const limit = { by: "minutes", minutes: 30 } as const;
  const chosen = made.chosen.map((site, at): ChosenSite => ({
    ...site,
    ...(at % 3 === 0 ? { level: "upper", upperPeople: 2_600 - 100 * at } : { level: "lower", upperPeople: null }),
  }));
  const gained = chosen.reduce((sum, { upperPeople }) => sum + (upperPeople ?? 0), 0);
  return {
    ...made,
    question: madeQuestion({
      count,
      upper: {
        ...{ type: "day-care", limit, count: 2, weight: 2, within: 1_500 },
        usualCost: { build: 8_000_000_00, yearly: null },
      },
    }),
    parts: { ...made.parts, upper: { key: "day-care", nameZh: "日间照料", nameEn: "Day care", symbol: "日" } },
    chosen,
    reserve: made.reserve.map((site, at) => ({ ...site, level: at === 2 ? "upper" : "lower" })),
    upper: {
      ...{ limit: 1_350, weight: 2, outOfReach: 3_210 },
      groups: [{ key: "75plus", people: 297_940, before: 120_400, after: 120_400 + gained }],
    },
    ...said,
  };
}

export const madeFacts = (result: SitingResult): PageFacts => ({
  ...{ scenario: "示例方案一", computedOn: "2026-01-05" },
  premises: new Map(
    result.chosen
      .filter((site) => site.from === "premises")
      .map(({ id }, at) => [id, { area: at === 1 ? null : 260 + 15 * at, stage: "survey" }]),
  ),
});

interface OutlineFile {
  readonly features: readonly { readonly properties: { readonly name: string }; readonly geometry: Outline }[];
}

export function madeGround(result: SitingResult): PageGround {
  const { features } = JSON.parse(readFileSync("seed/zhengzhou/outlines.geojson", "utf8")) as OutlineFile;
  return {
    areas: features.map(({ properties, geometry }) => ({
      name: { nameZh: properties.name, nameEn: properties.name },
      outline: geometry,
    })),
    existing: result.existing,
    reach: result.chosen.map(({ circle }) => circle),
  };
}
