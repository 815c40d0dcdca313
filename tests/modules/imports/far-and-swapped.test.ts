import { beforeEach, expect, test } from "vitest";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { decideRow } from "~/modules/imports/use-cases/decide-row.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, PLANNER, previewed, seen, written } from "./running-import";

const records = withTestDatabase();
const FACILITIES = subjectOf("facilities");
let city = 4200;

beforeEach(() => emptyCity(String(++city), `城${city}`));

const row = (name: string, x: number, y: number) => `${name},养老机构,2020-05-01,${x},${y}`;
const look = (rows: readonly string[]) => previewed(csv(["名称,设施类型,成立日期,经度,纬度", ...rows]), { city: String(city) });
const near = (from: number, many: number) =>
  Array.from({ length: many }, (_, at) => row(`第${from + at}养老院`, 113.66 + at / 100, 34.75 + at / 100));
const issuesOf = async (batchId: string, rowNumber: number) => {
  const [staged] = await records.sql`
    SELECT issues FROM staging.import_row WHERE batch_id = ${batchId} AND row_number = ${rowNumber}`;
  return (staged?.["issues"] as { code: string }[]).map(({ code }) => code);
};
const boundsOf = async () => (await records.sql`SELECT bounds FROM city WHERE code = ${String(city)}`)[0]?.["bounds"] as number[];

test("longitude and latitude that changed places are said row by row, and of the column where most did", async () => {
  const one = await look([...near(0, 4), row("颠倒养老院", 34.75, 113.66)]);
  expect(one.counts).toMatchObject({ create: 4, refuse: 1, coordinates: [] });
  expect(await issuesOf(one.id, 6)).toContain("looks-swapped");
  const most = await look([...near(0, 1), ...[1, 2, 3].map((at) => row(`颠倒${at}养老院`, 34.75 + at / 100, 113.66))]);
  expect(most.counts).toMatchObject({ refuse: 3, coordinates: [{ code: "looks-swapped", points: 3, of: 4 }] });
  for (const at of [3, 4, 5]) expect(await issuesOf(most.id, at)).toContain("looks-swapped");
});

test("one row far away is placed by a person or not at all, and never moves the city's map", async () => {
  const first = await look([...near(0, 9), row("远方养老院", 87.6, 43.8)]);
  expect(await issuesOf(first.id, 11)).toContain("far-from-others");
  expect(first.counts).toMatchObject({ create: 10, unplaced: 1 });
  await written(first.id);
  const bounds = await boundsOf();
  expect(bounds[0]).toBeGreaterThan(113);
  const second = await look([row("较远养老院", 114.6, 34.75), row("又一处较远的养老院", 114.7, 34.75)]);
  expect(second.counts).toMatchObject({ create: 2, unplaced: 2 });
  expect(await issuesOf(second.id, 2)).toEqual(expect.arrayContaining(["far-outside-city"]));
  await decideRow(PLANNER, FACILITIES, second.id, 3, { kind: "place", position: { lon: 114.7, lat: 34.75 } });
  expect((await seen(second.id)).counts).toMatchObject({ create: 2, unplaced: 1 });
  expect(await issuesOf(second.id, 3)).not.toContain("far-outside-city");
  await written(second.id);
  expect(await records.sql`SELECT name FROM facility WHERE city_code = ${String(city)} AND lon > 114`).toMatchObject([
    { name: "又一处较远的养老院" },
  ]);
});
