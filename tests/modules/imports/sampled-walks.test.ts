import { beforeAll, expect, test } from "vitest";
import { methodsOf } from "~/modules/coverage/domain/read-query";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { cityWalks, recordWalks, removeWalk } from "~/modules/places/use-cases/sampled-walks.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { madeActor } from "../../factories/made-actor";
import { emptyCity, PLANNER, previewed, undone, written } from "./running-import";

const records = withTestDatabase();
beforeAll(async () => {
  await emptyCity("4199", "新城市");
  await records.sql`UPDATE city SET bounds = ARRAY[113.5, 34.6, 113.8, 34.9]::float8[] WHERE code = '4199'`;
});

const HEAD = "起点经度,起点纬度,终点经度,终点纬度,步行米数,测量日期,起讫说明";
const GOOD = "113.6,34.7,113.605,34.7,600,2025-06-01,路口 → 中心";
const walk = (line: string, system: "WGS-84" | "GCJ-02" = "WGS-84", source = "实测") =>
  previewed(csv([HEAD, ...line.split("\n")]), { city: "4199", subject: "walks", source, system });
const problems = (batchId: string) =>
  records.sql<{ row: number; code: string }[]>`
    SELECT row_number AS row, jsonb_path_query(issues, '$[*] ? (@.severity == "error").code') #>> '{}' AS code
    FROM staging.import_row WHERE batch_id = ${batchId} ORDER BY 1`;

test("impossible walks are refused row by row, and nothing is written while one is there", async () => {
  const batch = await walk(
    [
      GOOD,
      "113.6,34.7,113.605,34.7,400,2025-06-02,比直线短",
      "113.6,34.7,113.605,34.7,20001,2025-06-03,太长",
      "116.4,39.9,116.41,39.9,1200,2025-06-01,北京",
      "113.6,34.7,,34.7,600,2025-06-01,缺一半",
      "113.6,34.7,113.605,34.7,很远,2025-06-01,不是数字",
      "113.6,34.7,113.605,34.7,700,2025-06-01,又一次",
    ].join("\n"),
  );
  expect(batch.counts).toMatchObject({ total: 7, create: 1, refuse: 6 });
  expect([...(await problems(batch.id))]).toEqual([
    { row: 3, code: "shorter-than-straight" },
    { row: 4, code: "out-of-range" },
    { row: 5, code: "outside-city" },
    { row: 6, code: "missing" },
    { row: 7, code: "not-a-number" },
    { row: 8, code: "same-key-in-file" },
  ]);
  await expect(written(batch.id)).rejects.toThrow("refused-rows");
  expect(await cityWalks(PLANNER, "4199")).toEqual([]);
});

test("a good file lands, makes sectors answer, changes nothing a second time, and is taken back", async () => {
  expect(methodsOf((await groundOfCity("4199"))!)).toEqual(["circle"]);
  const batch = await walk(GOOD);
  await written(batch.id);
  const ground = (await groundOfCity("4199"))!;
  expect(methodsOf(ground)).toEqual(["sectors", "circle"]);
  expect(ground.walks).toMatchObject({ count: 1, since: "2025-06-01", until: "2025-06-01", sources: ["实测"] });
  expect((await walk(GOOD)).counts).toMatchObject({ same: 1, create: 0 });
  expect((await undone(batch.id)).counts).toMatchObject({ undone: 1 });
  expect(methodsOf((await groundOfCity("4199"))!)).toEqual(["circle"]);
});

test("declared Amap coordinates are converted at both ends", async () => {
  const batch = await walk(GOOD, "GCJ-02", "高德量的");
  await written(batch.id);
  const [kept] = await cityWalks(PLANNER, "4199");
  expect(kept!.from.lon).toBeCloseTo(113.594, 2);
  expect(kept!.from.lon).not.toBe(113.6);
  expect(kept!.to.lon - kept!.from.lon).toBeCloseTo(0.005, 4);
  await removeWalk(PLANNER, "4199", kept!.id);
  expect(await cityWalks(PLANNER, "4199")).toEqual([]);
});

test("walks recorded from the terminal are all written or none, and a second time corrects", async () => {
  const one = { from: { lon: 113.6, lat: 34.7 }, to: { lon: 113.605, lat: 34.7 }, measuredOn: "2025-07-01", name: "" };
  const bad = await recordWalks(PLANNER, "4199", "终端", [{ ...one, metres: 600 }, { ...one, metres: 10 }]); // prettier-ignore
  expect(bad).toMatchObject({ ok: false, refusal: { kind: "impossible", at: 1, problem: "shorter-than-straight" } });
  expect(await cityWalks(PLANNER, "4199")).toEqual([]);
  expect(await recordWalks(PLANNER, "4199", "终端", [{ ...one, metres: 600 }])).toMatchObject({ value: { created: 1 } });
  expect(await recordWalks(PLANNER, "4199", "终端", [{ ...one, metres: 650 }])).toMatchObject({ value: { corrected: 1 } });
  expect((await cityWalks(PLANNER, "4199")).map(({ metres }) => metres)).toEqual([650]);
  const overseer = madeActor({ role: "overseer" });
  expect(await recordWalks(overseer, "4199", "终端", [])).toMatchObject({ ok: false, refusal: { kind: "not-permitted" } });
  expect(await removeWalk(overseer, "4199", "x")).toMatchObject({ ok: false });
});
