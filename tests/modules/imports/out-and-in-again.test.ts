import { read, utils } from "@e965/xlsx";
import { beforeAll, expect, test } from "vitest";
import { queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { exportFacilities, type ExportFormat } from "~/modules/catalog/use-cases/export-facilities.server";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { importTemplate } from "~/modules/imports/use-cases/import-template.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { csvPieces, neutraliseFormula } from "~/platform/spreadsheet-writer.server";
import zh from "~/modules/catalog/ui/strings.zh.json";
import en from "~/modules/catalog/ui/strings.en.json";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { strings as allEn } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as allZh } from "~/ui/languages/zh";
import { withTestDatabase } from "../../factories/test-database";
import { csv, workbook } from "./office-files";
import { emptyCity, PLANNER, previewed, written } from "./running-import";

const records = withTestDatabase();
const FILE = csv([
  "编号,名称,设施类型,成立日期,服务项目,核定床位,可入住,在住,护理型床位,地址,经度,纬度,联系电话,运营单位,运营性质,服务时间,状态,备注",
  'A1,花园路养老院,养老机构,2020-05-01,机构养老、助餐,120,,,70,"花园路1号, 院内",113.66,34.78,0371-1,康养公司,民办,08:00-18:00,运营,',
  "A2,=1+1中心,社区日间照料中心,2021.6,日间照料,30,30,12,,文化路80号,113.67,34.79,0371-2,,公建民营,,停业,+好",
  "A3,东风路日间照料中心,社区日间照料中心,2021年6月,日间照料,,,,,东风路3号,,,,,,,,",
  "A4,西里路日间照料中心,社区日间照料中心,2021年6月,日间照料,15,,,,解放社区,,,,,,,,",
]);

beforeAll(async () => {
  await emptyCity("4101", "郑州市");
  const areas = csv(["区划代码,名称,经度,纬度", "410101,东区,,", "410101001,解放路街道,,", "410101001001,解放社区,113.7,34.8"]);
  await written((await previewed(areas, { city: "4101", subject: "areas" })).id);
  const batch = await previewed(FILE, { city: "4101", source: "台账", asOf: "2025-01-01" });
  await written(batch.id);
});

async function exported(format: ExportFormat, language: "zh" | "en"): Promise<Uint8Array> {
  const city = await cityByCode("4101");
  if (!city) throw new Error("no city");
  const read = await readRegistry(PLANNER, "4101");
  if (!read.ok) throw new Error(read.refusal.kind);
  const registry = read.value;
  const words = (language === "zh" ? zh : en) as unknown as Record<string, Record<string, string>>;
  const name = (among: readonly { key: string; nameZh: string; nameEn: string }[]) => (key: string) => {
    const entry = among.find((candidate) => candidate.key === key);
    return (language === "zh" ? entry?.nameZh : entry?.nameEn) ?? key;
  };
  const made = await exportFacilities(PLANNER, city, queryFromAddress(new URLSearchParams(), "2025-06-30"), format, {
    sheet: "设施",
    heading: (field) => words["export"]?.[field] ?? field,
    kind: name(registry.kinds),
    type: name(registry.types),
    word: (prefix, key) => words[prefix]?.[key] ?? key,
    cut: String,
    watermark: (taken) =>
      watermarkWords(taken, translator(language, language === "zh" ? allZh : allEn).getFixedT(language, "accounts")),
  });
  if (!made.ok) throw new Error(made.refusal.kind);
  const body = made.value;
  return body instanceof Uint8Array ? body : new Uint8Array(await new Response(body).arrayBuffer());
}

test.each([
  ["csv", "zh"],
  ["xlsx", "zh"],
  ["geojson", "zh"],
  ["csv", "en"],
  ["xlsx", "en"],
] as const)("an export as %s in %s, brought in again, changes nothing", async (format, language) => {
  const file = await exported(format, language);
  const batch = await previewed(file, { city: "4101", source: "导出", asOf: "2025-06-30" });
  expect(batch.failure).toBeNull();
  const unlike =
    await records.sql`SELECT label, decision, issues FROM staging.import_row WHERE batch_id = ${batch.id} AND decision <> 'same'`;
  expect([...unlike]).toEqual([]);
  expect(batch.counts).toMatchObject({ total: 4, same: 4, create: 0, update: 0, refuse: 0, duplicates: 0 });
});

test("text that would run as a formula is held back, numbers stay numbers", async () => {
  expect(["=1", "+1", "-1", "@a", "\tx", "\rx", "＝1"].map(neutraliseFormula)).toEqual([
    "'=1",
    "'+1",
    "'-1",
    "'@a",
    "'\tx",
    "'\rx",
    "'＝1",
  ]);
  expect([-5, 1.5, true, null, undefined, "a-b", Number.NaN].map(neutraliseFormula)).toEqual([
    -5,
    1.5,
    true,
    null,
    null,
    "a-b",
    null,
  ]);
  let text = "";
  for await (const piece of csvPieces(
    [{ a: '=1,"x"', b: -5 }],
    [
      { heading: "甲", value: (row) => row.a },
      { heading: "乙", value: (row) => row.b },
    ],
  ))
    text += piece;
  expect(text).toBe('\uFEFF甲,乙\r\n"\'=1,""x""",-5\r\n');
});

test.each(["facilities", "areas", "population"] as const)(
  "the template for %s has drop-downs, an example that is ignored, and is read back",
  async (key) => {
    const bytes = await importTemplate(subjectOf(key), "4101");
    const book = read(bytes, { type: "array" });
    expect(book.SheetNames).toEqual(["导入 import", "选项 lists", "说明 notes"]);
    const [heading = [], example = []] = utils.sheet_to_json<string[]>(book.Sheets["导入 import"] ?? {}, { header: 1 });
    expect(String(example[0])).toContain("示例");
    const filled = workbook({
      "导入 import": {
        grid: [
          heading,
          example,
          heading.map((title) =>
            /名称|社区 community$/.test(title)
              ? "试填"
              : /代码 area code/.test(title)
                ? "410199"
                : /年份 year/.test(title)
                  ? 2024
                  : /口径/.test(title)
                    ? "常住"
                    : /总人口/.test(title)
                      ? 100
                      : /设施类型/.test(title)
                        ? "养老机构"
                        : "",
          ),
        ],
      },
    });
    const batch = await previewed(filled, { city: "4101", subject: key, source: "模板" });
    expect(batch.failure).toBeNull();
    expect(batch.leftOut.map(({ as }) => as)).toEqual(["example"]);
    expect(batch.counts.total).toBe(1);
  },
);
