import { expect, test, type Page } from "@playwright/test";
import { axeFindings } from "./axe-findings";

/** Where she stands, and the child: both travel in the address and nowhere else. */
const ASKED = "place=花园路街道&need=nursery&born=2025-01-01&minutes=30";

async function placesFound(page: Page): Promise<string[]> {
  await page.goto(`/find?${ASKED}`);
  const links = await page
    .locator("main a[href^='/find/0']")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  const found = [...new Set(links.map((href) => href.split("?")[0]!))];
  expect(found.length).toBeGreaterThan(4);
  return found;
}

const idOf = (path: string) => path.split("/").at(-1)!;

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("a parent reads one place: how far, whether free and how old that is, what she would pay, licence apart from filing", async ({
    page,
  }) => {
    const [first] = await placesFound(page);
    await page.goto(`${first}?at=113.6650,34.7600&born=2025-01-01`);
    await expect(page.getByRole("heading", { level: 1 })).not.toBeEmpty();
    await expect(page.getByText(/^步行 (\d+ 分钟|.*超过)/).first()).toBeVisible();
    await expect(page.getByRole("link", { name: /^打电话/ }).first()).toHaveAttribute("href", /^tel:/);
    await expect(page.getByText("备案不是营业执照")).toBeVisible();
    for (const heading of ["班型与余位", "费用", "开放时间", "备案与许可", "质量等级", "检查结果", "照护比", "无障碍"])
      await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
    // Free is never said without a number and a day; else it is unknown, and to be called for.
    const free = await page.locator("[data-vacancy]").first().innerText();
    expect(free).toMatch(/余 \d+ 位[\s\S]*确认|已满[\s\S]*确认|未知，请打电话/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test("the price follows what she says, in the address alone", async ({ page }) => {
    const [first] = await placesFound(page);
    await page.goto(first!);
    await page.getByLabel("孩子出生日期").fill("2025-01-01");
    await page.getByLabel("三孩").check();
    await page.getByRole("button", { name: "重新计算" }).click();
    await expect(page).toHaveURL(/born=2025-01-01/);
    await expect(page).toHaveURL(/hardship=third-child/);
    await expect(page.getByLabel("三孩")).toBeChecked();
  });

  test("the link she passes on says nothing of her", async ({ page }) => {
    const [first] = await placesFound(page);
    await page.goto(`${first}?at=113.6650,34.7600&born=2025-01-01`);
    const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
    const shared = await page.locator("meta[property='og:url']").getAttribute("content");
    expect([canonical, shared]).toEqual([expect.stringMatching(/\/find\/[0-9a-f-]{36}$/), canonical]);
    const told = JSON.parse((await page.locator("script[type='application/ld+json']").textContent()) ?? "{}") as Record<
      string,
      unknown
    >;
    expect(told).toMatchObject({ "@context": "https://schema.org", url: canonical });
    expect(JSON.stringify(told)).not.toMatch(/113\.665|2025-01-01/);
  });

  test("four stand side by side, a fifth is refused in words, one is taken out", async ({ page }) => {
    const found = await placesFound(page);
    await page.goto(`/find/compare?ids=${found.slice(0, 5).map(idOf).join(",")}`);
    await expect(page.getByText("最多比较 4 家，另外 1 家没有列入")).toBeVisible();
    await expect(page.getByRole("columnheader")).toHaveCount(4);
    await page.getByRole("link", { name: /^移出/ }).first().click();
    await expect(page.getByRole("columnheader")).toHaveCount(3);
    await page.goto("/find/compare");
    await expect(page.getByText("还没有选要比较的机构")).toBeVisible();
  });
});

test("with scripts she gathers places from page to page; her own browser keeps them, and a fifth is refused", async ({
  page,
}) => {
  const found = await placesFound(page);
  for (const path of found.slice(0, 4)) {
    await page.goto(path);
    await page.getByRole("button", { name: "加入比较" }).click();
    await expect(page.getByRole("button", { name: "移出比较" })).toBeVisible();
  }
  await page.goto(found[4]!);
  await page.getByRole("button", { name: "加入比较" }).click();
  await expect(page.getByText("最多比较 4 家，先移出一家再加")).toBeVisible();
  await page.getByRole("link", { name: /去比较/ }).click();
  await expect(page.getByRole("columnheader")).toHaveCount(4);
  await expect(page.getByRole("rowheader", { name: "不同之处" })).toBeVisible();
  const cookies = await page.context().cookies();
  expect(JSON.stringify(cookies)).not.toContain(idOf(found[0]!));
});

test("axe finds nothing on a place's page, on a comparison and where there is nothing to compare", async ({ page }) => {
  const found = await placesFound(page);
  for (const address of [found[0]!, `/find/compare?ids=${found.slice(0, 5).map(idOf).join(",")}`, "/find/compare"]) {
    await page.goto(address);
    expect(await axeFindings(page), address).toEqual([]);
  }
});

test("a place that is not there is said to be so, and robots stay out of a demo", async ({ page, request }) => {
  const answer = await page.goto("/find/00000000-0000-7000-8000-000000000000");
  expect(answer?.status()).toBe(404);
  expect(await (await request.get("/robots.txt")).text()).toContain("Disallow: /");
  expect(await (await request.get("/sitemap.xml")).text()).toContain("<sitemapindex");
});
