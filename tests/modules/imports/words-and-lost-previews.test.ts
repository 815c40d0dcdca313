import { beforeAll, expect, test } from "vitest";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { endingThatMisleads } from "~/modules/imports/domain/file-ending";
import { actOnBatch } from "~/modules/imports/use-cases/act-on-batch.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { readBatchPage } from "~/modules/imports/use-cases/read-batch-page.server";
import { importSubjects } from "~/modules/oversight/use-cases/import-subjects.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv } from "./office-files";
import { emptyCity, PLANNER, previewed, seen, written } from "./running-import";

const records = withTestDatabase();
beforeAll(() => emptyCity("4101", "郑州市"));

const page = (id: string) => readBatchPage(PLANNER, id, new URLSearchParams(), subjectOf);

test("a word nobody understands is explained once, and known when the source comes again", async () => {
  const file = csv([
    "编号,名称,设施类型,成立日期,状态,在托,核定",
    "A1,甲中心,日照,2020-01-01,开门着,999,4",
    "A2,乙中心,日照,2020-01-01,运营,3,4",
    "A3,丙中心,社区日间照料中心,2020-01-01,开门着,3,4",
  ]);
  const batch = await previewed(file, {
    city: "4101",
    source: "台账",
    mapping: { kind: { columns: ["设施类型"] }, state: { columns: ["状态"] } },
  });
  const words = (await page(batch.id))?.words.map(({ field, word, rows }) => `${field.zh} ${word} ${rows}`);
  expect(words).toEqual(expect.arrayContaining(["状态 开门着 2", "设施类型 日照 2"]));
  const form = new FormData();
  form.set("intent", "words");
  for (const [at, [field, text, means]] of [
    ["kind", "日照", "community-centre"],
    ["state", "开门着", "operating"],
  ].entries()) {
    form.set(`word.${at}.field`, field ?? "");
    form.set(`word.${at}.text`, text ?? "");
    form.set(`word.${at}.means`, means ?? "");
  }
  expect(await actOnBatch(PLANNER, batch.id, form, subjectOf)).toMatchObject({ ok: true });
  await previewImport(importSubjects, batch.id);
  expect((await seen(batch.id)).counts).toMatchObject({ create: 3, refuse: 0 });
  expect((await page(batch.id))?.words).toEqual([]);
  const [crowded] = await records.sql`SELECT issues FROM staging.import_row WHERE batch_id = ${batch.id} AND row_number = 2`;
  expect(crowded?.["issues"]).toContainEqual(
    expect.objectContaining({ severity: "warning", code: "taken-above-staffed", facts: { taken: 999, staffed: 4 } }),
  );
  await written(batch.id);
  expect((await previewed(file, { city: "4101", source: "台账" })).counts).toMatchObject({ same: 3, refuse: 0 });
});

test("a preview the database lost is said to be lost, and can be made again", async () => {
  const file = csv(["编号,名称,设施类型", "C1,丁中心,社区日间照料中心", "C2,戊中心,不知道"]);
  const batch = await previewed(file, { city: "4101", source: "二" });
  await records.sql`DELETE FROM staging.import_row WHERE batch_id = ${batch.id}`;
  expect(await seen(batch.id)).toMatchObject({ status: "inspected", failure: { code: "preview-lost" } });
  expect((await page(batch.id))?.schema).not.toBeNull();

  const other = await previewed(file, { city: "4101", source: "三" });
  await written(other.id, { leaveOutRefused: true });
  expect((await page(other.id))?.leftOutKept).toBe(true);
  await records.sql`DELETE FROM staging.import_row WHERE batch_id = ${other.id}`;
  expect((await page(other.id))?.leftOutKept).toBe(false);
});

test("a name that promises another kind of file is told from one that does not", () => {
  expect(endingThatMisleads("台账.xlsx", "text")).toBe("xlsx");
  expect(endingThatMisleads("台账.CSV", "text")).toBeNull();
  expect(endingThatMisleads("台账.2025", "text")).toBeNull();
  expect(endingThatMisleads("台账.xls", "html")).toBe("xls");
});
