import { expect, test, type Page } from "@playwright/test";
import { axeFindings } from "./axe-findings";

/** Public pages on a phone: what the first visit loads, that words are there wherever one goes from them, and what axe finds. */
const MOST_BYTES = 150_000;
const SEARCH = "/find?at=113.6650,34.7570&minutes=30&need=nursery";

test.use({ viewport: { width: 390, height: 844 } });

/** Bytes of script as browsers are sent them that know gzip alone, without headers; the map follows by itself and is not counted. */
async function scriptBytes(page: Page, path: string): Promise<{ readonly sum: number; readonly files: string[] }> {
  const asked = new Set<string>();
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith(".js") && !/leaflet/.test(pathname)) asked.add(pathname);
  });
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  const sizes = await Promise.all(
    [...asked].map(async (file) => {
      const { origin } = new URL(page.url());
      const answer = await page.request.head(`${origin}${file}`, { headers: { "Accept-Encoding": "gzip" } });
      const size = Number(answer.headers()["content-length"]);
      expect(size, file).toBeGreaterThan(0);
      return [file, size] as const;
    }),
  );
  return {
    sum: sizes.reduce((sum, [, size]) => sum + size, 0),
    files: sizes.sort((a, b) => b[1] - a[1]).map(([file, size]) => `${size} ${file}`),
  };
}

for (const [name, path] of [
  ["the search", "/find"],
  ["a search's results", SEARCH],
] as const)
  test(`${name} loads at most 150 kB of scripts at the first visit`, async ({ page }) => {
    const { sum, files } = await scriptBytes(page, path);
    expect(files.length).toBeGreaterThan(5);
    expect(sum, files.join("\n")).toBeLessThan(MOST_BYTES);
  });

test("a place's page loads at most 150 kB of scripts at the first visit", async ({ page, browser }) => {
  await page.goto(SEARCH);
  const place = await page.locator("main ol a[href^='/find/']").first().getAttribute("href");
  const first = await browser.newPage();
  const { sum, files } = await scriptBytes(first, `${process.env.JOURNEY_ADDRESS}${place}`);
  await first.close();
  expect(sum, files.join("\n")).toBeLessThan(MOST_BYTES);
});

test("whoever goes from a public page to any other and back reads words, never their keys", async ({ page }) => {
  const failed: string[] = [];
  page.on("pageerror", (error) => failed.push(error.message));
  await page.goto("/find");
  await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  // A mark that a new document would not have: these are ways within one.
  await page.evaluate(() => ((window as { stays?: boolean }).stays = true));
  await page.getByRole("banner").getByRole("link", { name: "登录" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("登录");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("找身边的服务");
  await page.getByRole("contentinfo").getByRole("link", { name: "隐私说明" }).click();
  await expect(page).toHaveURL(/\/about\/privacy$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true);
  expect(await page.locator("body").innerText()).not.toMatch(/\b(privacy|signIn|footer|account|search)\.[a-z]/);
  expect(failed).toEqual([]);
});

test("language and elder mode are chosen on a public page, and one stays where one was", async ({ page }) => {
  await page.goto(SEARCH);
  await page.getByRole("banner").locator("summary", { hasText: "字" }).click();
  await page.getByLabel("English").check();
  await page.getByLabel("长者模式").check();
  await page.getByRole("button", { name: "应用" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-elder", "");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  expect(new URL(page.url()).search).toContain("need=nursery");
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("open data stand beside privacy, and axe finds nothing there or in the frame for other sites, by day and by night", async ({
  page,
}) => {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("/find");
    await page.getByRole("contentinfo").getByRole("link", { name: "开放数据" }).click();
    await expect(page).toHaveURL(/\/about\/data$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect.soft(await axeFindings(page), `open data, ${scheme}`).toEqual([]);
    for (const path of [
      "/embed/find",
      "/embed/find?need=nursery&place=花园路街道&minutes=30",
      "/embed/find?place=没有这样的地方",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect.soft(await axeFindings(page), `${path}, ${scheme}`).toEqual([]);
    }
  }
});

test("axe finds nothing where nothing is found, nothing was understood, or no such page is", async ({ page }) => {
  for (const path of [
    "/find?at=112.7500,34.3000&minutes=5&need=nursery",
    "/find?place=%E6%B2%A1%E6%9C%89%E8%BF%99%E6%A0%B7%E7%9A%84%E5%9C%B0%E6%96%B9",
    `${SEARCH}&born=yesterday`,
    "/find/00000000-0000-7000-8000-000000000000",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect.soft(await axeFindings(page), path).toEqual([]);
  }
});
