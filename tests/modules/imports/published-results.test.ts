import { read } from "@e965/xlsx";
import { v7 as newId } from "uuid";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { publishedResults, takeBackResult } from "~/modules/catalog/use-cases/published-results.server";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { hasCoordinates } from "~/modules/imports/domain/import-batch";
import { issueWords } from "~/modules/imports/ui/issue-words";
import { importTemplate } from "~/modules/imports/use-cases/import-template.server";
import { strings as en } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { inBulkWork } from "~/platform/bulk-copy.server";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";
import { csv, workbook } from "./office-files";
import { onRecord, PLANNER, previewed, undone, written } from "./running-import";

/** Lists of grades and inspections, from the file to the facility's record and back, on real PostgreSQL. */
const records = withTestDatabase();
const { sql } = records;
const eastern = madeActor({ personId: "00000000-0000-7000-8000-0000000e0021", name: "东区规划员", areaCode: "990101" });
const made = new Map<string, string>();

async function place(name: string, over: { external?: string; address?: string; area?: string } = {}): Promise<string> {
  const id = newId();
  await sql`INSERT INTO facility (id, city_code, name, kind_key, line, position_quality, area_code, address, external_source, external_id)
    VALUES (${id}, ${TOWN.code}, ${name}, 'nursery-institution', 'health', 'unplaced', ${over.area ?? "990101001"}, ${over.address ?? ""},
      ${over.external ? "备案名册" : null}, ${over.external ?? null})`;
  made.set(name, id);
  return id;
}

beforeAll(async () => {
  await makeTown(records);
  await Promise.all([PLANNER, eastern].map(onRecord));
});
beforeEach(async () => {
  await sql`DELETE FROM import_change`;
  await sql`DELETE FROM facility`;
  made.clear();
  await place("示例甲托育园", { external: "TY-1" });
  await place("示例乙托育园（有限公司）", { area: "990102001" });
});

const graded = (lines: readonly string[], source = "区卫健局公示") =>
  previewed(csv(["编号,名称,质量等级,评定日期,有效期至,出处", ...lines]), { city: TOWN.code, subject: "grades", source });
const inspected = (lines: readonly string[], source = "区卫健局公示") =>
  previewed(csv(["机构名称,检查日期,检查方式,检查结果,发现几项,未整改几项,主要问题", ...lines]), {
    ...{ city: TOWN.code, subject: "inspections", source },
  });
const on = async (name: string) => {
  const read = await publishedResults(PLANNER, TOWN, made.get(name)!);
  return read.ok ? read.value.map(({ id: _id, ...said }) => said) : read.refusal;
};
const problems = async (batchId: string, severity = "error") =>
  (
    await sql<{ row: number; code: string }[]>`
      SELECT row_number AS row, i->>'code' AS code FROM staging.import_row, jsonb_array_elements(issues) i
      WHERE batch_id = ${batchId} AND i->>'severity' = ${severity} ORDER BY 1, 2`
  ).map(({ row, code }) => [row, code]);

test("grades come in by id and by name, come again unchanged, are corrected, and are taken back whole", async () => {
  const lines = ["TY-1,,B级,2026-05-20,2029-05-19,示例公告 1 号", ",示例乙托育园,A,2026年5月20日,,"];
  const batch = await graded(lines);
  expect(batch.counts).toMatchObject({ total: 2, create: 2, refuse: 0 });
  expect(await problems(batch.id, "note")).toEqual([...[[2, "standard-assumed"]], [3, "standard-assumed"]]);
  expect(await on("示例甲托育园"), "a preview writes nothing").toEqual([]);
  await written(batch.id);
  expect(await on("示例甲托育园")).toEqual([
    {
      ...{ kind: "grade", grade: "B", standard: "WS/T 821", on: "2026-05-20", validTo: "2029-05-19", by: "" },
      source: "示例公告 1 号",
    },
  ]);
  expect(await on("示例乙托育园（有限公司）")).toMatchObject([{ grade: "A", source: "区卫健局公示", validTo: null }]);

  const again = await graded(lines, "另一来源");
  expect(again.counts, "a list come again, of whatever name, changes nothing").toMatchObject({ create: 0, update: 0, same: 2 });

  const corrected = await graded(["TY-1,,C级,2026-05-20,,"]);
  expect(corrected.counts).toMatchObject({ create: 0, update: 1, same: 0 });
  await written(corrected.id);
  expect(await on("示例甲托育园"), "an empty cell erases nothing").toMatchObject([
    { grade: "C", validTo: "2029-05-19", source: "示例公告 1 号" },
  ]);
  expect((await undone(batch.id)).failure, "not what somebody corrected since").toMatchObject({
    ...{ code: "edited-since", facts: { names: ["示例甲托育园 2026-05-20"], count: 1 } },
  });
  expect((await undone(corrected.id)).counts).toMatchObject({ undone: 1 });
  expect(await on("示例甲托育园")).toMatchObject([{ grade: "B" }]);
  expect((await undone(batch.id)).counts).toMatchObject({ undone: 2 });
  expect([await on("示例甲托育园"), await on("示例乙托育园（有限公司）")]).toEqual([[], []]);
  expect(
    (await sql`SELECT action, facts->>'subject' AS subject FROM audit_event WHERE subject_id = ${batch.id} ORDER BY id`).length,
    "who brought it, wrote it and took it back is on record",
  ).toBeGreaterThanOrEqual(3);
});

test("rows that no facility, two facilities or no result can be made of are refused one by one, with words in both languages", async () => {
  await place("示例丙托育园", { address: "示例路1号" });
  await place("示例丙 托育园", { address: "示例路2号" });
  const batch = await graded([
    "TY-9,,B,2026-05-20,,",
    ",没有的托育园,B,2026-05-20,,",
    ",示例丙托育园,B,2026-05-20,,",
    ",,B,2026-05-20,,",
    "TY-1,,E,2026-05-20,,",
    "TY-1,,B,2099-05-20,,",
    "TY-1,,B,五月,,",
    "TY-1,,B,2026-05-20,2026-05-19,",
    "TY-1,,B,2026-05-20,,",
    "TY-1,示例甲托育园,A,2026-05-20,,",
  ]);
  expect(batch.counts).toMatchObject({ total: 10, create: 1, refuse: 9 });
  expect(await problems(batch.id)).toEqual([
    ...[
      [2, "facility-unknown"],
      [3, "facility-unknown"],
      [4, "facility-several"],
      [5, "missing"],
      [6, "unknown-choice"],
    ],
    ...[
      [7, "day-to-come"],
      [8, "not-a-date"],
      [9, "period-runs-backwards"],
      [11, "same-key-in-file"],
    ],
  ]);
  const rows = await sql<
    { issues: Parameters<typeof issueWords>[2][] }[]
  >`SELECT issues FROM staging.import_row WHERE batch_id = ${batch.id}`;
  for (const [language, strings] of [
    ["zh", zh],
    ["en", en],
  ] as const) {
    const words = translator(language, strings).getFixedT(language, "imports");
    for (const issue of rows.flatMap(({ issues }) => issues))
      expect(issueWords(words, language, issue)).not.toMatch(/\{\{|facility-|standard-/);
  }
  const told = await previewed(csv(["名称,地址,质量等级,评定日期", "示例丙托育园,示例路2号,B,2026-05-20"]), {
    city: TOWN.code,
    subject: "grades",
  });
  expect(told.counts, "an address tells two of one name apart").toMatchObject({ create: 1, refuse: 0 });
});

test("inspections come in from a workbook, are followed up, and agree with themselves", async () => {
  const head = ["被检查单位", "检查日期", "检查方式", "检查结果", "发现几项", "未整改几项", "概要"];
  const grid = [
    head,
    ["示例甲托育园", 46_000, "四不两直", "待整改", 3, 1, "示例问题"],
    ["示例乙托育园", "2026-03-02", "日常检查", "合格", "", "", ""],
  ];
  const batch = await previewed(workbook({ 检查: { grid } }), {
    ...{ city: TOWN.code, subject: "inspections", source: "示例公示", fileName: "a.xlsx" },
  });
  expect(batch.counts).toMatchObject({ total: 2, create: 2, refuse: 0 });
  await written(batch.id);
  expect(await on("示例甲托育园")).toEqual([
    {
      ...{ kind: "inspection", how: "unannounced", result: "to-put-right", on: "2025-12-09", findings: 3, openFindings: 1 },
      ...{ summary: "示例问题", by: "", source: "示例公示" },
    },
  ]);
  const followed = await inspected(["示例甲托育园,2025-12-09,突击检查,已整改,3,,"]);
  expect(followed.counts).toMatchObject({ update: 1, create: 0 });
  await written(followed.id);
  expect(await on("示例甲托育园")).toMatchObject([{ result: "put-right", openFindings: 0, summary: "示例问题" }]);
  const wrong = await inspected([
    "示例甲托育园,2026-01-05,复查,没有发现问题,2,0,",
    "示例甲托育园,2026-01-06,复查,待整改,2,3,",
    "示例甲托育园,2026-01-07,复查,待整改,,1,",
    "示例甲托育园,2026-01-08,复查,已整改,2,1,",
  ]);
  expect(wrong.counts).toMatchObject({ refuse: 4 });
  expect(await problems(wrong.id)).toEqual([
    ...[
      [2, "findings-disagree"],
      [3, "open-disagree"],
      [4, "missing"],
      [5, "open-disagree"],
    ],
  ]);
});

test("a list that leaves open which office came is about the one inspection of that day, and never makes it two", async () => {
  const of = async (office: string, rest: string) =>
    previewed(
      csv(["机构名称,检查日期,检查方式,检查结果,发现几项,未整改几项,检查单位", `示例甲托育园,2026-03-02,${rest},${office}`]),
      {
        ...{ city: TOWN.code, subject: "inspections", source: "示例公示" },
      },
    );
  await written((await of("示例甲局", "日常检查,待整改,2,1")).id);
  const again = await of("", "日常检查,已整改,2,0");
  expect(again.counts).toMatchObject({ update: 1, create: 0 });
  await written(again.id);
  expect(await on("示例甲托育园")).toMatchObject([{ result: "put-right", by: "示例甲局" }]);
  const second = await of("示例乙局", "日常检查,没有发现问题,0,0");
  expect(second.counts, "another office came the same day").toMatchObject({ create: 1 });
  await written(second.id);
  expect((await of("", "日常检查,待整改,2,1")).counts, "of two nobody guesses which").toMatchObject({ create: 1, update: 0 });
});

const BY_OFFICE = "机构名称,检查日期,检查方式,检查结果,发现几项,未整改几项,检查单位";
const byOffice = (...lines: readonly string[]) =>
  previewed(csv([BY_OFFICE, ...lines.map((rest) => `示例甲托育园,2026-03-02,日常检查,${rest}`)]), {
    ...{ city: TOWN.code, subject: "inspections", source: "示例公示" },
  });

test("an office named later is written to the one inspection of that day that had none, and is taken back with it", async () => {
  await written((await byOffice("待整改,2,1,")).id);
  const named = await byOffice("待整改,2,1,示例甲局");
  expect(named.counts).toMatchObject({ update: 1, create: 0 });
  expect((await written(named.id)).failure).toBeNull();
  expect(await on("示例甲托育园")).toMatchObject([{ by: "示例甲局", openFindings: 1 }]);
  expect((await byOffice("待整改,2,1,示例甲局")).counts, "the list come again").toMatchObject({ same: 1 });
  await undone(named.id);
  expect(await on("示例甲托育园")).toMatchObject([{ by: "", openFindings: 1 }]);
});

test("of two offices of one list the first is the one recorded without, and a row without is the same as the one beside it", async () => {
  await written((await byOffice("待整改,2,1,")).id);
  const two = await byOffice("已整改,2,0,示例甲局", "没有发现问题,0,0,示例乙局");
  expect(two.counts).toMatchObject({ update: 1, create: 1, refuse: 0 });
  expect((await written(two.id)).failure).toBeNull();
  expect(await on("示例甲托育园")).toHaveLength(2);
  await undone(two.id);
  await sql`DELETE FROM published_inspection`;
  const twice = await byOffice("已整改,2,0,示例甲局", "已整改,2,0,");
  expect(twice.counts).toMatchObject({ create: 1, refuse: 1 });
  expect(await problems(twice.id)).toEqual([[3, "same-key-in-file"]]);
});

test("an inspection written down by hand since the preview, without its office, stops the writing", async () => {
  const batch = await byOffice("待整改,2,1,示例甲局");
  await sql`INSERT INTO published_inspection (id, facility_id, kind, result, inspected_on, findings, open_findings, summary, inspected_by, source)
    VALUES (${newId()}, ${made.get("示例甲托育园")!}, 'routine', 'to-put-right', '2026-03-02', 2, 1, '', '', '示例')`;
  expect((await written(batch.id)).failure).toMatchObject({ code: "changed-since-preview" });
});

test("the preview names each result by its day and grade, and a figure that is refused by what was written", async () => {
  const labels = async (id: string) =>
    (await sql<{ label: string }[]>`SELECT label FROM staging.import_row WHERE batch_id = ${id} ORDER BY row_number`).map(
      ({ label }) => label,
    );
  const grades = await graded([",示例乙托育园,A,2026年5月20日,,", ",没有的托育园,A,五月,,"]);
  expect(await labels(grades.id)).toEqual(["示例乙托育园（有限公司） · 2026-05-20 · A", "没有的托育园"]);
  const wrong = await inspected(["示例甲托育园,2026-01-06,复查,待整改,2,3,"]);
  const [row] = await sql<
    { value: string }[]
  >`SELECT issues->0->>'value' AS value FROM staging.import_row WHERE batch_id = ${wrong.id}`;
  expect(row?.value).toBe("3");
});

test("a coordinate system is asked, kept and told of in the template just where a subject has columns of degrees", async () => {
  for (const subject of importSubjects) {
    const schema = await inBulkWork(PLANNER, (bulk) => subject.schema(bulk, TOWN.code));
    expect(hasCoordinates(subject.key), subject.key).toBe(schema.fields.some(({ kind }) => kind === "degrees"));
    const template = read(await importTemplate(subject, TOWN.code), { type: "array" });
    expect(JSON.stringify(template.Sheets["说明 notes"]).includes("坐标请在上传时声明"), subject.key).toBe(
      hasCoordinates(subject.key),
    );
  }
  const kept = async (id: string) =>
    (await sql<{ system: string | null }[]>`SELECT coordinate_system AS system FROM import_batch WHERE id = ${id}`)[0]!.system;
  const wish = { city: TOWN.code, source: "示例", system: "GCJ-02" } as const;
  const grades = await previewed(csv(["编号,质量等级,评定日期", "TY-1,B,2026-05-20"]), { ...wish, subject: "grades" });
  expect([grades.status, await kept(grades.id)]).toEqual(["previewed", null]);
  const places = await previewed(csv(["名称,类别,经度,纬度", "示例丙,托育机构,113.6,34.7"]), { ...wish, subject: "facilities" });
  expect(await kept(places.id)).toBe("GCJ-02");
});

test("the template of what was published says nothing of coordinates", async () => {
  const notes = async (key: "grades" | "facilities") =>
    JSON.stringify(read(await importTemplate(subjectOf(key), TOWN.code), { type: "array" }).Sheets["说明 notes"]);
  expect(await notes("grades")).not.toContain("坐标");
  expect(await notes("facilities")).toContain("坐标");
});

test("headings in English and the template's own are understood, and the template's example reads without an error", async () => {
  const english = await previewed(
    csv(["facility,graded on,grade,valid until,published where", "示例甲托育园,2026-05-20,B,2029-05-19,Made notice"]),
    {
      ...{ city: TOWN.code, subject: "grades" },
    },
  );
  expect(english.counts).toMatchObject({ create: 1, refuse: 0 });
  for (const key of ["grades", "inspections"] as const) {
    const { fields } = await subjectOf(key).schema(null as never, TOWN.code);
    const example = fields.map(({ example: shown, key: field }) =>
      field === "name" ? "示例甲托育园" : field === "externalId" ? "" : (shown ?? ""),
    );
    const file = csv([fields.map(({ zh: name, en: english }) => `${name} ${english}`).join(","), example.join(",")]);
    expect((await previewed(file, { city: TOWN.code, subject: key })).counts, key).toMatchObject({
      total: 1,
      create: 1,
      refuse: 0,
    });
  }
});

test("an id of another facility's name and a name without its id are asked to be looked at", async () => {
  const batch = await graded(["TY-1,示例丁托育园,B,2026-05-20,,", "TY-7,示例乙托育园,B,2026-05-20,,"]);
  expect(batch.counts).toMatchObject({ create: 2, warnings: 2 });
  expect(await problems(batch.id, "warning")).toEqual([
    [2, "name-differs"],
    [3, "id-unknown-by-name"],
  ]);
});

test("a part of the city brings in its own facilities' results and no others'; what was taken back by hand since stays away", async () => {
  const file = csv(["名称,质量等级,评定日期", "示例甲托育园,B,2026-05-20", "示例乙托育园,B,2026-05-20"]);
  const { id, status } = await previewed(file, { city: TOWN.code, subject: "grades", source: "东区" }, eastern);
  expect(status).toBe("previewed");
  expect(await problems(id)).toEqual([[3, "beyond-own"]]);
  await written(id, { leaveOutRefused: true });
  const [kept] = await sql<{ id: string }[]>`SELECT id FROM facility_grade`;
  expect((await takeBackResult(PLANNER, TOWN, made.get("示例甲托育园")!, kept!.id)).ok).toBe(true);
  expect((await undone(id)).counts).toMatchObject({ undone: 0 });
});

test("what somebody wrote down since the preview stops the writing, and nothing is written", async () => {
  const batch = await graded(["TY-1,,B,2026-05-20,,", ",示例乙托育园,A,2026-05-20,,"]);
  await sql`INSERT INTO facility_grade (id, facility_id, grade, standard, graded_on, source)
    VALUES (${newId()}, ${made.get("示例甲托育园")!}, 'C', 'WS/T 821', '2026-05-20', '示例')`;
  expect((await written(batch.id)).failure).toMatchObject({
    code: "changed-since-preview",
    facts: { names: ["示例甲托育园 2026-05-20"] },
  });
  expect(await on("示例乙托育园（有限公司）")).toEqual([]);
});
