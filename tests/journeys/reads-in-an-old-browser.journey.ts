import { expect, test, type Page } from "@playwright/test";

const findHerStreet = async (page: Page) => {
  await page.goto("/");
  await page.getByRole("textbox", { name: "您所在的区、街道或社区" }).fill("花园路");
  await page.getByRole("button", { name: "查找" }).click();
  await page.getByRole("main").getByRole("link", { name: "花园路街道" }).click();
  await expect(page).toHaveURL(/\/plan\?inside=410105/);
  await expect(page.getByRole("main")).toContainText("社区");
  await page.goto("/about/privacy");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
};

test("with scripts switched off a street is found and read", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN", ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await findHerStreet(page);
  await expect(page.locator(".old-browser")).toBeHidden();
  await context.close();
});

test("a browser too old for the scripts keeps the page, and is told what to do in both languages", async ({ page }) => {
  const failed: string[] = [];
  page.on("pageerror", (error) => failed.push(error.message));
  // What Chromium 92 and older lack.
  await page.addInitScript("delete Object.hasOwn; delete Array.prototype.at; delete Array.prototype.findLast;");
  await findHerStreet(page);
  await expect(page.getByRole("note").getByText("Chromium 108")).toHaveCount(2);
  await expect(page.getByRole("note")).toContainText("极速模式");
  await expect(page.getByRole("note")).toContainText("Update it");
  expect(failed).toEqual([]);
});

test("a browser of today is told nothing", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  await expect(page.locator(".old-browser")).toBeHidden();
});
