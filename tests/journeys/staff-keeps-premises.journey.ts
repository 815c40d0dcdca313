import { expect, test, type Page } from "@playwright/test";
import { read, utils } from "@e965/xlsx";
import { readFileSync } from "node:fs";
import { axeFindings } from "./axe-findings";
import { signInAs } from "./signed-in";

const HEAD = "编号,名称,区县,社区,地址,经度,纬度,面积（㎡）,楼层,有无电梯,权属,租期,消防情况,租金（万元/年）,联系人,电话,阶段";
const run = Date.now().toString(36);
const ROWS = [
  `甲${run},示例旅程甲用房${run},,,示例路1号,113.66,34.78,260,1层,有,示例街道,2030-12-31,已验收,6,示例甲,0371-60000000,摸排`,
  `乙${run},示例旅程乙用房${run},,,示例路2号,113.67,34.77,180,1层,也许,示例街道,2030-12-31,已验收,4,,,摸排`,
];

async function broughtIn(page: Page, lines: readonly string[]): Promise<void> {
  await page.goto("/plan/import?subject=premises");
  await expect(page.getByLabel("导入什么")).toHaveValue("premises");
  await page.getByLabel("来源名称").fill(`示例清单${run}`);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "made.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });
  await page.getByRole("button", { name: "上传并查看" }).click();
  await page.getByRole("button", { name: "读取并预览" }).click({ timeout: 60_000 });
  await expect(page.getByText(`示例旅程甲用房${run}`).first()).toBeVisible({ timeout: 60_000 });
}

test("a planner brings in a sheet with a mistake, mends it, finds the place, moves it on, gives another up, and takes the list out", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signInAs(page, "planner", "/plan/siting/premises");
  expect(await axeFindings(page)).toEqual([]);
  await broughtIn(page, [HEAD, ...ROWS]);
  await expect(page.getByText("不在可选范围内").or(page.getByText("也许")).first()).toBeVisible();
  await broughtIn(page, [HEAD, ...ROWS.map((row) => row.replace("也许", "无"))]);
  await page.getByRole("button", { name: /^写入/ }).click();
  await page.getByRole("link", { name: "查看闲置用房" }).click({ timeout: 60_000 });

  await page.getByLabel("找", { exact: true }).fill(run);
  await page.getByRole("button", { name: "筛选" }).click();
  await expect(page.locator("tr[data-premises]")).toHaveCount(2);
  await page.getByRole("link", { name: `示例旅程甲用房${run}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `示例旅程甲用房${run}` })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "进入“选址”" }).click();
  await expect(page.getByText("已记入阶段记录。")).toBeVisible();
  await page.getByRole("link", { name: "全部闲置用房" }).click();

  await page.goto(`/plan/siting/premises?q=${run}`);
  await page.getByRole("link", { name: `示例旅程乙用房${run}` }).click();
  await page.getByText("放弃这一处").click();
  await page.getByRole("button", { name: "放弃", exact: true }).click();
  await expect(page.getByRole("alert")).toHaveText("请写明原因。");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByText("放弃这一处").locator("xpath=..").getByLabel("原因").fill("示例原因");
  await page.getByRole("button", { name: "放弃", exact: true }).click();
  await expect(page.getByText("在“摸排”阶段放弃：示例原因")).toBeVisible();

  await page.goto(`/plan/siting/premises?q=${run}`);
  await expect(page.locator("tr[data-premises]")).toHaveCount(1);
  await page.getByText("导出", { exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Excel" }).click()]);
  const book = read(readFileSync(await download.path()), { type: "buffer" });
  const text = utils.sheet_to_csv(book.Sheets[book.SheetNames[0]!]!);
  expect(text).toContain(`示例旅程甲用房${run},选址`);
  expect(text).not.toContain("60000000");
});

test("on a phone the list is cards without a sideways way, and a form keeps what was typed", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signInAs(page, "planner", "/plan/siting/premises");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.goto("/plan/siting/premises/new");
  await page.getByLabel("面积（平方米）").fill("很大");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByLabel("面积（平方米）")).toHaveValue("很大");
  await expect(page.getByText("请写数字")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await axeFindings(page)).toEqual([]);
});
