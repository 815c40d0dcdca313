import { beforeAll, expect, test } from "vitest";
import { NOBODY } from "~/modules/accounts/use-cases/system-actor.server";
import { landmarksNamed } from "~/modules/places/use-cases/landmarks.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, previewed, undone, written } from "./running-import";

const records = withTestDatabase();
beforeAll(async () => {
  await emptyCity("4199", "新城市");
  await records.sql`UPDATE city SET bounds = ARRAY[113.5, 34.6, 113.8, 34.9]::float8[] WHERE code = '4199'`;
});

const HEAD = "名称,别名,类型,经度,纬度";
const said = (lines: string, source = "地名办") =>
  previewed(csv([HEAD, ...lines.split("\n")]), { city: "4199", subject: "landmarks", source });
const named = async (words: string) =>
  (await inUnitOfWork(NOBODY, (uow) => landmarksNamed(uow, "4199", words, 10))).map(({ name }) => name);
const problems = (batchId: string) =>
  records.sql<{ row: number; code: string }[]>`
    SELECT row_number AS row, jsonb_path_query(issues, '$[*] ? (@.severity == "error").code') #>> '{}' AS code
    FROM staging.import_row WHERE batch_id = ${batchId} ORDER BY 1`;

test("rows without a name or a position, outside the city, or of a place said before are refused one by one", async () => {
  const batch = await said(
    [
      "甲医院,,医院,113.6,34.7",
      ",,医院,113.6,34.7",
      "乙站,,车站,,34.7",
      "丙公园,,公园,116.4,39.9",
      "甲 医院,,医院,113.6005,34.7",
    ].join("\n"),
  );
  expect(batch.counts).toMatchObject({ total: 5, create: 1, refuse: 4 });
  expect([...(await problems(batch.id))]).toEqual([
    { row: 3, code: "missing" },
    { row: 4, code: "missing" },
    { row: 5, code: "outside-city" },
    { row: 6, code: "same-key-in-file" },
  ]);
});

test("landmarks are found by name, other name, pinyin and initials, the one called exactly so first; the file is taken back whole", async () => {
  const batch = await said(
    [
      "示例大学第一附属医院,示一附院；一附院,医院,113.60,34.70",
      "示例站,,车站,113.65,34.75",
      "示例站东广场,,公园,113.66,34.75",
      "示例站,,车站,113.70,34.80",
    ].join("\n"),
  );
  expect(batch.counts).toMatchObject({ create: 4, refuse: 0 });
  await written(batch.id);
  expect(await named("一附院")).toEqual(["示例大学第一附属医院"]);
  expect(await named("shiyifuyuan")).toEqual(["示例大学第一附属医院"]);
  expect(await named("sldxdyfsyy")).toEqual(["示例大学第一附属医院"]);
  expect(await named("示例站")).toEqual(["示例站", "示例站", "示例站东广场"]);
  expect(await named("%")).toEqual([]);
  const again = await said("示例站,老车站,车站,113.6505,34.75\n示例大学第一附属医院,,,113.60,34.70", "另一来源");
  expect(again.counts).toMatchObject({ update: 1, same: 1, create: 0 });
  await written(again.id);
  expect(await named("老车站")).toEqual(["示例站"]);
  expect((await undone(again.id)).counts).toMatchObject({ undone: 1 });
  expect(await named("老车站")).toEqual([]);
  expect((await undone(batch.id)).counts).toMatchObject({ undone: 4 });
  expect(await named("示例")).toEqual([]);
});
