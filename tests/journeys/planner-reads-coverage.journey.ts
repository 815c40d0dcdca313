import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { signInAs } from "./signed-in";

const ASKED = "types=day-care&group=60plus&walker=elder-75-84&minutes=15&date=2025-12-31";
const service = (page: Page, name: string) => page.getByRole("group", { name: "服务" }).getByRole("checkbox", { name });

test("a planner reads how many elders can walk to day care, and who cannot", async ({ page }) => {
  await signInAs(page, "planner", `/plan?${ASKED}`);
  await page.goto(`/plan?${ASKED}`);
  await expect(page.getByTestId("coverage-share")).toHaveText(/^\d+\.\d%$/);
  await expect(page.getByTestId("coverage-total")).toContainText("1,617,392");
  await expect(page.getByTestId("basis-reported")).toContainText("上报口径");
  await expect(page.getByTestId("basis-walking")).toContainText("步行口径");
  await expect(page.getByTestId("worst-ten-list").getByRole("listitem")).toHaveCount(10);
  await expect(page.getByText("演示数据，位置为虚构，不得用于决策").first()).toBeVisible();
});

test("the map shows the worst community when its name is chosen, and the scale speaks in minutes", async ({ page }) => {
  await page.goto(`/plan?${ASKED}`);
  const first = page.getByTestId("worst-ten-list").getByRole("button").first();
  const name = await first.innerText();
  await expect(page.locator(".leaflet-container")).toBeVisible();
  await expect(page.getByLabel("走得到的人占")).toBeVisible();
  await expect(page.locator(".leaflet-marker-icon").nth(5)).toBeVisible();
  await first.click();
  await expect(page.getByLabel("10 分钟内")).toBeVisible();
  await expect(page.getByText(new RegExp(`${name}：[\\d,]+ 人在圈外`))).toBeVisible();
  await expect(page.getByTestId("scale")).toContainText(/约走 \d+ 分钟/);
});

test("a slower walker and fewer minutes give a smaller share, and the address keeps the question", async ({ page }) => {
  await page.goto(`/plan?${ASKED}`);
  const share = async () => Number.parseFloat(await page.getByTestId("coverage-share").innerText());
  const before = await share();
  await page.getByLabel("谁在走").selectOption("wheelchair");
  await page.getByLabel("走多久").selectOption("10");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page).toHaveURL(/walker=wheelchair.*minutes=10/);
  await expect.poll(share).toBeLessThan(before);
});

test("the wheel scrolls the page, with Ctrl it zooms the map, and there is a way back to the whole", async ({ page }) => {
  await page.goto(`/plan?${ASKED}`);
  await expect(page.locator(".leaflet-marker-icon").nth(5)).toBeVisible();
  const scale = () => page.getByTestId("scale").innerText();
  const before = await scale();
  await page.locator(".leaflet-container").hover();
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  expect(await scale()).toBe(before);
  await expect(page.getByText(/按住 (Ctrl|⌘) 再滚动/)).toBeVisible();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await expect.poll(scale).not.toBe(before);
  await page.getByRole("button", { name: "看全图" }).click();
  await expect.poll(scale).toBe(before);
});

test("another service brings its own people and walk, what was chosen stays", async ({ page }) => {
  await page.goto("/plan?types=day-care");
  await page.locator("html[data-respect-reduced-motion]").waitFor();
  await service(page, "日间照料").press("Space");
  await service(page, "托育").press("Space");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByLabel("人群")).toContainText("随服务：0–2岁");
  await expect(page.getByTestId("coverage-total")).toContainText("/ 460,657 人");
  await page.getByLabel("人群").selectOption("60plus");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByTestId("coverage-total")).toContainText("1,617,392");
  await service(page, "托育").press("Space");
  await service(page, "零工驿站").press("Space");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByLabel("多远")).toContainText("随服务：3,000 米");
  await expect(page.getByTestId("coverage-total")).toContainText("1,617,392");
});

test("a bad value is named and keeps its field, the good ones stay", async ({ page }) => {
  await page.goto(`/plan?types=nursery&minutes=10&date=bad`);
  await expect(page.getByRole("alert").first()).toContainText(/日期「bad」不是日期.*按今天 \d{4}-\d{2}-\d{2}显示/);
  await expect(page.getByLabel("截至日期")).toHaveValue("bad");
  await expect(page.getByLabel("走多久")).toHaveValue("10");
  await expect(service(page, "托育")).toBeChecked();
});

test("by keyboard alone: from the districts down to the communities of one street, each with its total", async ({ page }) => {
  await page.goto(`/plan?${ASKED}`);
  const table = page.getByTestId("area-table");
  await expect(table.getByRole("row")).toHaveCount(17);
  await table.getByRole("link", { name: "金水区" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "分区数据" }).getByRole("link", { name: "金水区" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "分区数据：金水区" })).toBeFocused();
  await expect(page.getByRole("heading", { name: "分区数据：金水区" })).toBeInViewport();
  await expect(table.locator("tfoot")).toContainText("240,395");
  await table.locator("tbody").getByRole("link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/inside=410105\d{3}/);
  await expect(table.locator("tbody").getByRole("rowheader").first()).toContainText(/社区|村|居委会/);
});

test("the gaps leave as a file that explains itself: of this district, or of the whole city", async ({ page }) => {
  await page.goto(`/plan?${ASKED}&inside=410105`);
  const fileOf = async (scope: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByTestId("exports").getByRole("group", { name: scope }).getByRole("link", { name: "CSV" }).click(),
    ]);
    return (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  };
  const city = await fileOf("郑州市（按街道乡镇）");
  expect(city[0]).toContain("圈外人数");
  expect(city).toHaveLength(210);
  for (const line of city.slice(1)) expect(line).toContain("演示数据，位置为虚构，不得用于决策");
  expect(city.at(-1)).toContain("1617392");
  expect(city[1]).toContain("2025-12-31");
  const district = await fileOf("金水区（按街道乡镇）");
  for (const line of district.slice(1)) expect(line).toMatch(/^410105/);
  expect(district.at(-1)).toMatch(/^410105,金水区,区县,240395,/);
});

test("without scripts the figures, the form and the table are all there", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN", ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto(`/plan?${ASKED}`);
  await expect(page.getByTestId("coverage-total")).toContainText("1,617,392");
  await page.getByLabel("走多久").selectOption("5");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page).toHaveURL(/minutes=5/);
  await expect(page.getByTestId("area-table")).toContainText("合计");
  await page.getByText("这个数怎么来的").click();
  await expect(page.getByTestId("method")).toContainText("绕行系数");
  await context.close();
});

test("standards are checked level by level", async ({ page }) => {
  await page.goto(`/plan?${ASKED}`);
  await page.getByRole("link", { name: "标准检查" }).click();
  await expect(page.getByRole("heading", { name: /每个社区至少 1 处日间照料/ })).toBeVisible();
  await expect(page.getByText(/个街道乡镇达标/)).toBeVisible();
});
