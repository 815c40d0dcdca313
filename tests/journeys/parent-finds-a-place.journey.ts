import { expect, test, type Page } from "@playwright/test";
import { axeFindings } from "./axe-findings";

/** A parent at a bus stop: where, what and for whom, then a list that says why. First with scripts, then without any. */
const lastYear = new Date().getFullYear() - 1;
const BORN = `${lastYear}-05-10`;

const results = (page: Page) => page.getByRole("main").locator("ol > li");
/** Words and numbers of Latin letters that stand on two lines, though each is shorter than one. */
const brokenWords = (all: Element[]): string[] =>
  all.flatMap((one) => {
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    while (texts.nextNode()) {
      for (const { 0: word, index } of (texts.currentNode.textContent ?? "").matchAll(/[A-Za-z]{2,12}|\d{3,4}-\d{7,8}/g)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
      }
    }
    return broken;
  });
const ask = async (page: Page, place: string) => {
  await page.getByRole("combobox", { name: "从哪里出发" }).fill(place);
  await page.getByLabel("孩子的出生日期").fill(BORN);
  const minutes = page.getByLabel("走多久以内");
  if (!(await minutes.isVisible())) await page.locator("summary", { hasText: "条件" }).click();
  await minutes.selectOption("30");
  await page.getByRole("button", { name: "查找" }).click();
};

test("a parent finds a nursery within a walk, reads why, and compares two", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: /找身边的服务/ }).click();
  await expect(page).toHaveURL(/\/find$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("找身边的服务");
  expect(await axeFindings(page)).toEqual([]);
  await ask(page, "花园路街道");
  await expect(page.getByRole("heading", { name: /30 分钟内有 \d+ 处托育/ })).toBeVisible();
  await expect(results(page).first()).toContainText(/推婴儿车\d+分钟/);
  expect(await results(page).count()).toBeGreaterThan(1);
  expect(await axeFindings(page)).toEqual([]);
  // What was asked stands in the address: the same search for whoever it is sent to.
  const shared = page.url();
  expect(new URL(shared).searchParams.get("born")).toBe(BORN);
  await page.getByText("普惠", { exact: true }).click();
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page.getByRole("link", { name: "去掉：普惠" })).toBeVisible();
  await page.getByRole("link", { name: "去掉：普惠" }).click();
  await expect(page.getByRole("link", { name: "去掉：普惠" })).toHaveCount(0);
  await expect(page).toHaveURL(/place=/);
  await results(page).nth(0).getByRole("checkbox").check();
  await results(page).nth(1).getByRole("checkbox").check();
  await page.getByRole("button", { name: "比较选中的" }).click();
  await expect(page).toHaveURL(/\/find\/compare\?.*ids=/);
});

test("the map invites a tap before a search, then shows the walk, the list's numbers and the second place", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/find");
  const first = page.getByRole("region", { name: "城市地图：点一处，就从那里找" });
  await expect(first.getByText("金水区")).toBeVisible();
  await expect(page.getByText("点地图上的一处，就从那里找")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await first.click({ position: { x: 300, y: 250 } });
  await page.getByRole("button", { name: "从这里找" }).click();
  await expect(page).toHaveURL(/\/find\?.*at=\d+\.\d{4}/);
  const rings = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/find/walk");
  await page.goto("/find?at=113.6650,34.7570&at2=113.6800,34.7650&minutes=30&need=nursery");
  expect((await rings).headers()["cache-control"]).toBe("private, no-store");
  const map = page.getByRole("region", { name: /个结果在地图上/ });
  for (const minutes of [5, 10, 15]) await expect(page.getByText(`${minutes} 分钟内`, { exact: true })).toBeVisible();
  await expect(page.getByText(/走得到的/)).toBeVisible();
  await expect(page.getByText("两处之间的直线，不是路线")).toBeVisible();
  await expect(map.getByTitle("另一处")).toBeVisible();
  const name = await results(page).first().getByRole("heading").innerText();
  await expect(map.getByTitle(`1 ${name}`)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
});

test("a full nursery says from when a place is expected, as a projection, in the list and on its own page", async ({ page }) => {
  await page.goto(`/find?at=113.6650,34.7570&minutes=45&need=nursery&born=${BORN}&show=60`);
  const full = results(page)
    .filter({ hasText: /预计 \d{4}年\d+月起有名额（按班级月龄推算，非承诺）/ })
    .first();
  await expect(full).toContainText(/已满|请致电/);
  await full.getByRole("heading").getByRole("link").click();
  await expect(page.getByText(/预计 \d{4}年\d+月起有名额（按.*登记的班级月龄推算，非承诺）/).first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
});

test("an address with a finer point is told again with a coarser one", async ({ page }) => {
  await page.goto("/find?at=113.6812345,34.7781234&need=meals");
  await expect(page).toHaveURL(/at=113\.6812%2C34\.7781/);
  await expect(results(page).first()).toContainText("分钟");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the same search: several places to choose from, then the list, in plain forms and links", async ({ page }) => {
    await page.goto("/find");
    await ask(page, "花园");
    await expect(page.getByRole("heading", { name: "“花园”有几处，是哪一处？" })).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "花园路街道", exact: true }).click();
    await expect(results(page).first()).toContainText(/推婴儿车\d+分钟/);
    await expect(page.getByLabel("孩子的出生日期")).toHaveValue(BORN);
    await page.getByLabel("有空位").check();
    await page.getByRole("button", { name: "查找" }).click();
    await expect(page.getByRole("link", { name: "去掉：有空位" })).toBeVisible();
    await results(page).nth(0).getByRole("checkbox").check();
    await page.getByRole("button", { name: "比较选中的" }).click();
    await expect(page).toHaveURL(/\/find\/compare\?.*ids=/);
  });

  test("what is expected is in the list too, and there is no room kept for a map", async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`/find?at=113.6650,34.7570&minutes=45&need=nursery&born=${BORN}&show=60`);
    await expect(results(page).filter({ hasText: "按班级月龄推算，非承诺" }).first()).toBeVisible();
    const [list, form] = [await results(page).first().boundingBox(), await page.getByRole("search").boundingBox()];
    expect(list!.width).toBeGreaterThan(form!.width * 0.9);
  });

  test("a name nobody knows keeps what was typed and offers the districts", async ({ page }) => {
    await page.goto("/find");
    await ask(page, "没有这样的地方");
    await expect(page.getByRole("heading", { name: "没有找到“没有这样的地方”" })).toBeVisible();
    await expect(page.getByRole("combobox", { name: "从哪里出发" })).toHaveValue("没有这样的地方");
    await expect(page.getByLabel("孩子的出生日期")).toHaveValue(BORN);
    await page.getByRole("main").getByRole("link", { name: "金水区", exact: true }).click();
    await expect(page.getByRole("heading", { name: /30 分钟内/ })).toBeVisible();
  });

  test("nothing near by: the nearest there is; a date that is none is told beside what was typed", async ({ page }) => {
    await page.goto("/find?at=113.0500,34.9000&need=nursery&minutes=5");
    await expect(page.getByRole("heading", { name: /5 分钟内没有合条件的/ })).toBeVisible();
    await expect(page.getByRole("heading", { name: "最近的在这里" }).or(page.getByText("9 公里内也没有"))).toBeVisible();
    await page.goto("/find?at=121.4700,31.2300&need=nursery");
    await expect(page.getByText(/您选的地方在.*以外/)).toBeVisible();
    await expect(page.getByRole("link", { name: "有空位时告诉我" })).toHaveCount(0);
    await page.goto("/find?born=2025-02-30&place=花园路街道");
    await expect(page.getByRole("alert")).toContainText("“2025-02-30”不是日期");
    await expect(page.getByLabel("孩子的出生日期")).toHaveValue("2025-02-30");
    await expect(results(page).first()).toBeVisible();
  });

  test("in English, for an elder's meals, in large letters", async ({ browser }) => {
    const page = await browser.newPage({ locale: "en", javaScriptEnabled: false, baseURL: process.env.JOURNEY_ADDRESS ?? "" });
    await page.goto("/find?need=meals&place=huayuanlu&walker=elder-75-84");
    await expect(page.getByRole("main").locator("ol > li, ul li").first()).toBeVisible();
    await page.goto("/find?need=meals&at=113.6812,34.7781&walker=elder-75-84");
    await expect(results(page).first()).toContainText(/\d+ min at the pace of 75–84/);
    await page.close();
  });
});

test("the empty and the mistaken state are as accessible as the list", async ({ page }) => {
  await page.goto("/find?place=没有这样的地方&born=xx");
  await expect(page.getByRole("alert").first()).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.goto("/find?at=113.0500,34.9000&minutes=5");
  await expect(page.getByRole("heading", { name: /5 分钟内没有/ })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
});

for (const [language, elder] of [
  ["zh", false],
  ["zh", true],
  ["en", false],
  ["en", true],
] as const)
  test(`on a narrow phone each fold's title is one line, and what was refused is marked: ${language}${elder ? ", elder mode" : ""}`, async ({
    page,
    context,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    const said = { back: "/", language, scheme: "light", ...(elder ? { elder: "yes" } : {}) };
    await context.request.post("/preferences", { form: said, headers: { Origin: process.env.JOURNEY_ADDRESS ?? "" } });
    await page.goto("/find?place=花园路街道");
    await expect(page.locator("html")).toHaveAttribute("lang", new RegExp(language));
    const titles = page.getByRole("search").locator("summary span > span:first-child:not(:only-child)");
    await expect(titles.first()).toBeVisible();
    const lines = await titles.evaluateAll((all) => all.map((title) => [title.textContent, title.getClientRects().length]));
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.filter(([, count]) => count !== 1)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await results(page).first().getByRole("link").first().click();
    const facts = page.getByRole("main").locator("dl");
    await expect(facts.first()).toBeVisible();
    expect(await facts.evaluateAll(brokenWords)).toEqual([]);
    await page.goto(`${new URL(page.url()).pathname}?born=xx&start=2020-01`);
    await expect(page.locator("input[name=born]")).toHaveValue("xx");
    await expect(page.locator("input[name=born]")).toHaveAccessibleDescription(/xx.*2025-03-01/);
    await expect(page.locator("select[name=start]")).toHaveAccessibleDescription(/2020-01/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.goto("/find?place=花园路街道&born=xx&price=abc&time=99");
    for (const name of ["born", "price", "time"]) {
      const field = page.getByRole("search").locator(`input[name=${name}]`);
      await expect(field).toHaveAttribute("aria-invalid", "true");
      await expect(field, "and told what to write").toHaveAccessibleDescription(/xx|abc|99/);
      await expect(field, "seen, too").toHaveCSS("border-top-width", "2px");
    }
  });
