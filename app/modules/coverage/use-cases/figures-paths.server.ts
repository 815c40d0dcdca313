import { z } from "zod";
import type { ApiPath } from "~/platform/open-api.server";
import { ACCESS_MEASURES } from "../domain/access-run";
import { AREA_LEVELS, METRES_BOUNDS, MINUTES_BOUNDS } from "../domain/coverage-query";

/** The figures of the open API: how many there are, who lives within a walk, what people have to draw on. */
const TAG = "Figures";
const words = z.object({ zh: z.string(), en: z.string() });
const cityOf = z.object({ code: z.string(), name: words });
const count = z.int().min(0);
const number = z.number().nullable();

const CITY = { schema: z.string(), what: "城市代码 · code of the city", example: "4101", isRequired: true };
const DAY = { schema: z.iso.date(), what: "哪一天；默认今天 · the day; today where it is not said", example: "2026-01-01" };
const WALKED = {
  ...{ city: CITY, date: DAY },
  types: { schema: z.string(), what: "服务类型，逗号分隔 · types of service, with commas between", example: "day-care" },
  group: { schema: z.string(), what: "服务人口 · population group", example: "60plus" },
  walker: { schema: z.string(), what: "谁在走 · who walks", example: "elder-60-74" },
  minutes: {
    schema: z.number().min(MINUTES_BOUNDS.least).max(MINUTES_BOUNDS.most),
    what: "步行分钟 · minutes walked",
    example: "15",
  },
  metres: {
    schema: z.number().min(METRES_BOUNDS.least).max(METRES_BOUNDS.most),
    what: "步行米数，与分钟二选一 · metres walked, instead of minutes",
    example: "1000",
  },
  level: { schema: z.enum(AREA_LEVELS), what: "区划层级 · level of areas", example: "district" },
  method: { schema: z.enum(["network", "sectors", "circle"]), what: "步行算法 · how walks are counted", example: "circle" },
} as const;

const capacities = z.object({
  ...{ licensed: count, staffed: count, taken: count, staffedWhereTakenUnknown: count, licensedWhereStaffedUnknown: count },
});
const basis = { city: cityOf, demo: words.nullable(), date: z.iso.date() };

const countsSchema = z
  .object({
    ...basis,
    facilities: z.object({
      total: count,
      bySector: z.record(z.string(), z.object({ total: count, byKind: z.record(z.string(), count) })),
    }),
    servicePoints: z.object({ total: count, byType: z.record(z.string(), count) }),
    capacities: z.record(z.string(), z.record(z.string(), capacities)),
    ...{ unplaced: count, method: words },
  })
  .meta({ id: "Counts" });

const asked = {
  ...{ types: z.array(z.string()), group: z.string(), walker: z.string(), level: z.enum(AREA_LEVELS) },
  limit: z.union([
    z.object({ by: z.literal("minutes"), minutes: z.number() }),
    z.object({ by: z.literal("metres"), metres: z.number() }),
  ]),
  generatedFrom: z.looseObject({ revision: z.int() }),
};
const coveredArea = z.looseObject({
  ...{ code: z.string(), name: z.string(), people: number, covered: number, share: number, state: z.string() },
  minutesToNearest: z.object({ median: number, medianState: z.string(), p90: number, p90State: z.string() }),
});
const coverageSchema = z
  .looseObject({ ...basis, ...asked, method: z.string(), explained: words, areas: z.array(coveredArea), total: coveredArea })
  .meta({ id: "Coverage" });

const accessArea = z.looseObject({
  code: z.string(),
  name: z.string(),
  people: number,
  mean: number,
  state: z.string(),
  lowerBound: z.boolean(),
});
const accessSchema = z
  .looseObject({
    ...{ ...basis, ...asked, measure: z.enum(ACCESS_MEASURES), unit: z.string(), explained: words, none: z.string().nullable() },
    ...{ total: accessArea.nullable(), areas: z.array(accessArea) },
    equity: z.object({ gini: number, lorenz: z.array(z.array(z.number())) }).nullable(),
  })
  .meta({ id: "Access" });

export const FIGURES_PATHS: readonly ApiPath[] = [
  {
    ...{ path: "/counts", name: "counts", tag: TAG, parameters: { city: CITY, date: DAY } },
    summary: "设施、服务点与容量 · facilities, service points and places",
    answers: { "application/json": countsSchema },
  },
  {
    ...{ path: "/coverage", name: "coverage", tag: TAG },
    parameters: {
      ...WALKED,
      compare: { schema: z.iso.date(), what: "与哪一天比较 · the day to compare with", example: "2025-01-01" },
    },
    summary: "步行可及的人口 · who lives within a walk",
    answers: { "application/json": coverageSchema },
  },
  {
    ...{ path: "/access", name: "access", tag: TAG },
    parameters: { ...WALKED, measure: { schema: z.enum(ACCESS_MEASURES), what: "口径 · measure", example: ACCESS_MEASURES[0] } },
    summary: "可及的名额与公平 · places within a walk, and how evenly",
    answers: { "application/json": accessSchema },
  },
];
