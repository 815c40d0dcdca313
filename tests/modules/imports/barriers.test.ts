import { beforeAll, expect, test } from "vitest";
import { groundOfCity } from "~/modules/coverage/use-cases/ground-of-city.server";
import { barrierTemplate } from "~/modules/imports/domain/barrier-template";
import { cityBarriers, recordBarriers, removeBarrier } from "~/modules/places/use-cases/city-barriers.server";
import { withTestDatabase } from "../../factories/test-database";
import { madeActor } from "../../factories/made-actor";
import { emptyCity, PLANNER, previewed, undone, written } from "./running-import";

const records = withTestDatabase();
beforeAll(async () => {
  await emptyCity("4199", "新城市");
  await records.sql`UPDATE city SET bounds = ARRAY[113.5, 34.6, 113.8, 34.9]::float8[] WHERE code = '4199'`;
});

type Shape = { readonly type: string; readonly coordinates: unknown } | null;
const feature = (geometry: Shape, properties: object = {}) => ({ type: "Feature", properties, geometry });
const line = (...coordinates: number[][]) => ({ type: "LineString", coordinates });
const point = (...coordinates: number[]) => ({ type: "Point", coordinates });
const file = (...features: object[]) => new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features }));
const RIVER = feature(line([113.6, 34.6], [113.6, 34.9]), { kind: "river", name: "金水河", name_en: "Jinshui River" });
const BRIDGE = feature(point(113.6005, 34.7), { kind: "bridge", name: "彩虹桥" });
const looked = (bytes: Uint8Array, more: { system?: "WGS-84" | "GCJ-02"; source?: string } = {}) =>
  previewed(bytes, { city: "4199", subject: "barriers", source: "水利局", ...more });
const problems = async (batchId: string) => [
  ...(await records.sql<{ row: number; code: string }[]>`
    SELECT row_number AS row, jsonb_path_query(issues, '$[*] ? (@.severity != "note").code') #>> '{}' AS code
    FROM staging.import_row WHERE batch_id = ${batchId} ORDER BY 1`),
];
const there = () => cityBarriers(PLANNER, "4199");

test("each feature that is no barrier and no crossing is told by its row, and nothing is written while one is there", async () => {
  const batch = await looked(
    file(
      RIVER,
      BRIDGE,
      feature(point(113.7, 34.7), { kind: "bridge", name: "远处的桥" }),
      feature(line([113.65, 34.7]), { kind: "railway", name: "一个点" }),
      feature(line([116.4, 39.9], [116.5, 39.9]), { kind: "railway", name: "北京" }),
      feature(line([113.61, 34.7], [113.62, 34.7])),
      feature(null, { kind: "bridge", name: "没有图形" }),
      feature({ type: "MultiPoint", coordinates: [[113.6, 34.7]] }, { kind: "bridge", name: "多点" }),
      feature(line([113.66, 34.7], [113.67, 34.7], [113.67, 34.71], [113.66, 34.7]), { kind: "river", name: "湖" }),
      RIVER,
      feature(line([113.68, 34.7], [113.69, 34.7]), { kind: "bridge", name: "画成线的桥" }),
    ),
  );
  expect(await problems(batch.id)).toEqual([
    { row: 4, code: "stray-crossing" },
    { row: 5, code: "too-few-corners" },
    { row: 6, code: "outside-city" },
    { row: 7, code: "missing" },
    { row: 8, code: "no-shape" },
    { row: 9, code: "shape-unknown" },
    { row: 10, code: "closed-line" },
    { row: 11, code: "same-key-in-file" },
    { row: 12, code: "kind-of-crossing" },
  ]);
  expect(batch.counts).toMatchObject({ total: 11, create: 3, refuse: 8, warnings: 1 });
  await expect(written(batch.id)).rejects.toThrow("refused-rows");
  expect(await there()).toEqual({ barriers: [], crossings: [] });
});

test("a river lands with its bridge, changes nothing a second time, and is taken back", async () => {
  const before = (await groundOfCity("4199"))!;
  const batch = await looked(file(RIVER, BRIDGE));
  await written(batch.id);
  const ground = (await groundOfCity("4199"))!;
  expect(ground.stamp).not.toBe(before.stamp);
  expect(ground.barriers).toMatchObject([
    { kind: "river", nameZh: "金水河", nameEn: "Jinshui River", crossings: [[113.6005, 34.7]] },
  ]);
  expect((await looked(file(RIVER, BRIDGE))).counts).toMatchObject({ same: 2, create: 0, update: 0 });
  expect((await undone(batch.id)).counts).toMatchObject({ undone: 2 });
  expect((await groundOfCity("4199"))!.barriers).toEqual([]);
});

test("the same name on the same ground is drawn anew, elsewhere it is another stretch; undoing brings the old line back", async () => {
  await written((await looked(file(RIVER, BRIDGE))).id);
  const better = feature(line([113.6, 34.6], [113.6004, 34.75], [113.6, 34.9]), { kind: "river", name: "金水河" });
  const farther = feature(line([113.75, 34.6], [113.75, 34.9]), { kind: "river", name: "金水河" });
  const batch = await looked(file(better, farther), { source: "规划局" });
  expect(batch.counts).toMatchObject({ update: 1, create: 1 });
  await written(batch.id);
  expect((await there()).barriers.map(({ source, parts }) => [source, parts[0]!.length])).toEqual([
    ["规划局", 3],
    ["规划局", 2],
  ]);
  await undone(batch.id);
  expect((await there()).barriers.map(({ source, parts }) => [source, parts[0]!.length])).toEqual([["水利局", 2]]);
  const { barriers, crossings } = await there();
  for (const { id } of [...barriers, ...crossings]) await removeBarrier(PLANNER, "4199", id);
  expect(await there()).toEqual({ barriers: [], crossings: [] });
});

test("a crossing alone is taken where the city has the barrier, and is a stray where it has not", async () => {
  expect((await looked(file(BRIDGE))).counts).toMatchObject({ refuse: 1 });
  await written((await looked(file(RIVER))).id);
  expect((await looked(file(BRIDGE))).counts).toMatchObject({ create: 1, refuse: 0 });
});

test("declared Amap coordinates are converted at every corner", async () => {
  const tracks = { type: "MultiLineString", coordinates: [[[113.7, 34.7], [113.7, 34.8]], [[113.71, 34.7], [113.71, 34.8]]] }; // prettier-ignore
  await written((await looked(file(feature(tracks, { kind: "rail", name: "双线" })), { system: "GCJ-02" })).id);
  const railway = (await there()).barriers.find(({ kind }) => kind === "railway")!;
  expect(railway.parts).toHaveLength(2);
  for (const [lon] of railway.parts.flat()) expect([113.7, 113.71]).not.toContain(lon);
  expect(railway.parts[1]![0]![0] - railway.parts[0]![0]![0]).toBeCloseTo(0.01, 4);
});

test("what the template shows as an example is never imported", async () => {
  const batch = await looked(new TextEncoder().encode(barrierTemplate));
  expect(batch.failure).toMatchObject({ code: "no-rows" });
});

test("only who may import records or removes barriers", async () => {
  const overseer = madeActor({ role: "overseer" });
  expect(await recordBarriers(overseer, "4199", "x", { barriers: [], crossings: [] })).toMatchObject({ ok: false });
  expect(await removeBarrier(overseer, "4199", "x")).toMatchObject({ ok: false });
});
