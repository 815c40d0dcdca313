import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import { answerDuplicates } from "~/modules/imports/use-cases/answer-duplicates.server";
import { confirmImport, requestUndo } from "~/modules/imports/use-cases/confirm-import.server";
import { decideRow } from "~/modules/imports/use-cases/decide-row.server";
import { importTemplate } from "~/modules/imports/use-cases/import-template.server";
import { problemFile } from "~/modules/imports/use-cases/read-preview.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { listImports, watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { undoImport, writeImport } from "~/modules/imports/use-cases/write-import.server";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { actOnResident } from "~/modules/residents/use-cases/act-on-resident.server";
import { residentFile } from "~/modules/residents/use-cases/read-resident.server";
import { openTabularFile } from "~/platform/tabular-file.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { madeActor } from "../../factories/made-actor";
import { madeIdentityNumber } from "../../factories/made-residents";
import { withTestDatabase } from "../../factories/test-database";
import { planner } from "../catalog/factories/catalog-city";
import { csv } from "../imports/office-files";
import { onRecord, previewed } from "../imports/running-import";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";

const records = withTestDatabase();
const idOf = (n: number) => `00000000-0000-7000-8000-0000000c00${n}`;
const line = "civil-affairs" as const;
const street = madeActor({ personId: idOf(11), name: "示例街道", role: "supervisor", areaCode: "990101", line });
const other = madeActor({ personId: idOf(12), name: "示例邻区", role: "supervisor", areaCode: "990102", line });
const walker = madeActor({ personId: idOf(13), name: "示例探访员", role: "caregiver", areaCode: "990101001", line });
const N = (n: number) => madeIdentityNumber("1940-05-06", n);
const HEAD =
  "编号,姓名,出生日期,身份证号,联系电话,区划代码,网格,住址,经度,纬度,特殊困难类别,类别起始日期,能力等级,评估日期,紧急联系人,与联系人关系,紧急联系人电话,包保责任人,知情同意日期,门禁密码";
const BORN = { 出生日期: "1941-3-2" };
const full = (id: string, name: string, number: string, more: Partial<Record<string, string>> = {}) =>
  HEAD.split(",")
    .map(
      (title) =>
        more[title] ?? ({ 编号: id, 姓名: name, 身份证号: number, 区划代码: "990101001" } as Record<string, string>)[title] ?? "",
    )
    .join(",");

beforeAll(async () => {
  await makeTown(records);
  for (const one of [street, other, walker]) await onRecord(one);
  await records.sql`INSERT INTO credential (person_id, login, password_hash) VALUES (${walker.personId}, 'walker@made', 'x')`;
});

async function lookedAt(by: Actor, lines: readonly string[], source = "示例名单"): Promise<string> {
  const batch = await previewed(csv([HEAD, ...lines]), { city: TOWN.code, subject: "residents", source, fileName: "a.csv" }, by);
  expect(batch.status).toBe("previewed");
  return batch.id;
}
async function wrote(by: Actor, id: string, leaveOutRefused = false) {
  expect(await confirmImport(by, id, { leaveOutRefused })).toEqual({ ok: true, value: null });
  await writeImport(importSubjects, id);
  return (await watchImport(by, id))!;
}
const rowsOf = async (id: string) =>
  (
    await records.sql<{ label: string; decision: string; codes: string[] }[]>`
      SELECT label, decision, ARRAY(SELECT i->>'code' FROM jsonb_array_elements(issues) i WHERE i->>'severity' <> 'note') AS codes
      FROM staging.import_row WHERE batch_id = ${id} ORDER BY row_number`
  ).map((one) => ({ ...one }));
const idNamed = async (name: string) => (await records.sql`SELECT id FROM resident WHERE name = ${name}`)[0]?.["id"] as string;
const everything = async () => {
  const tables = [
    "resident",
    "resident_sensitive",
    "resident_contact",
    "staging.import_row",
    "import_batch",
    "import_change",
    "audit_event",
  ];
  const texts = await Promise.all(
    tables.map((table) => records.sql.unsafe(`SELECT string_agg(t::text, '') AS all FROM ${table} t`)),
  );
  return JSON.stringify(texts);
};
const words = {
  row: "r",
  decision: "d",
  column: "c",
  value: "v",
  problem: "p",
  issue: ({ code }: { code: string }) => code,
  decisionName: (d: string) => d,
  watermark: () => "w",
};

test("a list comes in whole, and no number, address or door code lies open anywhere on its way", async () => {
  const wealthy = full("A1", "示例甲", N(1), {
    ...{
      联系电话: "139 0000 0001",
      住址: "示例路1号201",
      经度: "113.61",
      纬度: "34.71",
      特殊困难类别: "独居、空巢",
      类别起始日期: "2025-03-01",
    },
    ...{
      能力等级: "中度失能",
      评估日期: "2025-06-01",
      紧急联系人: "示例子",
      与联系人关系: "儿子",
      紧急联系人电话: "13900000009",
    },
    ...{ 包保责任人: "WALKER@made", 知情同意日期: "2025-02-02", 门禁密码: "2580#", 网格: "G01" },
  });
  const id = await lookedAt(street, [wealthy, full("A2", "示例乙", "", { 区划代码: "990102" }), full("A3", "示例丙", "12345")]);
  expect(await rowsOf(id)).toEqual([
    { label: "示例甲", decision: "create", codes: [] },
    { label: "示例乙", decision: "refuse", codes: ["area-too-wide", "beyond-own"] },
    { label: "示例丙", decision: "refuse", codes: ["identity-number-shape"] },
  ]);
  const secrets = [N(1), "13900000001", "139 0000 0001", "示例路1号", "113.61", "13900000009", "2580#", '12345"'];
  for (const secret of secrets) expect(await everything()).not.toContain(secret);
  expect(await wrote(street, id, true)).toMatchObject({ status: "done", counts: { written: 1, refuse: 2, area: "990101001" } });
  for (const secret of secrets) expect(await everything()).not.toContain(secret);
  const file = (await residentFile(street, TOWN, await idNamed("示例甲")))!;
  expect(file.resident).toMatchObject({
    sex: "male",
    bornOn: "1940-05-06",
    cell: "G01",
    state: "registered",
    responsibleId: walker.personId,
    positionQuality: "exact",
    risk: "high",
  });
  expect(file.sealed.map(({ kind }) => kind)).toEqual(["access-note", "address", "home-position", "identity-number", "phone"]);
  expect(file.parts).toMatchObject({
    categories: [{ from: "2025-03-01" }, { from: "2025-03-01" }],
    assessments: [{ grade: 2, assessedOn: "2025-06-01", expiresOn: "2026-06-01" }],
    contacts: [{ name: "示例子", relation: "child", phoneMask: "139****0009" }],
    consents: [
      { scope: "register", givenOn: "2025-02-02" },
      { scope: "visits", givenOn: "2025-02-02" },
    ],
  });
  const batch = (await watchImport(street, id))!;
  const out = await problemFile(street, batch, "refused", "csv", words, { subject: subjectOf("residents") });
  if (!out.ok) throw new Error("no file");
  const text = new TextDecoder().decode(out.value);
  expect(text).toContain("identity-number-shape");
  expect(text).not.toContain("12345");
});

test("the same list twice changes nothing; what it says anew is added, and nothing it leaves empty is lost", async () => {
  const again = await lookedAt(street, [full("A1", "示例甲", N(1), { 联系电话: "13900000001", 网格: "G01" })]);
  expect(await rowsOf(again)).toEqual([{ label: "示例甲", decision: "same", codes: [] }]);
  const before = JSON.stringify(await residentFile(street, TOWN, await idNamed("示例甲")), (key, value: unknown) =>
    ["version", "updatedAt", "id"].includes(key) ? 0 : value,
  );
  const id = await lookedAt(street, [full("A1", "示例甲", N(1), { 联系电话: "13900000077", 网格: "G02", 特殊困难类别: "重残" })]);
  expect((await rowsOf(id))[0]?.decision).toBe("update");
  await wrote(street, id);
  const file = (await residentFile(street, TOWN, await idNamed("示例甲")))!;
  expect([file.resident.cell, file.parts.categories.length, file.sealed.length, file.resident.responsibleId]).toEqual([
    "G02",
    3,
    5,
    walker.personId,
  ]);
  expect(file.sealed.find(({ kind }) => kind === "phone")?.mask).toBe("139****0077");
  expect(await everything(), "what was there before is kept sealed").not.toContain("13900000001");
  expect(await requestUndo(street, id, { exceptEdited: false })).toEqual({ ok: true, value: null });
  await undoImport(importSubjects, id);
  const after = JSON.stringify(await residentFile(street, TOWN, await idNamed("示例甲")), (key, value: unknown) =>
    ["version", "updatedAt", "id"].includes(key) ? 0 : value,
  );
  expect(after).toBe(before);
});

test("without a number the same name and birthday are asked about, and a person answers", async () => {
  const twins = [full("B1", "示例同名", "", BORN), full("B2", "示例同名", "", BORN)];
  const id = await lookedAt(street, twins);
  expect((await rowsOf(id)).map(({ decision, codes }) => [decision, codes])).toEqual([
    ["create", []],
    ["ask", ["twin-in-file"]],
  ]);
  expect(await confirmImport(street, id, { leaveOutRefused: false })).toMatchObject({ refusal: { kind: "unanswered" } });
  expect((await decideRow(street, subjectOf("residents"), id, 3, { kind: "new" })).ok).toBe(true);
  expect((await rowsOf(id)).map(({ decision }) => decision)).toEqual(["create", "create"]);
  await wrote(street, id);
  const next = await lookedAt(street, [full("C1", "示例同名", "", { ...BORN, 联系电话: "13900000055" })], "另一名单");
  expect((await rowsOf(next)).map(({ decision }) => decision)).toEqual(["ask"]);
  expect((await answerDuplicates(street, subjectOf("residents"), next, "same")).ok).toBe(true);
  expect((await rowsOf(next)).map(({ decision }) => decision)).toEqual(["update"]);
  await wrote(street, next);
  const [count] = await records.sql`SELECT count(*)::int AS n FROM resident WHERE name = '示例同名'`;
  expect(count?.["n"]).toBe(2);
});

test("a person's number in another file, of whatever area, is refused and tells nothing of that file", async () => {
  const id = await lookedAt(other, [full("D1", "示例别人", N(1), { 区划代码: "990102" })]);
  const [row] = await rowsOf(id);
  expect([row?.decision, row?.codes.includes("number-taken")]).toEqual(["refuse", true]);
  expect(JSON.stringify(await records.sql`SELECT issues FROM staging.import_row WHERE batch_id = ${id}`)).not.toContain("示例甲");
});

test("nobody but those who keep the register there learns of the file; planners neither bring one nor see one", async () => {
  const id = await lookedAt(street, [full("E1", "示例戊", N(21))]);
  const health = madeActor({ personId: idOf(15), role: "supervisor", areaCode: TOWN.code, line: "health" });
  for (const who of [planner, other, walker, health, madeActor({ personId: idOf(14), role: "overseer", areaCode: TOWN.code })]) {
    expect(await watchImport(who, id)).toBeNull();
    expect((await listImports(who, TOWN.code)).map((batch) => batch.id)).not.toContain(id);
    expect(await confirmImport(who, id, { leaveOutRefused: true })).toMatchObject({
      ok: false,
      refusal: { kind: "not-permitted" },
    });
  }
  const wish = { cityCode: TOWN.code, subject: "residents", source: "x", fileName: "a.csv", coordinateSystem: "WGS-84" } as const;
  for (const who of [planner, walker])
    expect(await startImport(who, wish, new Uint8Array([65]))).toMatchObject({ refusal: { kind: "not-permitted" } });
  expect((await listImports(street, TOWN.code)).map((batch) => batch.id)).toContain(id);
});

test("whoever somebody worked on since stays when an import is taken back, unless that is said", async () => {
  const id = await lookedAt(street, [full("F1", "示例己", N(31)), full("F2", "示例庚", N(32))]);
  await wrote(street, id);
  const touched = await idNamed("示例己");
  expect((await actOnResident(street, TOWN, touched, "note-change", (name) => ({ kind: "fall" })[name] ?? "")).ok).toBe(true);
  await requestUndo(street, id, { exceptEdited: false });
  await undoImport(importSubjects, id);
  expect(await watchImport(street, id)).toMatchObject({
    status: "done",
    failure: { code: "edited-since", facts: { count: 1, names: ["示例己"] } },
  });
  await requestUndo(street, id, { exceptEdited: true });
  await undoImport(importSubjects, id);
  expect([await idNamed("示例己"), await idNamed("示例庚")]).toEqual([touched, undefined]);
});

test("a change of keys reaches rows in a preview and what is kept for taking back", async () => {
  const id = await lookedAt(street, [full("G1", "示例辛", N(41))]);
  for (const place of sealedPlaces.filter(({ name }) => name.startsWith("private_import"))) {
    const keeper = systemActor("rotate-keys");
    const [before] = await inUnitOfWork(keeper, (uow) => place.byKey(uow)).then((found) => [...found]);
    expect(before?.[1] ?? 0, place.name).toBeGreaterThan(0);
    const done = await inUnitOfWork(keeper, (uow) => place.reseal(uow, "another-key", null, 500));
    expect(done, place.name).toMatchObject({ unopened: 0, isThrough: true });
    expect(done.resealed, place.name).toBeGreaterThan(0);
  }
  expect((await decideRow(street, subjectOf("residents"), id, 2, { kind: "new" })).ok, "it still opens").toBe(true);
});

test("the template is read back by its own headings, and its example row is nobody", async () => {
  const file = await importTemplate(subjectOf("residents"), TOWN.code);
  const opened = await openTabularFile(file);
  if (!opened.ok) throw new Error("not opened");
  const titles = opened.value.sheets[0]?.rows[0]?.map(String) ?? [];
  expect(titles.filter((title) => /姓名|身份证号|包保责任人|知情同意日期/.test(title))).toHaveLength(4);
});
