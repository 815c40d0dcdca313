import { beforeAll, beforeEach, expect, test } from "vitest";
import { facilityAfter, type RowContext } from "~/modules/catalog/domain/facility-import-row";
import { facilityImportSchema } from "~/modules/catalog/domain/facility-import-schema";
import type { ServiceType } from "~/modules/catalog/domain/service-type";
import { isKnownTitle, suggestedMapping } from "~/modules/imports/domain/column-mapping";
import { Gazetteer } from "~/modules/imports/domain/gazetteer";
import { headingOf } from "~/modules/imports/domain/heading";
import { hasError, type Issue } from "~/modules/imports/domain/issue";
import { placing } from "~/modules/imports/domain/placing";
import { readRows, rowReader } from "~/modules/imports/domain/row-reading";
import { openTabularFile } from "~/platform/tabular-file.server";
import { seededRandom } from "~/shared/seeded-random";
import { subjectOf } from "~/modules/oversight/use-cases/import-subjects.server";
import { answerDuplicates } from "~/modules/imports/use-cases/answer-duplicates.server";
import { withTestDatabase } from "../../factories/test-database";
import { gbk, MERGED, workbook } from "./office-files";
import { emptyCity, PLANNER, previewed, seen, written } from "./running-import";
import zh from "~/modules/imports/ui/strings.zh.json";
import en from "~/modules/imports/ui/strings.en.json";

const records = withTestDatabase();
beforeAll(() => emptyCity("4101", "郑州市"));

/** A short round; `npm run soak:files` tries 3,400 of each kind. */
const VARIANTS = Number(process.env.QUARTERHOUR_TEST_ROUNDS ?? 500);
let random = seededRandom(20_251);
beforeEach(() => (random = seededRandom(20_251)));
const below = (most: number): number => Math.floor(random() * most);
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;

const NASTY: readonly (string | number | boolean | null)[] = [
  null,
  "",
  " ",
  "　",
  "=cmd|'/c calc'!A0",
  "+1+1",
  "@SUM(1)",
  "-",
  "/",
  "无",
  "约30张",
  "30-40",
  "40-30",
  "１２０",
  "1e309",
  "-1",
  "3.5",
  "NaN",
  "Infinity",
  "999999999999999999999",
  "0x1F",
  "2025.6",
  "2025.13",
  "31/02/2025",
  "二〇二五年",
  "99999",
  1e21,
  -0,
  44197,
  2025.1,
  true,
  false,
  "合计",
  "小计：",
  "示例",
  "\u0000\u0001",
  "\uD800",
  "𠮷野家",
  "a".repeat(5000),
  '"',
  "\n\r\n",
  ",,,",
  "'; DROP TABLE facility; --",
  "__proto__",
  "constructor",
  "<script>",
  "113°37′12″E",
  "181",
  "34.7,113.6",
  "POINT(113 34)",
  "25:61",
  "24:00",
  "7:30",
  "18个月",
  "半岁",
  "是",
  "maybe",
  "日间照料、助餐；助浴",
  "养老机构",
  "不存在",
  '{"a":1}',
  "#REF!",
  "=",
  "\t",
];
const LINES = [
  "编号,名称,设施类型,状态,成立日期,服务项目,核定床位,可入住,在住,地址,社区,经度,纬度,联系电话,许可证有效期至,是否普惠,收托月龄起,开放时间,结束时间",
  "A1,花园路养老院,养老机构,运营,2020-05-01,机构养老、助餐,120,100,86,花园路1号,花园社区,113.66,34.78,0371-1,2027.6,否,6,08:00,18:00",
  "A2,文化路中心,社区日间照料中心,关闭,2021.6,日间照料,30,30,12,文化路80号,,113.67,34.79,0371-2,长期,是,18,7:30,19:00",
  "合计,,,,,,150,130,98,,,,,,,,,,",
];

function mutatedCsv(): Uint8Array {
  const grid = LINES.map((line) => line.split(","));
  for (let times = 1 + below(4); times > 0; times--) {
    const row = below(grid.length);
    const how = below(7);
    if (how === 0) grid.splice(row, 1);
    else if (how === 1) grid.push([...(grid[row] ?? [])]);
    else if (how === 2) grid[row]?.splice(below(19), 1 + below(3));
    else grid[row]?.splice(below(19), how === 3 ? 0 : 1, String(oneOf(NASTY) ?? ""));
  }
  const delimiter = oneOf([",", ",", ";", "\t"]);
  const text = grid.map((cells) => cells.join(delimiter)).join(oneOf(["\n", "\r\n", "\r"]));
  const bytes = random() < 0.2 ? gbk(text) : new TextEncoder().encode(text);
  return garbled(bytes, 0.3);
}

function garbled(bytes: Uint8Array, chance: number): Uint8Array {
  if (random() > chance) return bytes;
  const changed = bytes.slice(0, random() < 0.3 ? below(bytes.length) : bytes.length);
  for (let times = below(6); times > 0 && changed.length > 0; times--) changed[below(changed.length)] = below(256);
  return changed;
}

function mutatedWorkbook(): Uint8Array {
  const grid = (random() < 0.5 ? MERGED : LINES.map((line) => line.split(","))).map((row) => [...row]);
  for (let times = 1 + below(6); times > 0; times--) (grid[below(grid.length)] ?? [])[below(12)] = oneOf(NASTY);
  const merges =
    random() < 0.4
      ? [{ s: { r: below(6), c: below(6) }, e: { r: below(12), c: below(12) } }].map(({ s, e }) => ({
          s: { r: Math.min(s.r, e.r), c: Math.min(s.c, e.c) },
          e: { r: Math.max(s.r, e.r), c: Math.max(s.c, e.c) },
        }))
      : undefined;
  return garbled(workbook({ 表: { grid, merges } }, oneOf(["xlsx", "biff8", "xlsx", "html"] as const)), 0.4);
}

function mutatedGeoJson(): Uint8Array {
  const titles = (LINES[0] ?? "").split(",");
  const feature = (line: string): unknown => ({
    type: oneOf(["Feature", "Feature", "Feature", "feature", 3]),
    properties:
      random() < 0.05
        ? oneOf([null, [], "x", 5])
        : Object.fromEntries(
            line
              .split(",")
              .map((cell, at) => [titles[at] ?? "x", random() < 0.15 ? oneOf<unknown>([...NASTY, { a: 1 }, [1]]) : cell]),
          ),
    geometry: oneOf<unknown>([
      { type: "Point", coordinates: [113.6, 34.7] },
      { type: "Point", coordinates: [34.7, 113.6] },
      { type: "Point", coordinates: ["a", 1] },
      { type: "Point", coordinates: [] },
      null,
      { type: "Polygon", coordinates: [[[1, 2]]] },
      { type: "Nowhere" },
      5,
      { type: "Point", coordinates: [0, 0] },
      { type: "Point", coordinates: [1e308, -1e308] },
    ]),
  });
  const root: unknown = oneOf<unknown>([
    {
      type: "FeatureCollection",
      features: LINES.slice(1, 3).map(feature),
      crs: oneOf<unknown>([undefined, null, { properties: { name: "EPSG:4326" } }, { properties: { name: 5 } }]),
    },
    [feature(LINES[1] ?? "")],
    feature(LINES[2] ?? ""),
    { features: {} },
  ]);
  return garbled(new TextEncoder().encode(JSON.stringify(root)), 0.3);
}

const kinds = [
  ["residential-institution", "养老机构"],
  ["community-centre", "社区日间照料中心"],
].map(([key = "", nameZh = ""]) => ({
  key,
  nameZh,
  nameEn: key,
  sector: "elder-care",
  line: "civil-affairs",
  servesLevel: "any" as const,
  order: 0,
}));
const types = [
  ["day-care", "日间照料"],
  ["meals", "助餐"],
  ["residential", "机构养老"],
].map(([key = "", nameZh = ""], order) => ({
  ...{
    key,
    nameZh,
    nameEn: key,
    symbol: "日",
    line: "civil-affairs",
    walkerKey: "adult",
    populationGroup: "60plus",
    capacityUnit: "place",
    standardZh: "",
    standardEn: "",
    source: "",
    order,
  },
  circle: { by: "minutes", minutes: 15 },
})) as unknown as ServiceType[];
const schema = facilityImportSchema(kinds, types);
const knows = isKnownTitle(schema);
const place = placing(new Gazetteer([], [112, 34, 115, 35.5]), "WGS-84", null);
const context: RowContext = {
  cityCode: "4101",
  asOf: "2025-06-30",
  source: "fuzz",
  externalId: "x",
  newId: () => "0190a000-0000-7000-8000-00000000000a",
  lineOfKind: () => "civil-affairs",
  operatorKind: () => undefined,
};

interface Tally {
  refusedFiles: number;
  rows: number;
  refusedRows: number;
  accepted: number;
}

/** A row is refused with column, value and a reason that has words in both languages, or it is a facility that keeps every rule. */
function checkRow(rowNumber: number, issues: readonly Issue[], titles: ReadonlySet<string>, tally: Tally): boolean {
  tally.rows++;
  expect(rowNumber).toBeGreaterThan(0);
  for (const issue of issues) {
    expect(zh.issue).toHaveProperty(issue.code);
    expect(en.issue).toHaveProperty(issue.code);
    if (issue.severity !== "error") continue;
    expect(issue.field).toBeTruthy();
    expect(issue.column !== null && (titles.has(issue.column) || schema.fields.some((field) => field.key === issue.column))).toBe(
      true,
    );
    if (issue.code !== "missing") expect(typeof issue.value).toBe("string");
  }
  if (!hasError(issues)) return true;
  tally.refusedRows++;
  return false;
}

function digest(bytes: Uint8Array, tally: Tally): void {
  const file = openTabularFile(bytes);
  if (!file.ok) {
    tally.refusedFiles++;
    expect(zh.failure.file).toHaveProperty(file.refusal.code);
    return;
  }
  for (const sheet of file.value.sheets) {
    const heading = headingOf(sheet, knows);
    if (!heading) continue;
    const mapping = suggestedMapping(heading.titles, schema);
    const titles = new Set(heading.titles);
    for (const row of readRows(sheet, heading, rowReader(schema, mapping)).rows) {
      const placed = place(row);
      const before = [...row.issues, ...placed.issues];
      if (hasError(before)) checkRow(row.rowNumber, before, titles, tally);
      else {
        const { after, issues } = facilityAfter(row, placed, null, context);
        if (!checkRow(row.rowNumber, [...before, ...issues], titles, tally)) continue;
        tally.accepted++;
        expect(after.life.every(({ from, to }) => to === null || to > from)).toBe(true);
        for (const { capacities } of after.offerings.flatMap(({ classes }) => classes)) {
          for (const { value } of capacities)
            expect((value.staffed ?? 0) <= value.licensed && Number.isInteger(value.licensed) && value.licensed >= 0).toBe(true);
        }
      }
    }
  }
}

test.each([
  ["CSV", mutatedCsv],
  ["XLSX, XLS and web page", mutatedWorkbook],
  ["GeoJSON", mutatedGeoJson],
] as const)(
  `${VARIANTS} mutated %s files: none crashes the reader, each refused row says where and why`,
  { timeout: 240_000 },
  (_name, mutated) => {
    const tally: Tally = { refusedFiles: 0, rows: 0, refusedRows: 0, accepted: 0 };
    for (let variant = 0; variant < VARIANTS; variant++) digest(mutated(), tally);
    expect(tally.refusedRows).toBeGreaterThan(VARIANTS / 20);
    expect(tally.accepted).toBeGreaterThan(VARIANTS / 20);
  },
);

test("sixty mutated files against the database: each lands whole or not at all", { timeout: 240_000 }, async () => {
  const facilities = async () => Number((await records.sql`SELECT count(*)::int AS n FROM facility`)[0]?.["n"]);
  for (let variant = 0; variant < 60; variant++) {
    const file = oneOf([mutatedCsv, mutatedWorkbook, mutatedGeoJson])();
    const before = await facilities();
    const batch = await previewed(file, { city: "4101", source: `fuzz ${variant}`, asOf: "2025-06-30" });
    expect(await facilities()).toBe(before);
    if (batch.status !== "previewed") expect(batch.failure).not.toBeNull();
    else {
      await answerDuplicates(PLANNER, subjectOf("facilities"), batch.id, oneOf(["same", "new"]));
      const expected = (await seen(batch.id)).counts.create ?? 0;
      const done = await written(batch.id, { leaveOutRefused: true });
      expect(done).toMatchObject({ status: "done", failure: null });
      expect(await facilities()).toBe(before + expected);
    }
  }
  const [broken] = await records.sql`
    SELECT (SELECT count(*)::int FROM facility f WHERE NOT EXISTS (SELECT 1 FROM facility_state s WHERE s.facility_id = f.id)) AS lifeless,
      (SELECT count(*)::int FROM facility f WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.facility_id = f.id)) AS untold`;
  expect(broken).toEqual({ lifeless: 0, untold: 0 });
});
