import { beforeAll, expect, test } from "vitest";
import type { Actor } from "~/modules/accounts/domain/actor";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { issueWords } from "~/modules/imports/ui/issue-words";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { confirmImport, requestUndo } from "~/modules/imports/use-cases/confirm-import.server";
import { decideRow } from "~/modules/imports/use-cases/decide-row.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { mayOpenNumbers } from "~/modules/imports/use-cases/masked-problems.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { listImports, watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { undoImport, writeImport } from "~/modules/imports/use-cases/write-import.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";
import { csv } from "./office-files";
import { onRecord, PLANNER, previewed, seen, written } from "./running-import";

const records = withTestDatabase();
const made = (n: number, name: string, over: Parameters<typeof madeActor>[0]) =>
  madeActor({ personId: `00000000-0000-7000-8000-0000000e000${n}`, name, ...over });
const eastern = made(1, "东区规划员", { areaCode: "990101" });
const western = made(2, "西区规划员", { areaCode: "990102" });
const easternToo = made(3, "东区另一位", { areaCode: "990101" });
const nurseries = made(4, "东区卫健", { areaCode: "990101", line: "health" });
const leaving = made(5, "将离任的", { areaCode: "990101" });
const overseer = made(6, "东区督查", { areaCode: "990101", role: "overseer" });

const HEAD = "编号,名称,设施类型,服务项目,区划代码,地址,成立日期";
const row = (id: string, area: string, { name = `${id}中心`, services = "day-care" } = {}) =>
  `${id},${name},community-centre,${services},${area},${id}路1号,2020-01-01`;

beforeAll(async () => {
  await makeTown(records);
  await records.sql`UPDATE service_type SET line = 'health' WHERE key = 'nursery'`;
  await Promise.all([PLANNER, eastern, western, easternToo, nurseries, leaving, overseer].map(onRecord));
});

/** From the file to the preview, as somebody of a part of the city. */
async function lookedAt(by: Actor, lines: readonly string[], source: string): Promise<string> {
  const wish = { cityCode: TOWN.code, subject: "facilities", source, fileName: "a.csv", coordinateSystem: "WGS-84" } as const;
  const started = await startImport(by, wish, csv([HEAD, ...lines]));
  if (!started.ok) throw new Error(started.refusal.kind);
  await inspectImport(importSubjects, started.value);
  await readAgain(by, started.value);
  return started.value;
}
async function readAgain(by: Actor, id: string): Promise<void> {
  const batch = (await watchImport(by, id))!;
  const choice = {
    sheet: batch.sheet ?? "",
    heading: null,
    mapping: batch.mapping,
    coordinateSystem: "WGS-84",
    asOf: "2025-01-01",
  } as const;
  expect(await chooseColumns(by, subjectOf("facilities"), batch, choice)).toEqual({ ok: true, value: null });
  await previewImport(importSubjects, id);
}
async function wrote(by: Actor, id: string, leaveOutRefused = false) {
  expect(await confirmImport(by, id, { leaveOutRefused })).toEqual({ ok: true, value: null });
  await writeImport(importSubjects, id);
  return seen(id);
}
async function tookBack(by: Actor, id: string) {
  const asked = await requestUndo(by, id, { exceptEdited: false });
  if (asked.ok) await undoImport(importSubjects, id);
  return { asked, batch: await seen(id) };
}
const rowsOf = async (id: string) =>
  (
    await records.sql<{ label: string; decision: string; codes: string[]; facts: object | null }[]>`
      SELECT label, decision, ARRAY(SELECT i->>'code' FROM jsonb_array_elements(issues) i WHERE i->>'severity' = 'error') AS codes,
        (SELECT i->'facts' FROM jsonb_array_elements(issues) i WHERE i->>'code' = 'beyond-own') AS facts
      FROM staging.import_row WHERE batch_id = ${id} ORDER BY row_number`
  ).map((one) => ({ ...one }));
const namesIn = async (source: string) =>
  (await records.sql`SELECT name FROM facility WHERE external_source = ${source} ORDER BY name`).map(
    ({ name }) => name as string,
  );
const NOT_PERMITTED = { ok: false, refusal: { kind: "not-permitted" } };

test("a district brings in its own rows; those of others and of nowhere are refused by name and nothing of them is written", async () => {
  const id = await lookedAt(eastern, [row("E1", "990101001"), row("W1", "990102"), row("N1", "")], "东区台账");
  const beyond = (label: string, area: string) => ({
    ...{ label, decision: "refuse", codes: ["beyond-own"], facts: { area, line: "civil-affairs" } },
  });
  expect(await rowsOf(id)).toEqual([
    { label: "E1中心", decision: "create", codes: [], facts: null },
    beyond("W1中心", "西区 990102"),
    beyond("N1中心", TOWN.code),
  ]);
  const told = (language: "zh" | "en") => {
    const words = translator(language, language === "en" ? en : zh).getFixedT(language, "imports");
    const facts = { area: "西区 990102", line: "civil-affairs" };
    return issueWords(words, language, { severity: "error", code: "beyond-own", column: null, field: null, value: null, facts });
  };
  expect(told("zh")).toBe("不归您填写：区划“西区 990102”、条线“民政”。这一行不写入，请交给负责该区划和条线的规划人员");
  expect(told("en")).toBe(
    "not yours to write: area «西区 990102», line «civil affairs». This row is not written; a planner of that area and line can import it",
  );
  expect(await confirmImport(eastern, id, { leaveOutRefused: false })).toMatchObject({
    refusal: { kind: "refused-rows", rows: 2 },
  });
  expect(await wrote(eastern, id, true)).toMatchObject({ status: "done", counts: { written: 1, refuse: 2, area: "990101001" } });
  expect(await namesIn("东区台账")).toEqual(["E1中心"]);
  expect((await tookBack(eastern, id)).batch.status).toBe("undone");
  expect(await namesIn("东区台账")).toEqual([]);
});

test("a row that names no area is theirs once it is put on the map within their district", async () => {
  await records.sql`
    INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, lon, lat, position_quality)
    VALUES (gen_random_uuid(), ${TOWN.code}, '990101001001', 'statistics', 2020, 'community', '990101001', '花园社区', 113.5, 34.5, 'exact'),
      (gen_random_uuid(), ${TOWN.code}, '990102001001', 'statistics', 2020, 'community', '990102001', '西社区', 113.9, 34.5, 'exact')`;
  const id = await lookedAt(eastern, [row("P1", "")], "待定位");
  expect(await rowsOf(id)).toMatchObject([{ decision: "refuse", codes: ["beyond-own"] }]);
  const put = (lon: number) =>
    decideRow(eastern, subjectOf("facilities"), id, 2, { kind: "place", position: { lon, lat: 34.5 } });
  expect(await put(113.9)).toEqual({ ok: true, value: null });
  expect(await rowsOf(id)).toMatchObject([{ decision: "refuse", facts: { area: "西社区 990102001001" } }]);
  expect(await put(113.5)).toEqual({ ok: true, value: null });
  expect(await rowsOf(id)).toMatchObject([{ decision: "create", codes: [] }]);
  expect(await wrote(eastern, id)).toMatchObject({ status: "done", counts: { written: 1, area: "990101001001" } });
});

test("a known place of another district is not changed, nor taken over, nor noted under a source's id", async () => {
  await written(
    (await previewed(csv([HEAD, row("K1", "990102", { name: "西区颐养中心" })]), { city: TOWN.code, source: "全市" })).id,
  );
  const moved = await lookedAt(eastern, [row("K1", "990101", { name: "西区颐养中心" })], "全市");
  expect(await rowsOf(moved)).toMatchObject([{ decision: "refuse", codes: ["beyond-own"] }]);
  const at = (id: string, area: string) => `${id},西区颐养中心,community-centre,day-care,${area},K1路1号,2020-01-01`;
  const asked = await lookedAt(eastern, [at("X9", "990102")], "东区二");
  expect(await rowsOf(asked), "another id: a person is asked first").toMatchObject([{ decision: "ask", codes: [] }]);
  const [{ target }] = (await records.sql`SELECT id AS target FROM facility WHERE name = '西区颐养中心'`) as unknown as [
    { target: string },
  ];
  const facilities = subjectOf("facilities");
  expect(await decideRow(eastern, facilities, asked, 2, { kind: "same", targetId: target })).toEqual({ ok: true, value: null });
  expect(await rowsOf(asked), "nothing about it changes").toMatchObject([{ decision: "same" }]);
  expect(await wrote(eastern, asked)).toMatchObject({ status: "done", counts: { written: 0 } });

  const like = await lookedAt(eastern, [at("", "990101")], "东区二");
  expect(await rowsOf(like)).toMatchObject([{ decision: "refuse", codes: ["beyond-own"] }]);
  expect(await decideRow(eastern, facilities, like, 2, { kind: "new" })).toEqual({ ok: true, value: null });
  expect(await rowsOf(like), "one of their own that is merely like it").toMatchObject([{ decision: "create", codes: [] }]);
  expect(await wrote(eastern, like)).toMatchObject({ counts: { written: 1 } });
  expect([...(await records.sql`SELECT area_code, version FROM facility WHERE name = '西区颐养中心' ORDER BY 1`)]).toEqual([
    { area_code: "990101", version: 1 },
    { area_code: "990102", version: 1 },
  ]);
  expect([...(await records.sql`SELECT 1 FROM import_alias WHERE source = '东区二'`)]).toEqual([]);
});

test("on a shared site a line brings in what it offers, and rows that change another line's are refused", async () => {
  const contacts = `${HEAD},联系电话,许可证号,服务时间`;
  const full = (services: string, name = "共用站") =>
    `${row("S1", "990101001", { name, services })},0371-60000000,证-1,08:00-18:00`;
  const shared = await previewed(csv([contacts, full("day-care")]), { city: TOWN.code, source: "共用", asOf: "2025-01-01" });
  expect((await written(shared.id)).counts).toMatchObject({ written: 1 });
  const own = await lookedAt(nurseries, [row("S1", "990101001", { name: "共用站", services: "nursery" })], "共用");
  expect(await rowsOf(own)).toMatchObject([{ decision: "update", codes: [] }]);
  const renamed = await lookedAt(nurseries, [row("S1", "990101001", { name: "改名站", services: "nursery" })], "共用");
  expect(await rowsOf(renamed)).toMatchObject([
    { decision: "refuse", facts: { area: "花园路街道 990101001", line: "civil-affairs" } },
  ]);
  expect(await wrote(nurseries, own)).toMatchObject({ status: "done", counts: { written: 1 } });
  const types =
    await records.sql`SELECT service_type AS type FROM offering JOIN facility f ON f.id = facility_id WHERE f.name = '共用站' ORDER BY 1`;
  expect(types.map(({ type }) => type as string)).toEqual(["day-care", "nursery"]);
});

test("a grant that ends between the preview and the writing stops the whole of it, and what was moved away is left alone", async () => {
  const id = await lookedAt(leaving, [row("L1", "990101001"), row("L2", "990101")], "离任");
  expect(await confirmImport(leaving, id, { leaveOutRefused: false })).toMatchObject({ ok: true });
  await records.sql`UPDATE role_grant SET valid_to = current_date WHERE person_id = ${leaving.personId}`;
  await writeImport(importSubjects, id);
  const stopped = await seen(id);
  expect(stopped).toMatchObject({ status: "previewed", failure: { code: "beyond-own", facts: { names: ["L1中心", "L2中心"] } } });
  expect(await namesIn("离任")).toEqual([]);
  await readAgain(PLANNER, id);
  expect(await wrote(PLANNER, id), "a planner of the city goes on with it").toMatchObject({
    status: "done",
    counts: { area: "990101" },
  });
  expect(await namesIn("离任")).toEqual(["L1中心", "L2中心"]);
});

test("another district neither sees nor takes back an import; one's own does, as long as every record is still theirs", async () => {
  const id = await lookedAt(eastern, [row("U1", "990101001"), row("U2", "990101001")], "撤销");
  expect(await watchImport(easternToo, id), "not yet written anywhere").toBeNull();
  expect(await confirmImport(easternToo, id, { leaveOutRefused: true })).toEqual(NOT_PERMITTED);
  await wrote(eastern, id);
  const listed = async (by: Actor) => (await listImports(by, TOWN.code)).some((batch) => batch.id === id);
  expect(await Promise.all([eastern, easternToo, overseer, PLANNER, western].map(listed))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(await watchImport(western, id)).toBeNull();
  const batch = await seen(id);
  expect(
    [eastern, easternToo, PLANNER, western, overseer].map((by) => mayOpenNumbers(by, batch)),
    "whoever brought the file",
  ).toEqual([...[true, false, true, false, false]]);
  expect((await tookBack(western, id)).asked).toEqual(NOT_PERMITTED);
  expect((await tookBack(overseer, id)).asked).toEqual(NOT_PERMITTED);

  const west = await lookedAt(PLANNER, [row("U3", "990101"), row("U4", "990102")], "撤销");
  await wrote(PLANNER, west);
  expect(await listed(western), "both districts: the city's").toBe(false);
  await records.sql`UPDATE import_batch SET created_by = ${western.personId} WHERE id = ${west}`;
  expect((await tookBack(western, west)).batch).toMatchObject({
    ...{ status: "done", failure: { code: "beyond-own", facts: { names: ["U3中心"], area: "990101" } } },
  });
  expect(await namesIn("撤销")).toEqual(["U1中心", "U2中心", "U3中心", "U4中心"]);
  expect((await tookBack(easternToo, id)).batch).toMatchObject({ status: "undone", counts: { undone: 2 } });
  expect(await namesIn("撤销")).toEqual(["U3中心", "U4中心"]);
});

test("areas, people, walks, barriers and landmarks are brought in for the whole city, by planners of the city", async () => {
  const wish = { cityCode: TOWN.code, source: "东区", fileName: "a.csv", coordinateSystem: "WGS-84" } as const;
  for (const subject of ["areas", "population", "walks", "barriers", "landmarks"] as const)
    expect(await startImport(eastern, { ...wish, subject }, csv([HEAD])), subject).toEqual(NOT_PERMITTED);
  for (const by of [overseer, madeActor({ areaCode: "9902" })])
    expect(await startImport(by, { ...wish, subject: "facilities" }, csv([HEAD]))).toEqual(NOT_PERMITTED);
});
