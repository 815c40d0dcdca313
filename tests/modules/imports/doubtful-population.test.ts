import { beforeAll, expect, test } from "vitest";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, previewed, undone, written } from "./running-import";

const records = withTestDatabase();
const STATED = { year: { columns: [], constant: "2024" }, basis: { columns: [], constant: "常住" } };

beforeAll(async () => {
  await emptyCity("4199", "新城市");
  const areas = csv([
    "区划代码,名称",
    "419901,东区",
    "419901001,解放路街道",
    ...[1, 2, 3, 4].map((n) => `41990100100${n},第${n}社区`),
  ]);
  await written((await previewed(areas, { city: "4199", subject: "areas" })).id);
});

const lookAt = async (lines: readonly string[]) => {
  const batch = await previewed(csv(lines), { city: "4199", subject: "population", mapping: STATED });
  const rows = await records.sql<{ row: number; decision: string; issues: { code: string; facts: object }[] }[]>`
    SELECT row_number AS row, decision, issues FROM staging.import_row WHERE batch_id = ${batch.id} ORDER BY 1`;
  return { batch, said: [...rows].map(({ decision, issues }) => ({ decision, issues })) };
};
const refusedFor = (facts: object) => ({ decision: "refuse", issues: [{ code: "part-exceeds-whole", facts }] });

test("a part larger than the whole around it refuses the row and names both figures", async () => {
  const { said } = await lookAt([
    "社区,总人口,60岁以上,75岁以上,80岁以上,0-2岁,0岁,1-4岁",
    "第1社区,500,100,120,,,,",
    "第2社区,90,100,,,,,",
    "第3社区,500,,30,31,,,",
    "第4社区,500,,,,16,5,10",
  ]);
  expect(said).toMatchObject([
    refusedFor({ partZh: "75岁及以上", part: 120, wholeZh: "60岁及以上", whole: 100 }),
    refusedFor({ partZh: "60岁及以上", part: 100, wholeZh: "总人口", whole: 90 }),
    refusedFor({ partZh: "80岁及以上", part: 31, wholeZh: "75岁及以上", whole: 30 }),
    refusedFor({ partZh: "0–2岁", part: 16, whole: 15 }),
  ]);
});

test("bands that exceed their group refuse the row; bands that only miss it are pointed at", async () => {
  const elder = "60-64岁,65-69岁,70-74岁,75-79岁,80-84岁,85岁以上";
  const { said } = await lookAt([
    `社区,60岁以上,${elder}`,
    "第1社区,100,40,40,40,,,",
    "第2社区,100,20,20,20,20,10,5",
    "第3社区,100,20,20,20,20,15,5",
    "第4社区,100,20,20,20,20,15,6",
  ]);
  expect(said).toMatchObject([
    { decision: "refuse", issues: [{ code: "bands-exceed-whole", facts: { whole: 100, sum: 120 } }] },
    { decision: "create", issues: [{ code: "bands-differ", facts: { whole: 100, sum: 95 } }] },
    { decision: "create", issues: [] },
    { decision: "create", issues: [{ code: "bands-differ", facts: { whole: 100, sum: 101 } }] },
  ]);
});

test("groups of one count fit together across rows and with what is on record", async () => {
  const long = (rows: readonly string[]) => lookAt(["社区,年龄组,人数", ...rows]);
  const { said } = await long(["第1社区,75岁以上,120", "第1社区,60岁以上,100", "第2社区,60岁以上,80"]);
  expect(said).toMatchObject([
    refusedFor({ part: 120, whole: 100 }),
    { decision: "create", issues: [] },
    { decision: "create", issues: [] },
  ]);
  const first = await long(["第3社区,60岁以上,80"]);
  await written(first.batch.id);
  const later = await long(["第3社区,75岁以上,81"]);
  expect(later.said).toMatchObject([{ decision: "create", issues: [{ severity: "warning", code: "part-exceeds-whole" }] }]);
  const both = await long(["第3社区,75岁以上,81", "第3社区,60岁以上,200"]);
  expect(both.said).toMatchObject([{ issues: [] }, { decision: "update", issues: [] }]);
  await undone(first.batch.id);
});

test("what a street is given and what its communities add up to is told with both figures", async () => {
  const { batch, said } = await lookAt(["区划代码,60岁以上", "419901,100", "419901001,95", "419901001001,60", "419901001002,30"]);
  expect(said.slice(0, 2)).toMatchObject([
    {
      decision: "create",
      issues: [{ code: "sum-differs", facts: { area: "东区", given: 100, sum: 90, counted: 2, communities: 4 } }],
    },
    { decision: "create", issues: [{ code: "sum-differs", facts: { area: "解放路街道", given: 95, sum: 90 } }] },
  ]);
  // The same people are missing on both levels: they are counted once, where they are most.
  expect(batch.counts.atStake).toMatchObject([{ groupZh: "60岁及以上", areas: 1, people: 10 }]);
});
