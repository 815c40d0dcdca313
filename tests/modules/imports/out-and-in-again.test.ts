import { read, utils } from "@e965/xlsx";
import { beforeAll, expect, test } from "vitest";
import { queryFromAddress } from "~/modules/catalog/domain/facility-filter";
import { exportFacilities, type ExportFormat } from "~/modules/catalog/use-cases/export-facilities.server";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { importTemplate } from "~/modules/imports/use-cases/import-template.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { csvPieces, neutraliseFormula } from "~/platform/spreadsheet-writer.server";
import { watermarkWords } from "~/modules/accounts/ui/watermark-words";
import { strings as allEn } from "~/ui/languages/en";
import { translator } from "~/ui/languages/translator";
import { strings as allZh } from "~/ui/languages/zh";
import { dayOf } from "~/platform/clock.server";
import { withTestDatabase } from "../../factories/test-database";
import { csv, workbook } from "./office-files";
import { emptyCity, PLANNER, previewed, written } from "./running-import";

const records = withTestDatabase();
const FILE = csv([
  "编号,名称,设施类型,成立日期,服务项目,核定床位,可入住,在住,护理型床位,地址,经度,纬度,联系电话,运营单位,运营性质,服务时间,状态,备注,托小班,托大班,收托形式,保育费,收费单位,餐费（元）,餐费单位,无台阶出入,有电梯",
  'A1,花园路养老院,养老机构,2020-05-01,机构养老、助餐,120,,,70,"花园路1号, 院内",113.66,34.78,0371-1,康养公司,民办,08:00-18:00,运营,',
  "A2,=1+1中心,社区日间照料中心,2021.6,日间照料,30,30,12,,文化路80号,113.67,34.79,0371-2,,公建民营,,停业,+好",
  "A3,东风路日间照料中心,社区日间照料中心,2021年6月,日间照料,,,,,东风路3号,,,,,,,,",
  "A4,西里路日间照料中心,社区日间照料中心,2021年6月,日间照料,15,,,,解放社区,,,,,,,,",
  "A5,示例托育园,托育机构,2021年6月,托育,,,,,东风路5号,,,,,,,,,20,,全日托,1400,月,15,日,是,否",
  "A6,示例第二托育园,托育机构,2021年6月,托育,,,,,东风路6号,,,,,,,,,20,25,半日托,900,,,,,",
]);

beforeAll(async () => {
  await emptyCity("4101", "郑州市");
  const areas = csv(["区划代码,名称,经度,纬度", "410101,东区,,", "410101001,解放路街道,,", "410101001001,解放社区,113.7,34.8"]);
  await written((await previewed(areas, { city: "4101", subject: "areas" })).id);
  const batch = await previewed(FILE, { city: "4101", source: "台账", asOf: "2025-01-01" });
  await written(batch.id);
});

async function exported(format: ExportFormat, language: "zh" | "en", day = "2025-06-30"): Promise<Uint8Array> {
  const city = await cityByCode("4101");
  if (!city) throw new Error("no city");
  const read = await readRegistry(PLANNER, "4101");
  if (!read.ok) throw new Error(read.refusal.kind);
  const registry = read.value;
  const t = translator(language, language === "zh" ? allZh : allEn).getFixedT(language, "catalog");
  const name = (among: readonly { key: string; nameZh: string; nameEn: string }[]) => (key: string) => {
    const entry = among.find((candidate) => candidate.key === key);
    return (language === "zh" ? entry?.nameZh : entry?.nameEn) ?? key;
  };
  const made = await exportFacilities(PLANNER, city, queryFromAddress(new URLSearchParams(), day), format, {
    sheet: "设施",
    heading: (field) => t(`export.${field}`),
    kind: name(registry.kinds),
    type: name(registry.types),
    word: (prefix, key) => t(`${prefix}.${key}`),
    phrase: (key, values) => t(key, values),
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
  expect(batch.counts).toMatchObject({ total: 6, same: 6, create: 0, update: 0, refuse: 0, duplicates: 0 });
});

/** The lines of a CSV by their names and headings. */
async function linesOf(language: "zh" | "en", day?: string): Promise<Map<string, Record<string, string>>> {
  const book = read(await exported("csv", language, day), { type: "array", raw: true, codepage: 65001 });
  const rows = utils.sheet_to_json<Record<string, string>>(book.Sheets[book.SheetNames[0]!]!, { raw: false });
  return new Map(rows.map((row) => [row[language === "zh" ? "名称" : "Name"]!, row]));
}

test("a line says care pattern, care and meal fee apart, access, the last grade and inspection, and free places with their day", async () => {
  const today = dayOf(new Date());
  const facilities = await records.sql<{ id: string; name: string }[]>`SELECT id, name FROM facility WHERE name LIKE '示例%'`;
  const idOf = (name: string) => facilities.find((one) => one.name === name)!.id;
  const [one, two] = [idOf("示例托育园"), idOf("示例第二托育园")];
  const classes = (id: string) =>
    records.sql<{ id: string; kind: string }[]>`
      SELECT c.id, c.kind FROM offering_class c JOIN offering o ON o.id = c.offering_id WHERE o.facility_id = ${id} ORDER BY c.kind`;
  const say = (classId: string, taken: number) => records.sql`
    INSERT INTO vacancy_statement (id, class_id, start_month, taken, how, confirmed_at, expires_at)
    VALUES (gen_random_uuid(), ${classId}, ${today.slice(0, 7)}, ${taken}, 'staff', clock_timestamp(), clock_timestamp() + interval '30 days')`;
  await records.sql`UPDATE capacity SET staffed = 18 WHERE class_id IN (SELECT c.id FROM offering_class c JOIN offering o ON o.id = c.offering_id WHERE o.facility_id IN (${one}, ${two}))`;
  const [small, big] = (await classes(two)) as unknown as [{ id: string }, { id: string }];
  await say((await classes(one))[0]!.id, 15);
  await say(small.id, 18);
  for (const [grade, on] of [
    ["B", "2024-05-01"],
    ["A", "2025-05-01"],
  ])
    await records.sql`INSERT INTO facility_grade (id, facility_id, grade, standard, graded_on, source) VALUES (gen_random_uuid(), ${one}, ${grade!}, 'WS/T 821', ${on!}, '示例公告')`;
  await records.sql`
    INSERT INTO published_inspection (id, facility_id, inspected_on, kind, result, findings, open_findings, source)
    VALUES (gen_random_uuid(), ${one}, '2025-04-02', 'routine', 'to-put-right', 3, 1, '示例公告')`;
  const now = await linesOf("zh", today);
  expect(now.get("示例托育园")).toMatchObject({
    ...{ 收托形式: "全日托", "保育费（元）": "1400", 保育费单位: "月", "餐费（元）": "15", 餐费单位: "天" },
    ...{ 余位情况: "有余位", 余位个数: "3", 余位确认日: today, 质量评估等级: "A", 评级日: "2025-05-01" },
    ...{ 最近检查结论: "有问题，尚未整改完", 最近检查日: "2025-04-02", 检查未整改项: "1", 无台阶出入: "是", 有电梯: "否" },
  });
  expect(now.get("示例托育园")!["各班明细"]).toMatch(
    /托小班·全日托.*：standard 1400 元\/月，餐费（餐费）15 元\/天，余 3（.* 确认）/,
  );
  const other = now.get("示例第二托育园")!;
  expect([other["余位情况"], other["余位个数"], other["保育费（元）"]], "one class full, one never said: unknown, not 0").toEqual(
    ["不详", undefined, undefined],
  );
  expect(other["可停婴儿车"], "nobody has said").toBeUndefined();
  expect(other["各班明细"]).toMatch(/托大班·半日托.*余位不详（上次确认 —）/);
  await say(big.id, 18);
  expect((await linesOf("en", today)).get("示例第二托育园")).toMatchObject({ Vacancy: "full", Vacant: "0" });
  expect((await linesOf("zh", "2025-06-30")).get("示例托育园")!["余位情况"], "a day gone by says nothing of now").toBeUndefined();
});

test("a fee mended in the file that was taken out changes that fee and nothing else", async () => {
  const pricesOf = () =>
    records.sql`
      SELECT p.tier, p.unit, p.amount_fen FROM price p JOIN offering_class c ON c.id = p.class_id JOIN offering o ON o.id = c.offering_id
        JOIN facility f ON f.id = o.facility_id WHERE f.name = '示例托育园' AND p.valid_to IS NULL ORDER BY p.tier`;
  expect([...(await pricesOf())]).toEqual([
    { tier: "standard", unit: "month", amount_fen: 140_000 },
    { tier: "餐费", unit: "day", amount_fen: 1_500 },
  ]);
  const file = new TextDecoder().decode(await exported("csv", "zh"));
  const mended = file.replace(",1400,月,15,天,", ",1400,月,16.5,天,");
  expect(mended).not.toBe(file);
  const batch = await previewed(new TextEncoder().encode(mended), { city: "4101", source: "导出", asOf: "2025-07-01" });
  expect(batch.counts).toMatchObject({ total: 6, same: 5, update: 1 });
  await written(batch.id);
  expect([...(await pricesOf())]).toEqual([
    { tier: "standard", unit: "month", amount_fen: 140_000 },
    { tier: "餐费", unit: "day", amount_fen: 1_650 },
  ]);
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

test("who took a CSV out stands beside its first record, or alone where there is none: every line has as many cells", async () => {
  const columns = [
    { heading: "甲", value: (row: { a: string }) => row.a },
    { heading: "乙", value: () => 1 },
  ];
  const written = async (rows: { a: string }[]) => {
    let text = "";
    for await (const piece of csvPieces(rows, columns, "水印 w,1")) text += piece;
    return text;
  };
  expect(await written([{ a: "x" }, { a: "y" }])).toBe('\uFEFF甲,乙,水印 watermark\r\nx,1,"水印 w,1"\r\ny,1,\r\n');
  expect(await written([])).toBe('\uFEFF甲,乙,水印 watermark\r\n,,"水印 w,1"\r\n');
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
