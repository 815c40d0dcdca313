import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import ExcelJS from "exceljs";
import { signInAs } from "./signed-in";

/** A street of the demo city, and the month that runs. */
const STREET = "410102002";
const MONTH = "/visits/month?city=4101&area=410102002";
const total = (page: Page, column: number) =>
  page.getByRole("table").first().getByRole("row", { name: /^合计/ }).getByRole("cell").nth(column);

async function logged(page: Page, finding: string | null): Promise<void> {
  await page.goto(`/visits/month/unvisited?city=4101&area=${STREET}`);
  await page.getByRole("link", { name: "登记", exact: true }).first().click();
  await expect(page.getByText(/^探访对象：/)).toBeVisible();
  await page.getByLabel("结果").selectOption({ label: "见到本人" });
  await page.getByLabel("方式").selectOption({ label: "上门" });
  await page.getByLabel("事由").selectOption({ index: 1 });
  await page.getByLabel("时长（分钟）").fill("20");
  if (finding) await page.getByLabel(finding).check();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
}

async function superiorsForm(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("月报");
  const rows = [["填报单位"], ["应访人数"], ["实访人数"], ["未到人数"], ["发现问题"], ["办结数"]];
  rows.forEach((row, at) => (sheet.getRow(at + 1).values = row));
  sheet.getCell("B4").value = { formula: "B2-B3", result: 0 };
  return Buffer.from(await book.xlsx.writeBuffer());
}

test("a street officer logs visits, closes what was found, hands the month in, and fills the superior's own form", async ({
  page,
}) => {
  test.setTimeout(150_000);
  await signInAs(page, "supervisor", MONTH);
  const due = Number(await total(page, 1).innerText());
  const visited = Number(await total(page, 2).innerText());
  expect(due).toBeGreaterThan(visited);
  const alone = page.getByRole("row", { name: /^独居/ }).getByRole("cell");
  const [dueAlone, visitedAlone] = [await alone.nth(1).innerText(), await alone.nth(2).innerText()];
  await page.getByRole("link", { name: "独居", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /· 独居$/ })).toBeVisible();
  await expect(total(page, 1)).toHaveText(dueAlone);
  await page.getByRole("link", { name: "未访名单" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /未访名单（独居）$/ })).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(Number(dueAlone) - Number(visitedAlone) + 1);
  await logged(page, "水电气暖");
  await page.goto(MONTH);
  await expect(total(page, 1)).toHaveText(String(due));
  await expect(total(page, 2)).toHaveText(String(visited + 1));

  await page.getByRole("link", { name: "问题清单" }).click();
  const open = page.getByRole("row").filter({ hasText: "未办结" });
  await expect(open.first()).toBeVisible();
  const before = await open.count();
  await open.first().getByRole("combobox").selectOption({ label: "已维修" });
  await open.first().getByRole("button", { name: "办结" }).click();
  await expect(open).toHaveCount(before - 1);
  await expect(page.getByText(/已维修（示例督导员）/).first()).toBeVisible();

  await page.goto(MONTH);
  await page.getByRole("button", { name: "一键催办" }).click();
  await expect(page.getByText(/^已提醒 \d+ 人/)).toBeVisible();
  await page.getByLabel(/^我知道：本月还没有结束/).check();
  await page.getByRole("button", { name: "上报" }).click();
  await expect(page.getByText(/已上报，数字固定/)).toBeVisible();
  await logged(page, null);
  await page.goto(MONTH);
  await expect(total(page, 2)).toHaveText(String(visited + 1));
  await expect(page.getByText(/上报后又有 1 条更正：补录探访（计入实访）1/)).toBeVisible();
  await page.getByRole("link", { name: "看更正清单" }).click();
  await expect(page.getByRole("row").filter({ hasText: "补录探访（计入实访）" })).toHaveCount(1);
  await page.getByRole("link", { name: "返回月报" }).click();

  // Whoever filled it does not lock it; given back and handed in anew, it holds what came later.
  await page.getByLabel(/^我已核对数字/).check();
  await page.getByRole("button", { name: "审核并锁定" }).click();
  await expect(page.getByText("填报人不能审核自己的月报")).toBeVisible();
  await page.getByLabel("退回理由").fill("示例：缺一次补录");
  await page.getByRole("button", { name: "退回" }).click();
  await expect(page.getByText(/^已退回：示例：缺一次补录/)).toBeVisible();
  await page.getByLabel(/^我知道：本月还没有结束/).check();
  await page.getByRole("button", { name: "上报" }).click();
  await expect(total(page, 2)).toHaveText(String(visited + 2));

  await page.getByRole("link", { name: "填入上级表样" }).click();
  await page
    .getByLabel(/表样$/)
    .setInputFiles({ name: "上级.xlsx", mimeType: "application/octet-stream", buffer: await superiorsForm() });
  await page.getByRole("button", { name: "上传" }).click();
  await expect(page.getByLabel("实访", { exact: true })).toHaveValue("B3");
  await page.getByLabel("未访", { exact: true }).fill("B4");
  await page.getByRole("button", { name: "保存对应" }).click();
  await expect(page.getByText("未访：B4 是公式，公式要保留，请选别的单元格")).toBeVisible();
  await page.getByLabel("未访", { exact: true }).fill("");
  await page.getByRole("button", { name: "保存对应" }).click();
  const filled = page.waitForEvent("download");
  await page.getByRole("link", { name: "填表并下载" }).click();
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(await (await filled).path()) as never);
  const sheet = book.getWorksheet("月报")!;
  expect([sheet.getCell("B2").value, sheet.getCell("B3").value]).toEqual([due, visited + 2]);
  expect(sheet.getCell("B4").formula).toBe("B2-B3");
  expect(book.description).toContain("示例督导员");

  const workbook = page.waitForEvent("download");
  await page.goto(MONTH);
  await page.getByRole("link", { name: "导出 XLSX" }).click();
  const sheets = new ExcelJS.Workbook();
  await sheets.xlsx.load(readFileSync(await (await workbook).path()) as never);
  expect(sheets.worksheets.map(({ name }) => name)).toEqual(["月度汇总表", "探访台账", "未访名单", "问题清单"]);
  expect(sheets.getWorksheet("未访名单")!.rowCount).toBe(due - visited - 2 + 2);
});
