import { expect, test, type Route } from "@playwright/test";
import pg from "pg";
import { ownerAddress } from "../factories/owner-address";

test("a wait says how far it is and can be left: the answer from before stays, and all that was typed", async ({ page }) => {
  await page.goto("/plan?types=meals&date=2025-12-31");
  // Until the scripts have come, a form asks for a whole page, and the browser's own button leaves that.
  await expect(page.locator(".leaflet-container")).toBeVisible();
  const share = await page.locator(".figure").first().textContent();
  const show = page.getByRole("button", { name: "查看" });
  const held: Route[] = [];
  await page.route("**/plan.data?**", (route) => void held.push(route));
  const given = page.waitForEvent("requestfailed", (request) => request.url().includes("/plan.data"));

  await page.getByLabel("谁在走").selectOption("adult");
  await show.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("progressbar", { name: "正在计算新的结果" })).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(1);
  await page.getByRole("button", { name: "取消" }).press("Enter");
  await given;
  await expect(page.getByRole("status").filter({ hasText: "已取消" })).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(show).toBeFocused();
  await expect(page.locator(".figure").first()).toHaveText(share!);
  await expect(page.getByLabel("谁在走")).toHaveValue("adult");
  expect(page.url()).not.toContain("walker=adult");

  await show.press("Enter");
  await expect(page.getByRole("button", { name: "取消" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "取消" })).toHaveCount(0);

  await page.unroute("**/plan.data?**");
  await show.press("Enter");
  await expect(page).toHaveURL(/walker=adult/);
  await expect(page.getByRole("status").filter({ hasText: "已取消" })).toHaveCount(0);
  await expect(page.getByLabel("谁在走")).toHaveValue("adult");
});

test("a candidate that comes to rest meanwhile does not end the way to the next question", async ({ page }) => {
  const held: Route[] = [];
  await page.route("**/what-if.data?**", (route) => void held.push(route));
  await page.goto("/plan/what-if?types=meals&date=2025-12-31&at=113.66010,34.76020");
  await expect(page.getByTestId("newly")).toHaveText(/[\d,]+ 人/);
  await page.locator("main details summary").first().click();
  await page.getByLabel("谁在走").selectOption("adult");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByRole("progressbar", { name: "正在计算新的结果" })).toBeVisible();
  // A candidate moves as long as nothing new has come, and its rest would be written into the address.
  await page.getByTestId("candidate").press("ArrowRight");
  await expect(page.getByTestId("newly")).toHaveText(/[\d,]+ 人/);
  for (const route of held) await route.continue();
  await expect(page).toHaveURL(/walker=adult/);
});

test("a layer that does not come is said on the map and asked for again", async ({ page }) => {
  await page.route("**/plan/coverage/minutes?**", (route) => route.abort());
  await page.goto("/plan?types=meals&date=2025-12-31&layer=minutes");
  const layer = page.getByTestId("layer-progress");
  await expect(layer).toContainText("地图数据没有取到");
  await page.unroute("**/plan/coverage/minutes?**");
  const came = page.waitForResponse((answer) => answer.url().includes("/plan/coverage/minutes") && answer.ok());
  await layer.getByRole("button", { name: "再试一次" }).click();
  await came;
  await expect(layer).toHaveText("");
});

test("what a closed connection had asked for is not computed any more", async ({ request, baseURL }) => {
  const question = (metres: number) =>
    `city=4101&types=meals,day-care,bathing&group=60plus&walker=adult&metres=${metres}&date=2025-11-05`;
  const leaving = new AbortController();
  const ask = (metres: number) => fetch(`${baseURL}/plan?${question(metres)}`, { signal: leaving.signal }).catch(() => undefined);
  const far = async (metres: number) =>
    ((await (await request.get(`/plan/coverage/progress?of=page&${question(metres)}`)).json()) as { share: number | null }).share;
  const all = Array.from({ length: 12 }, (_, i) => 9_000 + 10 * i);
  const inLine = async () => (await Promise.all(all.map(far))).filter((share) => share !== null);

  // While somebody holds the capacities nobody can read them: whoever is first waits there, all others behind them.
  const owner = new pg.Client({ connectionString: ownerAddress(process.env.JOURNEY_FOLDER!) });
  await owner.connect();
  try {
    await owner.query("BEGIN; LOCK TABLE capacity IN ACCESS EXCLUSIVE MODE");
    const asked = all.map(ask);
    await expect.poll(inLine, { intervals: [50] }).toEqual(all.map(() => 0));
    leaving.abort();
    await Promise.all(asked);
    await expect.poll(async () => (await inLine()).length, { intervals: [50] }).toBeLessThanOrEqual(1);
    await owner.query("ROLLBACK");
  } finally {
    await owner.end();
  }
  await expect.poll(inLine, { intervals: [50] }).toEqual([]);
});
