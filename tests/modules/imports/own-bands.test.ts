import { afterAll, beforeAll, expect, test } from "vitest";
import { cityFigures } from "~/modules/coverage/domain/area-figures";
import { answerCoverage } from "~/modules/coverage/use-cases/answer-coverage.server";
import { askedCoverage } from "~/modules/coverage/use-cases/asked-coverage.server";
import { closeThreads } from "~/platform/threads.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, previewed, undone, written } from "./running-import";

const records = withTestDatabase();
afterAll(closeThreads);
beforeAll(async () => {
  await emptyCity("4199", "新城市");
  const areas = csv([
    "区划代码,名称,经度,纬度",
    "4199,新城市,,",
    "419901,东区,,",
    "419901001,解放路街道,113.05,34.05",
    "419901001001,解放社区,113.051,34.051",
    "419901001002,和平社区,113.08,34.06",
  ]);
  await written((await previewed(areas, { city: "4199", subject: "areas", source: "区划" })).id);
});

const ELDER = ["60-64", "65-69", "70-74", "75-79", "80-84"];
const STATED = { year: { columns: [], constant: "2024" }, basis: { columns: [], constant: "常住" } };
const peopleOf = (code: string) => records.sql`
  SELECT population_group AS g, people, is_estimate AS e FROM area_population WHERE area_code = ${code} AND population_group NOT LIKE 'age-%' ORDER BY 1`;
const heading = `社区,0岁,1-4岁,${ELDER.map((band) => `${band}岁`).join(",")},85岁及以上`;

test("people given by five-year bands are known by the groups the bands add up to, and coverage finds them", async () => {
  const bands = csv([heading, "解放社区,10,41,60,50,40,30,20,10", "和平社区,5,20,30,25,20,15,10,5"]);
  const batch = await previewed(bands, { city: "4199", subject: "population", source: "统计局", mapping: STATED });
  expect(batch.counts).toMatchObject({ create: 2, refuse: 0, warnings: 0 });
  await written(batch.id);
  expect([...(await peopleOf("419901001001"))]).toEqual([
    { g: "0-2", people: 31, e: true },
    { g: "60plus", people: 210, e: false },
    { g: "65plus", people: 150, e: false },
    { g: "75plus", people: 60, e: false },
    { g: "80plus", people: 30, e: false },
  ]);
  const asked = await askedCoverage("4199", {
    types: ["day-care"],
    group: "75plus",
    walker: "elder-75-84",
    minutes: "15",
    date: "2025-12-31",
  });
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
  const answer = await answerCoverage(asked.value.ground, asked.value.query);
  expect(cityFigures(answer).people).toBe(90);

  const corrected = await previewed(csv(["社区,85岁及以上", "解放社区,14"]), {
    city: "4199",
    subject: "population",
    source: "统计局",
    mapping: STATED,
  });
  await written(corrected.id);
  expect((await peopleOf("419901001001")).find(({ g }) => g === "75plus")?.["people"]).toBe(64);
  await undone(corrected.id);
  expect((await peopleOf("419901001001")).find(({ g }) => g === "75plus")?.["people"]).toBe(60);
  await undone(batch.id);
  expect([...(await peopleOf("419901001001"))]).toEqual([]);
});

test("a group that is given stays as it is given, and bands row by row add up as well", async () => {
  const rows = ELDER.flatMap((band) => [`419901001002,2023,户籍,${band}岁,10`]);
  const long = csv([
    "区划代码,年份,人口口径,年龄组,人数",
    ...rows,
    "419901001002,2023,户籍,85岁及以上,10",
    "419901001002,2023,户籍,65岁及以上,51",
  ]);
  const batch = await previewed(long, { city: "4199", subject: "population", source: "公安" });
  await written(batch.id);
  expect((await peopleOf("419901001002")).map(({ g, people }) => [g, people])).toEqual([
    ["60plus", 60],
    ["65plus", 51],
    ["75plus", 30],
    ["80plus", 20],
  ]);
  await undone(batch.id);
});

test("a district that is not the sum of its communities is pointed at before anything is written", async () => {
  const file = csv(["区划代码,60岁及以上", "419901,100", "419901001001,60", "419901001002,30"]);
  const batch = await previewed(file, { city: "4199", subject: "population", source: "统计局", mapping: STATED });
  expect(batch.counts).toMatchObject({ create: 3, warnings: 1 });
  const [row] = await records.sql`SELECT issues FROM staging.import_row WHERE batch_id = ${batch.id} AND severity = 2`;
  expect(row?.["issues"]).toMatchObject([
    { code: "sum-differs", facts: { area: "东区", given: 100, sum: 90, counted: 2, communities: 2 } },
  ]);
  expect(batch.counts.atStake).toEqual([{ groupZh: "60岁及以上", groupEn: "60 and over", areas: 1, people: 10 }]);
});
