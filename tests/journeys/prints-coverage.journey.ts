import { expect, test } from "@playwright/test";

const ASKED = "types=day-care&group=60plus&walker=elder-75-84&minutes=15&date=2025-12-31";
/** Between margins of 14 mm, at 96 pixels an inch. */
const A4_UPRIGHT = { width: 688, height: 1017 };
/** What a printer's dialogue tells the page; the paper itself is media «print». */
const say = (event: string) => window.dispatchEvent(new Event(event));

test("the coverage report on paper is the question, the answer, the map, the figures and the method, and nothing to press", async ({
  page,
}) => {
  await page.goto(`/plan?${ASKED}`);
  const answer = page.getByTestId("coverage-total");
  await expect(answer.getByText("走得到日间照料吗？")).toBeHidden();
  await expect(page.locator(".leaflet-marker-icon").nth(5)).toBeVisible();
  await page.evaluate(say, "beforeprint");
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(A4_UPRIGHT);

  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(answer.getByText("2025-12-31，郑州市60岁及以上的居民")).toBeVisible();
  await expect(answer.getByText(/^\d+\.\d% 走得到（[\d,]+ \/ 1,617,392 人），[\d,]+ 人在圈外/)).toBeVisible();
  await expect(page.getByTestId("basis-reported")).toBeVisible();
  await expect(page.getByTestId("worst-ten-list").getByRole("listitem")).toHaveCount(10);
  await expect(page.getByTestId("area-table").getByRole("row")).toHaveCount(17);
  await expect(page.getByTestId("method").getByText("数据日期")).toBeVisible();
  await expect(page.getByText("演示数据，位置为虚构，不得用于决策").first()).toBeVisible();
  for (const pressed of ["navigation", "combobox", "searchbox"] as const) await expect(page.getByRole(pressed)).toHaveCount(0);
  for (const name of ["查看", "打印", "放大"]) await expect(page.getByRole("button", { name })).toHaveCount(0);

  // Answer above the map, the map as wide as the paper.
  const [told, map] = [await answer.boundingBox(), await page.locator(".leaflet-container").boundingBox()];
  expect(told!.y + told!.height).toBeLessThanOrEqual(map!.y);
  expect(map!.width).toBe(685);
});

test("after printing the screen is as it was: map, folded method, buttons", async ({ page }) => {
  await page.goto(`/plan?${ASKED}`);
  const map = page.locator(".leaflet-container");
  await expect(page.locator(".leaflet-marker-icon").nth(5)).toBeVisible();
  const before = await map.boundingBox();
  const scale = await page.getByTestId("scale").innerText();
  await page.evaluate(say, "beforeprint");
  expect((await map.boundingBox())!.width).toBe(685);
  await page.evaluate(say, "afterprint");
  expect(await map.boundingBox()).toEqual(before);
  await expect(page.getByTestId("scale")).toHaveText(scale);
  await expect(page.getByTestId("method").getByText("数据日期")).toBeHidden();
});

test("the button prints; without scripts there is none", async ({ page, browser, baseURL }) => {
  await page.addInitScript(() => {
    window.print = () => void (document.title = "printed");
  });
  await page.goto(`/plan?${ASKED}`);
  await page.getByRole("button", { name: "打印" }).click();
  await expect(page).toHaveTitle("printed");
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "zh-CN", ...(baseURL ? { baseURL } : {}) });
  const bare = await context.newPage();
  await bare.goto(`/plan?${ASKED}`);
  await expect(bare.getByTestId("exports")).toBeVisible();
  await expect(bare.getByRole("button", { name: "打印" })).toHaveCount(0);
  await context.close();
});
