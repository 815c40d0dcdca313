import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { filledForm, problemOfForm, suggested, type FormMapping, type FormSheet } from "~/modules/visits/domain/month-form";
import type { MonthFigures } from "~/modules/visits/domain/month-figures";
import { fillForm, lookAtForm } from "~/modules/visits/use-cases/form-workbook.server";
import { ZipParts } from "~/platform/zip-parts.server";

const figures = (due: number, visited: number): MonthFigures => ({
  ...{ due, visited, atHome: visited, byPhone: 0, refused: 1, noAnswer: 0, inHospital: 0, away: 0, notTried: due - visited - 1 },
  ...{ findings: 4, closed: 3 },
});
const WORDS = {
  ...{ unit: "示例街道", month: "2026-03", filler: "示例填报员", reviewer: "示例审核员", date: "2026-04-01" },
  watermark: "水印 A&B <1>",
};

async function linesForm(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("月报表");
  sheet.mergeCells("A1:G1");
  sheet.getCell("A1").value = "老年人探访关爱情况月报表";
  sheet.getCell("A2").value = "填报单位：";
  sheet.getRow(3).values = ["社区名称", "应访人数", "实访人数", "探访率", "发现问题", "办结数", "备注"];
  ["示例东社区居委会", "示例西社区", "外来社区"].forEach((name, at) => {
    sheet.getRow(4 + at).values = [name, null, null, null, null, null, at === 0 ? "重点" : null];
    sheet.getCell(4 + at, 4).numFmt = "0.0%";
  });
  sheet.getCell("A7").value = "合计";
  sheet.getCell("B7").value = { formula: "SUM(B4:B6)", result: 0 };
  sheet.getCell("B4").font = { bold: true };
  sheet.getColumn(1).width = 33;
  sheet.getCell("G4").dataValidation = { type: "list", formulae: ['"重点,一般"'] };
  book.addWorksheet("填表说明").getCell("A1").value = "请勿改动表头";
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const looked = (bytes: Uint8Array): readonly FormSheet[] => {
  const look = lookAtForm(bytes);
  if (!look.ok) throw new Error(look.kind);
  return look.sheets;
};

test("a form with a line for each unit is understood by its words, filled, and otherwise the same", async () => {
  const bytes = await linesForm();
  const [sheet] = looked(bytes);
  const mapping = suggested(sheet!);
  expect(mapping).toEqual({
    ...{ isSaid: false, kind: "lines", sheet: "月报表", firstName: "A4" },
    cells: { unit: "B2", due: "B4", visited: "C4", rate: "D4", findings: "E4", closed: "F4" },
  });
  expect(problemOfForm(sheet, mapping)).toBeNull();
  const units = [
    { names: ["示例东社区"], figures: figures(8, 6) },
    { names: ["示例西社区"], figures: figures(0, 0) },
    { names: ["示例南社区"], figures: figures(5, 2) },
  ];
  const filled = filledForm(sheet!, mapping, figures(13, 8), units, WORDS);
  expect(filled).toMatchObject({ withoutLine: ["示例南社区"], otherLines: ["外来社区"], keptFormulas: ["B7"] });

  const out = fillForm({ bytes, sheet: mapping.sheet, values: filled.values, description: WORDS.watermark });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(out.buffer as never);
  const page = book.getWorksheet("月报表")!;
  expect(["B2", "B4", "C4", "D4", "E4", "F4", "B5", "D5", "C7"].map((at) => page.getCell(at).value)).toEqual([
    ...["示例街道", 8, 6, 0.75, 4, 3, 0, null, 8],
  ]);
  expect(page.getCell("B7").formula).toBe("SUM(B4:B6)");
  expect(page.getCell("B6").value).toBeNull();
  expect([page.getCell("A1").value, page.getCell("G4").value]).toEqual(["老年人探访关爱情况月报表", "重点"]);
  expect([page.getCell("D4").numFmt, page.getCell("B4").font.bold, page.getColumn(1).width]).toEqual(["0.0%", true, 33]);
  expect(book.description).toBe(WORDS.watermark);

  const [before, after] = [new ZipParts(bytes, 1e7), new ZipParts(out, 1e7)];
  const changed = before.names.filter((name) => before.text(name) !== after.text(name));
  expect(after.names).toEqual(before.names);
  expect(changed.sort()).toEqual(["docProps/core.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]);
  expect(after.text("xl/worksheets/sheet1.xml")).toContain("<dataValidation ");
  expect(after.text("xl/workbook.xml")).toMatch(/<calcPr [^>]*fullCalcOnLoad="1"/);
});

test("a form of one unit: labels beside their cells, a formula and a merged cell are refused by name", async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("Sheet1");
  const rows = [
    ["填报单位", ""],
    ["应访人数", ""],
    ["实访人数", ""],
    ["探访率（%）", ""],
    ["填报人", ""],
  ];
  rows.forEach((row, at) => (sheet.getRow(at + 1).values = row));
  sheet.mergeCells("B5:C5");
  sheet.getCell("B4").value = { formula: "B3/B2*100", result: 0 };
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const [page] = looked(bytes);
  const mapping = suggested(page!);
  expect(mapping).toMatchObject({ kind: "unit", cells: { unit: "B1", due: "B2", visited: "B3", filler: "B5" } });
  expect(mapping.cells.rate).toBeUndefined();
  const said = (cells: FormMapping["cells"]) => problemOfForm(page, { ...mapping, cells });
  expect(said({ due: "B4" })).toEqual({ kind: "holds-a-formula", part: "due", at: "B4" });
  expect(said({ due: "C5" })).toEqual({ kind: "inside-a-merge", part: "due", at: "C5" });
  expect(said({ due: "B2", visited: "B2" })).toEqual({ kind: "twice", part: "visited", at: "B2" });
  expect(said({ due: "B0" })).toMatchObject({ kind: "not-an-address" });
  expect(said({ unit: "B1" })).toEqual({ kind: "no-figure" });
  expect(problemOfForm(undefined, mapping)).toEqual({ kind: "no-such-sheet" });
  // A row and a column that the form does not have yet are put in their place.
  const far = fillForm({
    bytes,
    sheet: "Sheet1",
    values: new Map<string, string | number>([
      ["AB3", 7],
      ["A9", "=1+1"],
      ["B2", 5],
    ]),
    description: "",
  });
  const again = new ExcelJS.Workbook();
  await again.xlsx.load(far.buffer as never);
  const filledPage = again.getWorksheet("Sheet1")!;
  expect([filledPage.getCell("AB3").value, filledPage.getCell("A9").value, filledPage.getCell("B2").value]).toEqual([
    7,
    "=1+1",
    5,
  ]);
  expect(filledPage.getCell("A9").formula).toBeUndefined();
});

test("what carries programs, other files, or is no workbook is not taken", async () => {
  const parts = new ZipParts(await linesForm(), 1e7);
  for (const name of ["xl/vbaProject.bin", "xl/embeddings/oleObject1.bin", "xl/externalLinks/externalLink1.xml"])
    expect(lookAtForm(parts.with(new Map([[name, "x"]])))).toEqual({ ok: false, kind: "form-carries-programs" });
  const macros = parts.text("[Content_Types].xml").replace("sheet.main+xml", "sheet.macroEnabled.main+xml");
  expect(lookAtForm(parts.with(new Map([["[Content_Types].xml", macros]])))).toMatchObject({ kind: "form-carries-programs" });
  expect(lookAtForm(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).toEqual({ ok: false, kind: "form-unreadable" });
});
