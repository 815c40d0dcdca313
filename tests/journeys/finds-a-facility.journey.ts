import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

test("the list's filter stands on the map, and the map leads back to the list", async ({ page }) => {
  await signInAs(page, "planner", "/plan/facilities?type=meals&area=410105");
  await expect(page).toHaveTitle("服务设施 · 一刻钟");
  await page.getByRole("link", { name: "在地图上看" }).click();
  await expect(page).toHaveURL(/facilities\/map\?.*type=meals/);
  await expect(page.getByLabel("图例").getByText("助餐")).toBeVisible();
  expect(await page.locator(".leaflet-marker-icon").count()).toBeLessThan(700);
  await page.getByRole("link", { name: "在列表中看" }).click();
  await expect(page).toHaveURL(/facilities\?.*type=meals/);
});

test("asked for another day, the heading of what is shown has the focus", async ({ page }) => {
  await signInAs(page, "planner", "/plan/facilities?type=day-care");
  await page.locator("tr[data-facility] a").first().click();
  await page.getByLabel("查看哪一天").fill("2025-12-31");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByRole("heading", { name: "2025-12-31 的服务项目与容量" })).toBeFocused();
});

test("a choice in the filter keeps the focus where it was made", async ({ page }) => {
  await signInAs(page, "planner", "/plan/facilities");
  await page.waitForLoadState("networkidle");
  await page.getByLabel("服务类型").focus();
  await page.getByLabel("服务类型").selectOption("meals");
  await expect(page).toHaveURL(/type=meals/);
  await expect(page.getByLabel("服务类型")).toBeFocused();
});

test("a box on a phone is as large as a thumb", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signInAs(page, "planner", "/plan/facilities");
  await page.waitForLoadState("networkidle");
  const box = page.locator("tr[data-facility] input[type=checkbox]").first();
  await box.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await box.boundingBox())!;
  await page.mouse.click(x + width / 2 + 20, y + height / 2 + 20);
  await expect(box).toBeChecked();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
