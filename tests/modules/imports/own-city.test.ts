import { beforeAll, expect, test } from "vitest";
import { isStepDone } from "~/modules/places/domain/city-progress";
import { cityProgress } from "~/modules/places/use-cases/city-progress.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, previewed, undone, written } from "./running-import";

const records = withTestDatabase();
beforeAll(() => emptyCity("4199", "新城市"));

const square = (west: number, south: number) => {
  const [east, north] = [Number((west + 0.1).toFixed(6)), Number((south + 0.1).toFixed(6))];
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
};
const OUTLINES = new TextEncoder().encode(
  JSON.stringify({
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: { code: "419901", name: "东区" },
        geometry: { type: "Polygon", coordinates: square(113, 34) },
      },
      {
        type: "Feature",
        properties: { code: "419902", name: "西区" },
        geometry: { type: "Polygon", coordinates: square(113.1, 34) },
      },
    ],
  }),
);
const POINTS = csv([
  "区划代码,名称,经度,纬度",
  "4199,新城市,,",
  "419901001000,解放路街道,113.05,34.05",
  "419901001001,解放社区,113.051,34.051",
  "419902001,人民路街道,113.15,34.05",
  "419902001001,人民社区,,",
]);

test("an empty city takes outlines, points, people wide and long, then facilities find their community by its name", async () => {
  const outlines = await previewed(OUTLINES, { city: "4199", subject: "areas", source: "区划" });
  expect(outlines.counts).toMatchObject({ total: 2, create: 2, refuse: 0 });
  await written(outlines.id);
  const points = await previewed(POINTS, { city: "4199", subject: "areas", source: "区划" });
  // A city, district or street is whole without a point: only communities are walked from.
  expect(points.counts).toMatchObject({ create: 5, refuse: 0, unplaced: 1 });
  expect(isStepDone("points", await cityProgress("4199"))).toBe(false);
  await written(points.id);
  const areas = await records.sql`SELECT code, level, parent_code AS parent, position_quality AS quality FROM area ORDER BY code`;
  expect([...areas]).toEqual([
    { code: "4199", level: "city", parent: null, quality: "unplaced" },
    { code: "419901", level: "district", parent: "4199", quality: "approximate" },
    { code: "419901001", level: "street", parent: "419901", quality: "exact" },
    { code: "419901001001", level: "community", parent: "419901001", quality: "exact" },
    { code: "419902", level: "district", parent: "4199", quality: "approximate" },
    { code: "419902001", level: "street", parent: "419902", quality: "exact" },
    { code: "419902001001", level: "community", parent: "419902001", quality: "unplaced" },
  ]);
  expect((await records.sql`SELECT bounds FROM city WHERE code = '4199'`)[0]?.["bounds"]).toEqual([113, 34, 113.2, 34.1]);
  expect((await previewed(POINTS, { city: "4199", subject: "areas", source: "区划" })).counts).toMatchObject({ same: 5 });

  const wide = csv(["社区,总人口,60岁及以上,80岁及以上", "解放社区,5200,910,120", "人民社区,4100,700,90", "合计,9300,1610,210"]);
  const basis = { year: { columns: [], constant: "2024" }, basis: { columns: [], constant: "户籍" } };
  const people = await previewed(wide, { city: "4199", subject: "population", source: "公安", mapping: basis });
  expect(people.counts).toMatchObject({ total: 2, create: 2 });
  expect(people.leftOut.map(({ as }) => as)).toEqual(["sum"]);
  await written(people.id);
  const long = csv([
    "区划代码,年份,人口口径,年龄组,人数",
    "419901001001,2024,户籍,60岁及以上,915",
    "419901001001,2024,户籍,65岁及以上,640",
    "419909009,2024,户籍,总人口,5",
  ]);
  const more = await previewed(long, { city: "4199", subject: "population", source: "公安" });
  expect(more.counts).toMatchObject({ update: 1, create: 1, refuse: 1 });
  await written(more.id, { leaveOutRefused: true });
  const figures = () =>
    records.sql`SELECT population_group AS g, people FROM area_population WHERE area_code = '419901001001' ORDER BY 1`;
  expect([...(await figures())]).toEqual([
    { g: "60plus", people: 915 },
    { g: "65plus", people: 640 },
    { g: "80plus", people: 120 },
    { g: "all", people: 5200 },
  ]);
  await undone(more.id);
  expect([...(await figures())]).toEqual([
    { g: "60plus", people: 910 },
    { g: "80plus", people: 120 },
    { g: "all", people: 5200 },
  ]);

  const facilities = csv([
    "名称,设施类型,区县,社区,地址",
    "解放社区日间照料中心,社区日间照料中心,东区,解放社区,解放路1号",
    "人民社区日间照料中心,社区日间照料中心,西区,人民社区,",
    "无名中心,社区日间照料中心,,,某处",
  ]);
  const centres = await previewed(facilities, { city: "4199", source: "民政" });
  expect(centres.counts).toMatchObject({ create: 3, approximate: 1, unplaced: 2 });
  await written(centres.id);
  expect([
    ...(await records.sql`SELECT name, area_code AS area, position_quality AS quality, lon FROM facility ORDER BY name`),
  ]).toEqual(
    expect.arrayContaining([
      { name: "解放社区日间照料中心", area: "419901001001", quality: "approximate", lon: 113.051 },
      { name: "人民社区日间照料中心", area: "419902001001", quality: "unplaced", lon: null },
      { name: "无名中心", area: null, quality: "unplaced", lon: null },
    ]),
  );
  expect((await undone(points.id)).failure).toMatchObject({ code: "in-use" });
});

test("an area whose parent is neither in the city nor in the file is refused, and so is what hangs under it", async () => {
  const file = csv([
    "区划代码,名称",
    "419903002001,无街社区",
    "419901009,新街道",
    "419901009001,新社区",
    "419904,远区",
    "419903002,悬空街道",
    "419905001001,直属社区",
  ]);
  const batch = await previewed(file, { city: "4199", subject: "areas", source: "区划二" });
  expect(batch.counts).toMatchObject({ total: 6, create: 3, refuse: 3 });
  const refusedRows = await records.sql`
    SELECT row_number AS row, issues->0->'facts'->>'parent' AS parent FROM staging.import_row
    WHERE batch_id = ${batch.id} AND decision = 'refuse' ORDER BY 1`;
  expect([...refusedRows]).toEqual([
    { row: 2, parent: "419903002" },
    { row: 6, parent: "419903" },
    { row: 7, parent: "419905001" },
  ]);
});
