import { expect, test, type Page } from "@playwright/test";
import { axeFindings } from "./axe-findings";
import { signInAs } from "./signed-in";

/** A planner asks where the next ones go, reads why, relaxes what cannot be, and lays two answers side by side. */
const asked = async (page: Page, name: string, count: string) => {
  await page.goto("/plan/siting");
  await page.getByRole("textbox", { name: "几处" }).fill(count);
  await page.getByRole("textbox", { name: "方案名称" }).fill(name);
  await page.getByRole("button", { name: "开始测算" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByTestId("siting-result")).toBeVisible({ timeout: 60_000 });
};

test("eight meal points: the answer is proved, each has its reasons, and two scenarios stand side by side", async ({ page }) => {
  test.setTimeout(240_000);
  await signInAs(page, "planner", "/plan/siting");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("选址：下一处建在哪里");
  expect(await axeFindings(page)).toEqual([]);
  await asked(page, "示例八处", "8");
  await expect(page.getByTestId("siting-result")).toContainText(/建议新建8处助餐服务点.*覆盖率由.*升至/);
  await expect(page.getByTestId("proof")).toContainText(/已证明最优|与最优相差不超过/);
  await expect(page.locator("ol > li").filter({ hasText: "新增覆盖" })).toHaveCount(8);
  await expect(page.getByText(/换成/).first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await asked(page, "示例十二处", "12");
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "几处" })).toHaveValue("12");
  await page.goto("/plan/siting");
  for (const name of ["示例八处", "示例十二处"])
    await page
      .getByRole("checkbox", { name: `选择「${name}」参加对比` })
      .first()
      .check();
  await page.getByRole("button", { name: "对比所选方案" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("方案对比");
  await expect(page.getByRole("row", { name: /新建处数/ })).toContainText(/12.*8|8.*12/);
  expect(await axeFindings(page)).toEqual([]);
});

test("places that are there may be extended beside new ones: refused where it means nothing, told apart in list, map and page", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signInAs(page, "planner", "/plan/siting?types=day-care");
  await page.getByRole("textbox", { name: "几处" }).fill("2");
  await page.locator("summary", { hasText: "更多条件" }).click();
  const filled = async (said: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(said)) await page.getByRole("textbox", { name, exact: true }).fill(value);
  };
  await filled({ 扩建一处可多容纳几人: "20", "扩建一处要多少（元）": "150000", 最多扩建几处: "3", 方案名称: "示例扩建" });
  await page.getByRole("button", { name: "开始测算" }).click();
  await expect(page.getByRole("alert")).toContainText("只有各处能服务的人数有限时，扩建才有用");
  await expect(page.getByRole("textbox", { name: "扩建一处可多容纳几人", exact: true })).toHaveValue("20");
  await filled({ 一处最多服务多少人: "60" });
  await page.getByRole("button", { name: "开始测算" }).click();
  await expect(page.getByTestId("siting-result")).toBeVisible({ timeout: 90_000 });
  await expect(page.getByTestId("siting-result")).toContainText(/建议新建2处日间照料服务点，扩建现有的3处/);
  await expect(page.locator("ol > li").filter({ hasText: /扩建 .*（\+20 人）/ })).toHaveCount(3);
  await expect(page.getByText("建议扩建的现有服务点")).toBeVisible();
  await page.goto(`${new URL(page.url()).pathname}/page`);
  await expect(page.getByTestId("one-page")).toContainText(/建议新建与扩建.*现有服务点扩建.*容量 \d+ → \d+ 人/s);
});

test("without scripts a question that cannot be met says what to relax, and one button asks it so", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const page = await browser.newPage({ baseURL: baseURL ?? "", locale: "zh-CN", javaScriptEnabled: false });
  await signInAs(page, "planner", "/plan/siting");
  await page.getByRole("textbox", { name: "几处" }).fill("many");
  await page.getByRole("button", { name: "开始测算" }).click();
  await expect(page.getByRole("alert")).toContainText("「many」不是数字");
  await page.getByRole("textbox", { name: "几处" }).fill("3");
  await page.locator("summary", { hasText: "更多条件" }).click();
  await page.getByRole("textbox", { name: "每区县至少" }).fill("1");
  await page.getByRole("textbox", { name: "方案名称" }).fill("示例每区一处");
  await page.getByRole("button", { name: "开始测算" }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByTestId("impossible")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByTestId("impossible")).toContainText(/新建处数：至少要 \d+ 处/);
  await page.getByRole("button", { name: "放宽并重新测算" }).first().click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByTestId("siting-result")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "历次测算" })).toBeVisible();
  await page.close();
});
