import { beforeEach, expect, test } from "vitest";
import { madeActor } from "../../factories/made-actor";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { confirmImport } from "~/modules/imports/use-cases/confirm-import.server";
import { decideRow } from "~/modules/imports/use-cases/decide-row.server";
import { cancelImport } from "~/modules/imports/use-cases/watch-import.server";
import { problemFile } from "~/modules/imports/use-cases/read-preview.server";
import { writeImport } from "~/modules/imports/use-cases/write-import.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, PLANNER, previewed, seen, undone, written } from "./running-import";

const records = withTestDatabase();
const count = async (table: string): Promise<number> =>
  Number((await records.sql.unsafe(`SELECT count(*)::int AS n FROM ${table}`))[0]?.["n"]);

beforeEach(async () => {
  await records.clear();
  await emptyCity("4101", "郑州市");
});

const HEAD = "编号,名称,设施类型,成立日期,服务项目,核定床位,可入住,在住,地址,经度,纬度,联系电话";
const ROWS = [
  "A1,花园路养老院,养老机构,2020-05-01,机构养老、助餐,120,100,86,花园路1号,113.66,34.78,0371-1",
  "A2,文化路日间照料中心,社区日间照料中心,2021.6,日间照料,30,30,12,文化路80号,113.67,34.79,0371-2",
  "A3,东风路日间照料中心,社区日间照料中心,2021年6月,日间照料,20,20,,东风路3号,,,0371-3",
];
const FILE = csv([HEAD, ...ROWS]);

test("a file lands whole, the same file again changes nothing, a changed figure holds from its day, and undo restores it", async () => {
  const first = await previewed(FILE, { city: "4101", asOf: "2025-01-01" });
  expect(first.counts).toMatchObject({ total: 3, create: 3, unplaced: 1, refuse: 0 });
  expect((await written(first.id)).status).toBe("done");
  expect((await previewed(FILE, { city: "4101", asOf: "2025-06-30" })).counts).toMatchObject({ same: 3, create: 0, update: 0 });

  const changed = csv([HEAD, ROWS[0]?.replace("120,100,86", "120,110,90") ?? "", ...ROWS.slice(1)]);
  const second = await previewed(changed, { city: "4101", asOf: "2025-06-30" });
  expect(second.counts).toMatchObject({ update: 1, same: 2 });
  await written(second.id);
  const capacities = () => records.sql`
    SELECT c.staffed, c.taken, c.valid_from::text AS "from", c.valid_to::text AS "to" FROM capacity c JOIN offering_class k ON k.id = c.class_id JOIN offering o ON o.id = k.offering_id
    JOIN facility f ON f.id = o.facility_id WHERE f.external_id = 'A1' ORDER BY c.valid_from`;
  expect([...(await capacities())]).toEqual([
    { staffed: 100, taken: 86, from: "2020-05-01", to: "2025-06-30" },
    { staffed: 110, taken: 90, from: "2025-06-30", to: null },
  ]);
  expect(await count("revision")).toBe(4);

  expect((await undone(second.id)).status).toBe("undone");
  expect([...(await capacities())]).toEqual([{ staffed: 100, taken: 86, from: "2020-05-01", to: null }]);
  expect((await undone(first.id)).failure).toMatchObject({ code: "edited-since", facts: { names: ["花园路养老院"] } });
  expect(await count("facility")).toBe(3);
  const others = await undone(first.id, { exceptEdited: true });
  expect(others).toMatchObject({ status: "undone", counts: { undone: 2 } });
  expect(await count("facility")).toBe(1);
});

test("one refused row stops all, unless leaving it out is said", async () => {
  const batch = await previewed(csv([HEAD, ...ROWS, "A4,错误,不存在的类型,2020,日间照料,abc,5,5,,,,"]), { city: "4101" });
  expect(batch.counts).toMatchObject({ create: 3, refuse: 1 });
  expect(await confirmImport(PLANNER, batch.id, { leaveOutRefused: false })).toEqual({
    ok: false,
    refusal: { kind: "refused-rows", rows: 1 },
  });
  expect(await count("facility")).toBe(0);
  const [row] = await records.sql<
    { issues: { code: string; column: string; value: string }[] }[]
  >`SELECT issues FROM staging.import_row WHERE decision = 'refuse'`;
  expect(row?.issues).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: "unknown-choice", column: "设施类型", value: "不存在的类型" }),
      expect.objectContaining({ code: "not-a-number", column: "核定床位", value: "abc" }),
    ]),
  );
  await written(batch.id, { leaveOutRefused: true });
  expect(await count("facility")).toBe(3);
});

test("a place known under another id is written only once a person has said whether it is the same", async () => {
  await written((await previewed(FILE, { city: "4101", source: "a", asOf: "2025-01-01" })).id);
  const other = csv([HEAD, "X9,花园路养老院,养老机构,2020-05-01,机构养老、助餐,120,100,88,花园路1号,113.6601,34.78,0371-1"]);
  const batch = await previewed(other, { city: "4101", source: "b", asOf: "2025-02-01" });
  expect(batch.counts).toMatchObject({ ask: 1, create: 0, update: 0, duplicates: 1 });
  expect(await confirmImport(PLANNER, batch.id, { leaveOutRefused: true })).toEqual({
    ok: false,
    refusal: { kind: "unanswered", rows: 1 },
  });
  await decideRow(PLANNER, subjectOf("facilities"), batch.id, 2, { kind: "new" });
  expect((await seen(batch.id)).counts).toMatchObject({ ask: 0, create: 1, update: 0 });
  const target = await records.sql<{ id: string }[]>`SELECT id FROM facility WHERE external_id = 'A1'`;
  await decideRow(PLANNER, subjectOf("facilities"), batch.id, 2, { kind: "same", targetId: target[0]?.id ?? "" });
  await written(batch.id);
  expect(await count("facility")).toBe(3);
  expect((await previewed(other, { city: "4101", source: "b", asOf: "2025-02-01" })).counts).toMatchObject({
    same: 1,
    duplicates: 0,
  });
});

test("a row left out stays out, and comes back as it was", async () => {
  const batch = await previewed(FILE, { city: "4101" });
  await decideRow(PLANNER, subjectOf("facilities"), batch.id, 2, { kind: "skip" });
  expect((await seen(batch.id)).counts).toMatchObject({ create: 2, skip: 1 });
  await decideRow(PLANNER, subjectOf("facilities"), batch.id, 2, { kind: "take" });
  await decideRow(PLANNER, subjectOf("facilities"), batch.id, 3, { kind: "skip" });
  expect((await seen(batch.id)).counts).toMatchObject({ create: 2, skip: 1 });
  await written(batch.id);
  expect([...(await records.sql`SELECT external_id AS id FROM facility ORDER BY 1`)]).toEqual([{ id: "A1" }, { id: "A3" }]);
});

test("an unplaced row is placed by hand in the preview and keeps its place", async () => {
  const batch = await previewed(FILE, { city: "4101" });
  await decideRow(PLANNER, subjectOf("facilities"), batch.id, 4, { kind: "place", position: { lon: 113.7, lat: 34.8 } });
  expect((await seen(batch.id)).counts).toMatchObject({ unplaced: 0, create: 3 });
  await written(batch.id);
  const [placed] = await records.sql`SELECT lon, lat, position_quality AS quality FROM facility WHERE external_id = 'A3'`;
  expect(placed).toEqual({ lon: 113.7, lat: 34.8, quality: "exact" });
});

test("a failure in the middle of writing leaves nothing, and the batch can be tried again", async () => {
  const batch = await previewed(FILE, { city: "4101" });
  await records.sql`CREATE FUNCTION fail_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`;
  await records.sql`CREATE TRIGGER fail_now BEFORE INSERT ON contact FOR EACH ROW EXECUTE FUNCTION fail_now()`;
  await confirmImport(PLANNER, batch.id, { leaveOutRefused: false });
  await expect(writeImport(importSubjects, batch.id)).rejects.toThrow("the disk is full");
  expect(await seen(batch.id)).toMatchObject({ status: "previewed", failure: { code: "unexpected" } });
  expect([
    await count("facility"),
    await count("offering"),
    await count("operator"),
    await count("revision"),
    await count("import_change"),
  ]).toEqual([0, 0, 0, 0, 0]);
  await records.sql`DROP FUNCTION fail_now CASCADE`;
  expect((await written(batch.id)).status).toBe("done");
});

test("a job that was killed is noticed by its silence: the batch returns, says so, and the late worker cannot finish", async () => {
  const batch = await previewed(FILE, { city: "4101" });
  await confirmImport(PLANNER, batch.id, { leaveOutRefused: false });
  await records.sql`UPDATE import_batch SET progress = 1, attempt = attempt + 1, heartbeat_at = now() - interval '1 minute' WHERE id = ${batch.id}`;
  expect(await seen(batch.id)).toMatchObject({ status: "previewed", failure: { code: "interrupted" } });
  await writeImport(importSubjects, batch.id);
  expect(await count("facility")).toBe(0);
  expect((await written(batch.id)).status).toBe("done");
});

test("cancelling while it waits writes nothing", async () => {
  const batch = await previewed(FILE, { city: "4101" });
  await confirmImport(PLANNER, batch.id, { leaveOutRefused: false });
  const write = writeImport(importSubjects, batch.id);
  await cancelImport(PLANNER, batch.id);
  await write;
  const { status, failure } = await seen(batch.id);
  expect(["previewed", "done"]).toContain(status);
  expect(await count("facility")).toBe(status === "done" ? 3 : 0);
  if (status === "previewed") expect(failure).toMatchObject({ code: "cancelled" });
});

test("who may not import is refused, and another city's import is not there", async () => {
  const batch = await previewed(FILE, { city: "4101" });
  expect(await confirmImport(madeActor({ role: "family" }), batch.id, { leaveOutRefused: false })).toEqual({
    ok: false,
    refusal: { kind: "not-permitted" },
  });
});

test("a connection cut in the middle of writing, as by kill -9, leaves nothing half", async () => {
  const batch = await previewed(FILE, { city: "4101" });
  await records.sql`CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(30); RETURN NEW; END $$`;
  await records.sql`CREATE TRIGGER wait_here BEFORE INSERT ON contact FOR EACH ROW EXECUTE FUNCTION wait_here()`;
  await confirmImport(PLANNER, batch.id, { leaveOutRefused: false });
  const write = writeImport(importSubjects, batch.id).then(
    () => "finished",
    () => "cut off",
  );
  await expect
    .poll(
      async () =>
        (
          await records.sql`SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%INSERT INTO contact%' AND pid <> pg_backend_pid()`
        ).length,
    )
    .toBeGreaterThan(0);
  expect(await write).toBe("cut off");
  expect([await count("facility"), await count("offering"), await count("revision"), await count("import_change")]).toEqual([
    0, 0, 0, 0,
  ]);
  expect((await seen(batch.id)).status).toBe("previewed");
  await records.sql`DROP FUNCTION wait_here CASCADE`;
  expect((await written(batch.id)).status).toBe("done");
  expect(await count("facility")).toBe(3);
});

test("what was refused or left out can be downloaded after writing, and nobody of another city can touch the batch", async () => {
  const batch = await previewed(csv([HEAD, ...ROWS, "A4,错误,不存在的类型,2020,日间照料,abc,5,5,,,,"]), { city: "4101" });
  const stranger = madeActor({ areaCode: "4199" });
  const foreign = { ok: false, refusal: { kind: "not-permitted" } };
  expect(await decideRow(stranger, subjectOf("facilities"), batch.id, 3, { kind: "skip" })).toEqual(foreign);
  expect(await confirmImport(stranger, batch.id, { leaveOutRefused: true })).toEqual(foreign);
  expect(await decideRow(PLANNER, subjectOf("facilities"), batch.id, 3, { kind: "skip" })).toMatchObject({ ok: true });
  const done = await written(batch.id, { leaveOutRefused: true });
  expect(await decideRow(PLANNER, subjectOf("facilities"), batch.id, 3, { kind: "take" })).toMatchObject({
    refusal: { kind: "not-now" },
  });
  const words = {
    row: "行",
    decision: "处理",
    problem: "原因",
    column: "列",
    value: "原值",
    issue: ({ code }: { code: string }) => code,
    decisionName: (decision: string) => decision,
    watermark: ({ who, id }: { who: string; id: string }) => `${who} ${id}`,
  };
  const file = await problemFile(PLANNER, done, "all", "csv", words, { subject: subjectOf("facilities") });
  const lines = new TextDecoder()
    .decode(file.ok ? file.value : undefined)
    .trim()
    .split("\r\n");
  expect(lines).toHaveLength(3);
  const [taken] = await records.sql`SELECT id, facts FROM audit_event WHERE action = 'export:import-rows'`;
  expect(taken?.["facts"]).toEqual({ rows: 2, masked: true });
  expect(lines[1]).toContain(`${PLANNER.name} ${String(taken?.["id"])}`);
  expect(lines.join("\n")).toContain("不存在的类型");
  expect(await count("staging.import_row")).toBe(2);
});

test("a file that says licensed places only leaves staffed unknown, and a later file that says it ends the unknown", async () => {
  const head = "编号,名称,设施类型,成立日期,服务项目,核定床位";
  const first = await previewed(csv([head, "A1,花园路养老院,养老机构,2020-05-01,机构养老,120"]), {
    city: "4101",
    asOf: "2025-01-01",
  });
  await written(first.id);
  const capacities = async () => [
    ...(await records.sql`SELECT licensed, staffed, taken, valid_to::text AS "to" FROM capacity ORDER BY valid_from`),
  ];
  expect(await capacities()).toEqual([{ licensed: 120, staffed: null, taken: null, to: null }]);
  expect(
    (await previewed(csv([head, "A1,花园路养老院,养老机构,2020-05-01,机构养老,120"]), { city: "4101", asOf: "2025-02-01" }))
      .counts,
  ).toMatchObject({ same: 1 });
  await written(
    (
      await previewed(csv([`${head},可入住`, "A1,花园路养老院,养老机构,2020-05-01,机构养老,120,100"]), {
        city: "4101",
        asOf: "2025-03-01",
      })
    ).id,
  );
  expect(await capacities()).toEqual([
    { licensed: 120, staffed: null, taken: null, to: "2025-03-01" },
    { licensed: 120, staffed: 100, taken: null, to: null },
  ]);
});
