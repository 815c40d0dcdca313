import { v7 as newId } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { everydayAreaName } from "~/modules/imports/domain/area-name-forms";
import { issueWords } from "~/modules/imports/ui/issue-words";
import { actOnBatch } from "~/modules/imports/use-cases/act-on-batch.server";
import { chooseColumns } from "~/modules/imports/use-cases/choose-columns.server";
import { inspectImport } from "~/modules/imports/use-cases/inspect-import.server";
import { previewImport } from "~/modules/imports/use-cases/preview-import.server";
import { readBatchPage } from "~/modules/imports/use-cases/read-batch-page.server";
import { startImport } from "~/modules/imports/use-cases/start-import.server";
import { watchImport } from "~/modules/imports/use-cases/watch-import.server";
import { importSubjects, subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { translator } from "~/ui/languages/translator";
import { strings as zh } from "~/ui/languages/zh";
import { madeActor } from "../../factories/made-actor";
import { withTestDatabase } from "../../factories/test-database";
import { makeTown, TOWN } from "../catalog/factories/catalog-city";
import { onRecord } from "../imports/running-import";

const records = withTestDatabase();
const east = madeActor({
  ...{ personId: "00000000-0000-7000-8000-0000000c0a11", name: "示例东区督导员", role: "supervisor", areaCode: "990101" },
  line: "civil-affairs",
});

beforeAll(async () => {
  await makeTown(records);
  await onRecord(east);
  for (const [code, name] of [
    ["990101002", "经八路街道"],
    ["990101001001", "文化社区居民委员会"],
    ["990101002001", "体育社区居民居委会"],
    ["990101002002", "省委社区居民管理委员会"],
    ["990101002003", "石洞沟村委会"],
    ["990101002004", "文化村村民委员会"],
    ["990102001", "西河路街道"],
    ["990102001001", "河湾社区居委会"],
  ] as const)
    await records.sql`
      INSERT INTO area (id, city_code, code, code_system, code_year, level, parent_code, name, pinyin, initials)
      VALUES (${newId()}, ${TOWN.code}, ${code}, 'statistics', 2020, ${code.length === 9 ? "street" : "community"}, ${code.slice(0, -3)}, ${name}, '', '')`;
});

async function lookedAt(subject: "residents" | "comparison", lines: readonly string[]): Promise<string> {
  const wish = { cityCode: TOWN.code, subject, source: "示例", fileName: "a.csv", coordinateSystem: "WGS-84" } as const;
  const started = await startImport(east, wish, new TextEncoder().encode(lines.join("\n")));
  if (!started.ok) throw new Error(started.refusal.kind);
  await inspectImport(importSubjects, started.value);
  const batch = (await watchImport(east, started.value))!;
  const { id, sheet, mapping } = batch;
  const choice = { sheet: sheet ?? "", heading: null, mapping, coordinateSystem: "WGS-84", asOf: null } as const;
  expect(await chooseColumns(east, subjectOf(subject), batch, choice)).toEqual({ ok: true, value: null });
  await previewImport(importSubjects, id);
  return id;
}
const t = translator("zh", zh).getFixedT("zh", "imports");
async function rowsOf(id: string) {
  const rows = await records.sql<{ decision: string; areaCode: string | null; issues: Parameters<typeof issueWords>[2][] }[]>`
    SELECT decision, area_code AS "areaCode", issues FROM staging.import_row WHERE batch_id = ${id} ORDER BY row_number`;
  return rows.map(({ decision, areaCode, issues }) => [decision, areaCode, ...issues.map((one) => issueWords(t, "zh", one))]);
}
const page = (id: string) => readBatchPage(east, id, new URLSearchParams(), subjectOf);

test.each(["体育社区居民居委会", "体育社区居民委员会", "体育社区居委会", "体育居委会", "体育社区"])(
  "%s is 体育社区 to whoever speaks of it",
  (written) => expect(everydayAreaName(written)).toBe("体育社区"),
);

test("communities are found by the names people write, with their endings and without", async () => {
  const ways = ["体育社区居民居委会", "体育社区居委会", "体育社区", "体育", "省委社区居民委员会", "石洞沟村", "石洞沟"];
  const id = await lookedAt("residents", ["姓名,街道,社区", ...ways.map((name, at) => `示例甲${at},经八路,${name}`)]);
  expect(await rowsOf(id)).toEqual([1, 1, 1, 1, 2, 3, 3].map((community) => ["create", `99010100200${community}`]));
});

test("the kind of place tells two of one short name apart; without it or a street, nothing is guessed", async () => {
  const id = await lookedAt("residents", [
    "姓名,区县,街道,社区",
    "示例乙一,东区,,文化村",
    "示例乙二,东区,花园路,文化",
    "示例乙三,东区,,文化",
  ]);
  const [village, inStreet, both] = await rowsOf(id);
  expect([village, inStreet]).toEqual([
    ["create", "990101002004"],
    ["create", "990101001001"],
  ]);
  expect(both?.slice(0, 2)).toEqual(["refuse", null]);
  expect(both?.[2]).toBe(
    "社区：文化 — 不止一个地方叫这个名字：东区 花园路街道 文化社区居民委员会、东区 经八路街道 文化村村民委员会。请写明街道或区县，或在“看不懂的词”中选定",
  );
});

test("a name nobody knows is shown with its neighbours, and what it means is said once on the page", async () => {
  const id = await lookedAt("residents", [
    "姓名,街道,社区",
    "示例丙一,经八路街道,体肓社区",
    "示例丙二,经八路街道,体肓社区",
    "示例丙三,经八路街道,河湾",
  ]);
  const before = await rowsOf(id);
  expect(before[0]?.[2]).toMatch(/^社区：体肓社区 — 区划中找不到；名字相近的有：东区 经八路街道 体育社区居民居委会/);
  expect(before[2]?.slice(2)).toEqual([
    expect.stringMatching(/^社区：河湾 — 不在您管理的范围内：西区 西河路街道 河湾社区居委会。/),
  ]);
  const question = (await page(id))!.words.find(({ word }) => word.endsWith("体肓社区"));
  expect(question).toMatchObject({ field: { key: "community" }, rows: 2, word: "经八路街道 / 体肓社区" });
  expect(question?.choices.map(({ key }) => key)).toEqual(["990101002001", "990101002002", "990101002003", "990101002004"]);
  const form = new FormData();
  for (const [name, value] of Object.entries({ field: "community", text: question?.word ?? "", means: "990101002001" }))
    form.set(`word.0.${name}`, value);
  form.set("intent", "words");
  expect(await actOnBatch(east, id, form, subjectOf)).toMatchObject({ ok: true });
  await previewImport(importSubjects, id);
  expect((await rowsOf(id)).map(([decision, areaCode]) => [decision, areaCode])).toEqual([
    ["create", "990101002001"],
    ["create", "990101002001"],
    ["refuse", null],
  ]);
});

test("a list that is compared proposes somebody new in the community it names shortly, and says which it does not know", async () => {
  const id = await lookedAt("comparison", [
    "姓名,名单类型,特殊困难类别,街道,社区",
    "示例丁一,困难,独居,经八路,体育",
    "示例丁二,困难,独居,经八路,没听说",
  ]);
  const [known, unknown] = await rowsOf(id);
  expect(known).toEqual(["ask", "990101002001"]);
  expect(unknown?.[2]).toBe("社区：没听说 — 区划中找不到");
});
