import { beforeAll, expect, test } from "vitest";
import { openValue } from "~/platform/sealed-value.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "../imports/office-files";
import { emptyCity, previewed, undone, written } from "../imports/running-import";

const records = withTestDatabase();
const { sql } = records;

beforeAll(async () => {
  await emptyCity("4199", "示例市");
  const areas = csv([
    "区划代码,名称,经度,纬度",
    "419901,示例东区,,",
    "419901001,示例路街道,,",
    "419901001001,示例一社区,113.70,34.80",
    "419901001002,示例二社区,113.71,34.81",
  ]);
  await written((await previewed(areas, { city: "4199", subject: "areas" })).id);
});

const said = (lines: readonly string[], source = "东区摸排", more = {}) =>
  previewed(csv(lines), { city: "4199", subject: "premises", source, asOf: "2025-03-01", ...more });
const problems = (batchId: string, severity = "error") =>
  sql<{ row: number; code: string }[]>`
    SELECT row_number AS row, i->>'code' AS code FROM staging.import_row, jsonb_array_elements(issues) AS i
    WHERE batch_id = ${batchId} AND i->>'severity' = ${severity} ORDER BY 1, 2`;
const all = () =>
  sql<Record<string, unknown>[]>`
    SELECT p.*, s.stage, s.kind, s.number AS step, s.on_day::text AS day, s.reason FROM site_proposal p
    JOIN LATERAL (SELECT * FROM site_proposal_step WHERE proposal_id = p.id ORDER BY number DESC LIMIT 1) s ON true ORDER BY p.external_id`;
const HEAD =
  "编号,名称,区县,社区,地址,经度,纬度,面积（㎡）,楼层,有无电梯,权属,租期,消防情况,租金（万元/年）,改造费用（万元）,联系人,电话,阶段,备注";

test("a district's sheet as districts write it: units by the heading, a community where no coordinates are, what cannot be read said", async () => {
  const batch = await said([
    HEAD,
    "D1,示例路甲用房,示例东区,示例一社区,示例路1号,113.702,34.801,约260,1-2层,有,街道办,2023.5-2028.4,已验收,3.6,80,示例甲,13800000001,协商,临街",
    "D2,示例路乙用房,示例东区,示例二社区,示例路2号,,,１８０㎡,负一层,无,区国资,五年可续,需整改,,,示例乙,0371-60000002,,",
    "D3,,示例东区,,,,,90,,,,,,,,,,,",
    "D4,示例路丁用房,示例东区,,示例路4号,34.8,113.7,90,3楼,也许,,,,,,,,,",
    "D1,示例路戊用房,示例东区,示例一社区,,,,90,,,,,,,,,,,",
  ]);
  expect(batch.failure).toBeNull();
  expect(batch.counts).toMatchObject({ total: 5, create: 2, refuse: 3 });
  expect([...(await problems(batch.id))]).toEqual([
    { row: 4, code: "missing" },
    { row: 5, code: "looks-swapped" },
    { row: 5, code: "unknown-choice" },
    { row: 6, code: "same-key-in-file" },
  ]);
  expect([...(await problems(batch.id, "warning"))]).toContainEqual({ row: 3, code: "lease-in-words" });
  expect([...(await problems(batch.id, "note"))]).toContainEqual({ row: 3, code: "placed-by-area" });
  await written(batch.id, { leaveOutRefused: true });
  const [one, two] = await all();
  expect(one).toMatchObject({
    ...{
      name: "示例路甲用房",
      area_code: "419901001001",
      area_m2: 260,
      floor: "1-2层",
      lift: "yes",
      fire: "passed",
      ownership: "街道办",
    },
    ...{ rent_fen: "3600000", build_fen: "80000000", position_quality: "exact", lon: 113.702, lat: 34.801, lease_words: "" },
    ...{ stage: "negotiation", kind: "moved", step: 1, day: "2025-03-01" },
  });
  expect((one!["lease_until"] as Date).toISOString().slice(0, 10)).toBe("2028-04-30");
  expect(JSON.parse(openValue(String(one!["contact_cipher"]), `site_proposal.contact_cipher.${String(one!["id"])}`))).toEqual({
    name: "示例甲",
    phone: "13800000001",
  });
  expect(two).toMatchObject({
    ...{ area_code: "419901001002", position_quality: "approximate", lon: 113.71, lat: 34.81, area_m2: 180, floor: "负一层" },
    ...{ lift: "no", fire: "can-be-made", lease_until: null, lease_words: "五年可续", rent_fen: null, stage: "survey" },
  });
});

test("the same sheet again changes nothing; an empty cell erases nothing; a stage moves one step, another is said and left", async () => {
  const head = "编号,名称,社区,面积,阶段,放弃原因,联系人,电话";
  const same = await said([head, "D1,示例路甲用房,示例一社区,260,协商,,示例甲,13800000001", "D2,示例路乙用房,,,,,,"]);
  expect(same.counts).toMatchObject({ same: 2, update: 0, create: 0 });
  await sql`DELETE FROM staging.import_row WHERE batch_id = ${same.id}`;
  const next = await said([head, "D1,示例路甲用房,,280,立项,,,", "D2,示例路乙用房,,,建设,,,13800000002"]);
  expect(next.counts).toMatchObject({ update: 2 });
  expect([...(await problems(next.id, "warning"))]).toContainEqual({ row: 3, code: "stage-kept" });
  await written(next.id);
  const [one, two] = await all();
  expect(one).toMatchObject({ area_m2: 280, stage: "approval", step: 2, floor: "1-2层" });
  expect(two).toMatchObject({ stage: "survey", step: 1 });
  const dropped = await said([head, "D2,示例路乙用房,,,,业主不租,,"]);
  await written(dropped.id);
  expect((await all())[1]).toMatchObject({ kind: "dropped", stage: "survey", reason: "业主不租" });
  expect((await undone(dropped.id)).counts).toMatchObject({ undone: 1 });
  expect((await all())[1]).toMatchObject({ kind: "resumed", stage: "survey", step: 3 });
  expect((await undone(next.id, { exceptEdited: true })).counts).toMatchObject({ undone: 1 });
  expect((await all())[0]).toMatchObject({ area_m2: 260, stage: "negotiation", step: 3, kind: "moved" });
});

test("coordinates taken in GCJ-02 are converted once, and kept as they were written", async () => {
  const batch = await said(["编号,名称,经度,纬度", "G1,示例火星用房,113.706,34.799"], "高德点位", { system: "GCJ-02" });
  await written(batch.id);
  const [row] = await sql`SELECT lon, lat, raw_x, raw_y, raw_system FROM site_proposal WHERE external_id = 'G1'`;
  expect(row).toMatchObject({ raw_x: 113.706, raw_y: 34.799, raw_system: "GCJ-02" });
  // The offset of the region is some 600 m to the west and 130 m to the south.
  expect(Number(row!["lon"])).toBeCloseTo(113.6999, 3);
  expect(Number(row!["lat"])).toBeCloseTo(34.8004, 3);
  expect((await undone(batch.id)).counts).toMatchObject({ undone: 1 });
  expect((await sql`SELECT FROM site_proposal WHERE external_id = 'G1'`).length).toBe(0);
});

test("a rent of 3.6 yuan is pointed out and not changed; √ and × mean what they mean; Excel's day of floors 1-2 is floors", async () => {
  const batch = await said(
    ["编号,名称,租金,电梯,楼层,社区", "M1,示例小额用房,3.6,√,2025-01-02,示例一社区", "M2,示例二额用房,36000,×,2,示例一社区"],
    "单位",
  );
  expect([...(await problems(batch.id, "warning"))]).toEqual([{ row: 2, code: "money-looks-small" }]);
  await written(batch.id);
  expect((await all()).filter(({ source }) => source === "单位")).toMatchObject([
    { rent_fen: "360", lift: "yes", floor: "1-2" },
    { rent_fen: "3600000", lift: "no", floor: "2" },
  ]);
  await undone(batch.id);
});

test("a rent that is not settled is unknown and said, the row is good; a phone of three digits is pointed at and kept", async () => {
  const batch = await said(
    [
      "编号,名称,租金,联系人,电话,社区",
      "N1,示例面议用房,面议,示例丙,123,示例一社区",
      "N2,示例待议用房,待议,,0371-60000003,示例一社区",
    ],
    "未定",
  );
  expect(batch.counts).toMatchObject({ total: 2, create: 2 });
  expect([...(await problems(batch.id, "warning"))]).toEqual([{ row: 2, code: "phone-shape" }]);
  expect([...(await problems(batch.id, "note"))]).toEqual(
    expect.arrayContaining([
      { row: 2, code: "not-said-yet" },
      { row: 3, code: "not-said-yet" },
    ]),
  );
  await written(batch.id);
  expect((await all()).filter(({ source }) => source === "未定")).toMatchObject([{ rent_fen: null }, { rent_fen: null }]);
  await undone(batch.id);
});

test("a double under another id is asked about, and nothing is written before it is answered", async () => {
  const batch = await said(["编号,名称,社区,地址", "X9,示例路甲用房,示例一社区,示例路1号"], "别的来源");
  expect(batch.counts).toMatchObject({ ask: 1 });
});

test("once it is written, no phone and no name of the sheet stands in clear anywhere", async () => {
  const batch = await said(
    ["编号,名称,联系人,电话,阶段", "P1,示例电话用房,示例丙某,13955550001,摸排", "P2,示例坏用房,示例丁某,13955550002,没有这种"],
    "电话",
  );
  await written(batch.id, { leaveOutRefused: true });
  const texts = await Promise.all(
    ["site_proposal", "import_change", "import_batch", "staging.import_row", "audit_event"].map((table) =>
      sql.unsafe(`SELECT t::text AS row FROM ${table} t`),
    ),
  );
  const kept = texts.flatMap((rows) => rows.map(({ row }) => String(row))).join("\n");
  expect(kept).not.toMatch(/1395555000|示例丙某|示例丁某/);
  expect((await undone(batch.id)).counts).toMatchObject({ undone: 1 });
});
