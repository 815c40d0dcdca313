import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

const ASKED = "types=day-care&group=60plus&walker=elder-75-84&minutes=15&date=2025-12-31";

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
  await expect(page.getByLabel("10 分钟内")).toBeVisible();
  await expect(page.locator(".leaflet-marker-icon").nth(5)).toBeVisible();
  await first.click();
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

test("by keyboard alone: from the districts down to the communities of one street", async ({ page }) => {
  await page.goto(`/plan?${ASKED}`);
  const table = page.getByTestId("area-table");
  await expect(table.getByRole("row")).toHaveCount(17);
  await table.getByRole("link", { name: "金水区" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation", { name: "分区数据" }).getByRole("link", { name: "金水区" })).toBeVisible();
  await table.locator("tbody").getByRole("link").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/inside=410105\d{3}/);
  await expect(table.locator("tbody").getByRole("rowheader").first()).toContainText(/社区|村|居委会/);
});

test("the gaps leave as a file that explains itself", async ({ page }) => {
  await page.goto(`/plan?${ASKED}&inside=410105`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByTestId("exports").getByRole("link", { name: /^CSV/ }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  const lines = text.trim().split("\r\n");
  expect(lines[0]).toContain("圈外人数");
  expect(lines).toHaveLength(210);
  for (const line of lines.slice(1)) expect(line).toContain("演示数据，位置为虚构，不得用于决策");
  expect(lines.at(-1)).toContain("1617392");
  expect(lines[1]).toContain("2025-12-31");
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
