import { expect, test } from "vitest";
import { isKnownTitle, suggestedMapping } from "~/modules/imports/domain/column-mapping";
import { headingOf, likelihoodOf } from "~/modules/imports/domain/heading";
import { readRows, rowReader } from "~/modules/imports/domain/row-reading";
import { facilityImportSchema } from "~/modules/catalog/domain/facility-import-schema";
import { openTabularFile } from "~/platform/tabular-file.server";
import { csv, gbk, MERGED, MERGES, workbook } from "./office-files";

const KINDS = [
  ["street-centre", "街道综合养老服务中心", "Street centre"],
  ["community-centre", "社区日间照料中心", "Community centre"],
  ["residential-institution", "养老机构", "Residential institution"],
].map(([key = "", nameZh = "", nameEn = ""]) => ({
  key,
  nameZh,
  nameEn,
  sector: "elder-care",
  line: "civil-affairs",
  servesLevel: "any" as const,
  order: 0,
}));
const schema = facilityImportSchema(KINDS, []);
const knows = isKnownTitle(schema);

function opened(bytes: Uint8Array) {
  const file = openTabularFile(bytes);
  if (!file.ok) throw new Error(`refused: ${file.refusal.code}`);
  return file.value;
}

function readAll(bytes: Uint8Array) {
  const file = opened(bytes);
  const sheet = file.sheets.reduce((a, b) => (likelihoodOf(b, knows) > likelihoodOf(a, knows) ? b : a));
  const heading = headingOf(sheet, knows);
  if (!heading) throw new Error("no heading");
  const mapping = suggestedMapping(heading.titles, schema);
  return { file, sheet, heading, mapping, ...readRows(sheet, heading, rowReader(schema, mapping)) };
}

const LINES = ["编号,名称,设施类型,核定床位,地址", "A1,花园路养老院,养老机构,120,花园路1号"];

test.each([
  ["UTF-8", csv(LINES)],
  ["UTF-8 with its mark", new Uint8Array([0xef, 0xbb, 0xbf, ...csv(LINES)])],
  ["GBK", gbk(LINES.join("\n"))],
  ["semicolons", csv(LINES.map((line) => line.replaceAll(",", ";")))],
  ["tabs", csv(LINES.map((line) => line.replaceAll(",", "\t")))],
  [
    "UTF-16",
    new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...LINES.join("\n")].map((sign) => sign.charCodeAt(0))).buffer),
    ]),
  ],
])("a table in %s is read", (_name, bytes) => {
  const { rows } = readAll(bytes);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.values).toMatchObject({
    externalId: "A1",
    name: "花园路养老院",
    kind: "residential-institution",
    licensed: 120,
    address: "花园路1号",
  });
});

test.each(["xlsx", "biff8"] as const)(
  "merged headings, sums, remarks and office numbers of an .%s are understood",
  (bookType) => {
    const bytes = workbook({ 封面: { grid: [["关于报送养老机构情况的函"]] }, 台账: { grid: MERGED, merges: MERGES } }, bookType);
    const { sheet, heading, mapping, rows, leftOut } = readAll(bytes);
    expect(sheet.name).toBe("台账");
    expect(heading.titles).toEqual(["序号", "机构名称", "床位（张）/核定", "床位（张）/在住", "地址", "开业时间", "类型"]);
    expect(mapping["licensed"]?.columns).toEqual(["床位（张）/核定"]);
    expect(mapping["taken"]?.columns).toEqual(["床位（张）/在住"]);
    expect(leftOut.map(({ rowNumber, as }) => [rowNumber, as])).toEqual([
      [6, "sum"],
      [8, "sum"],
      [9, "note"],
    ]);
    const [first, second, third] = rows;
    expect(first?.values).toMatchObject({
      licensed: 30,
      taken: 12,
      since: "2021-06-01",
      address: "金水区花园路120号",
      kind: "street-centre",
    });
    expect(first?.issues.map(({ code, column }) => [code, column])).toContainEqual(["approximate-number", "床位（张）/核定"]);
    expect(second?.values).toMatchObject({ licensed: 30, since: "2020-06-01" });
    expect(second?.values["taken"]).toBeUndefined();
    expect(third?.values).toMatchObject({ since: "2021-01-01" });
    expect(third?.values["licensed"]).toBeUndefined();
    expect(third?.issues.filter(({ severity }) => severity === "error")).toEqual([]);
  },
);

test("a web page that calls itself .xls is read as the table it is", () => {
  const page =
    "<html><meta charset='utf-8'><table><tr><td>名称</td><td>设施类型</td><td>核定床位</td></tr><tr><td>花园路养老院</td><td>养老机构</td><td>０１２</td></tr></table></html>";
  expect(readAll(new TextEncoder().encode(page)).rows[0]?.values).toMatchObject({ name: "花园路养老院", licensed: 12 });
});

test("an expiry given by its month ends with it, a beginning starts with it", () => {
  const { rows } = readAll(
    csv(["名称,设施类型,成立日期,许可证有效期至", "甲,养老机构,2025.6,2027.6", "乙,养老机构,45809,2027年6月3日"]),
  );
  expect(rows.map(({ values }) => [values["since"], values["licenceExpires"]])).toEqual([
    ["2025-06-01", "2027-06-30"],
    ["2025-06-01", "2027-06-03"],
  ]);
});

test.each([
  ["an empty file", new Uint8Array(), "empty"],
  ["blanks only", csv(["  ", ""]), "empty"],
  ["a workbook cut in half", workbook({ 表: { grid: MERGED } }).slice(0, 3000), "damaged"],
  ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), "unknown-kind"],
  ["broken JSON", csv(['{"type":"FeatureCollection","features":[']), "damaged"],
  ["no features", csv(['{"type":"FeatureCollection","features":[]}']), "no-features"],
])("%s is refused by name", (_name, bytes, code) => {
  const file = openTabularFile(bytes);
  expect(file.ok ? "read" : file.refusal.code).toBe(code);
});

test("a workbook locked by a password is refused as such", () => {
  const locked = workbook({ 表: { grid: MERGED } });
  const at = locked.findIndex(
    (_, index) => locked[index] === 0x50 && locked[index + 1] === 0x4b && locked[index + 2] === 1 && locked[index + 3] === 2,
  );
  locked[at + 8] = (locked[at + 8] ?? 0) | 1;
  const file = openTabularFile(locked);
  expect(file.ok ? "read" : file.refusal.code).toBe("password");
});

test("a workbook that says it swells to gigabytes is refused before it is unpacked", () => {
  const bomb = workbook({ 表: { grid: MERGED } });
  const view = new DataView(bomb.buffer);
  for (let at = 0; at + 46 < bomb.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 900_000_000, true);
  const file = openTabularFile(bomb);
  expect(file.ok ? "read" : file.refusal.code).toMatch(/damaged|swells/);
});

test("a workbook whose XML names a file of the machine is told nothing of it", () => {
  const entity = '<!DOCTYPE t [<!ENTITY machine SYSTEM "file:///etc/passwd"><!ENTITY ten "&#49;0">]>';
  const rows = "<tr><td>名称</td><td>核定床位</td></tr><tr><td>甲&machine;</td><td>&ten;</td></tr>";
  const page = `<?xml version="1.0"?>${entity}<html><body><table>${rows}</table></body></html>`;
  expect(JSON.stringify(openTabularFile(new TextEncoder().encode(page)))).not.toMatch(/root:|nologin/);
  // The same inside a workbook: its parts lie in it unpacked, so that one of them can be exchanged for another of its length.
  const whole = Buffer.from(workbook({ 表: { grid: [["名称"], ["甲"]] } }));
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const put = '<!DOCTYPE t[<!ENTITY machine SYSTEM "/etc/passwd">]>'.padEnd(head.length, " ");
  for (let at = whole.indexOf(head); at >= 0; at = whole.indexOf(head, at + 1)) whole.write(put, at);
  const file = openTabularFile(new Uint8Array(whole));
  expect(JSON.stringify(file)).not.toMatch(/root:|nologin/);
});

test("a first look reads the top of a long sheet and knows its length", () => {
  const long = workbook({ 台账: { grid: [["名称"], ...Array.from({ length: 40 }, (_, at) => [`第${at}处`])] } });
  const look = (bytes: Uint8Array) => {
    const file = openTabularFile(bytes, 10);
    return file.ok ? file.value.sheets.map(({ rows, rowsInAll }) => [rows.length, rowsInAll]) : file.refusal;
  };
  expect(look(long)).toEqual([[10, 41]]);
  expect(opened(long).sheets[0]?.rowsInAll).toBe(41);
});
