import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

test("a visitor sees three true figures with their day and follows the trail to the circles", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "您在找什么？" })).toBeVisible();
  await expect(page.getByText("1,259")).toBeVisible();
  await expect(page.getByText(/郑州市，截至 \d{4}-\d{2}-\d{2}/)).toBeVisible();
  await page.getByRole("link", { name: /位75岁以上老人步行15分钟到不了助餐点/ }).click();
  await expect(page).toHaveURL(/\/(plan|sign-in)\?/);
});

test("an English reader gets English, from the browser's wish alone", async ({ browser }) => {
  const context = await browser.newContext({ locale: "en-US", baseURL: process.env.JOURNEY_ADDRESS });
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "What do you need?" })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "About demo data" })).toHaveText(
    "Demo data: positions are made up, not for decisions",
  );
  await context.close();
});

test("an elder makes type and targets larger, and they stay so", async ({ page }) => {
  await page.goto("/preferences");
  const before = await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  await page.getByRole("main").getByLabel("长者模式").check();
  await page.getByRole("main").getByRole("button", { name: "应用" }).click();
  await page.goto("/sign-in");
  expect(await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize))).toBeGreaterThanOrEqual(
    Math.max(18, 1.2 * before),
  );
  const button = await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).boundingBox();
  expect(button!.height).toBeGreaterThanOrEqual(48);
});

test("a long name ends in an ellipsis in the header, in large English letters, and is told in full", async ({
  page,
  context,
}) => {
  await signInAs(page, "planner", "/");
  await context.request.post("/preferences", {
    form: { back: "/", language: "en", scheme: "light", elder: "yes" },
    headers: { Origin: process.env.JOURNEY_ADDRESS ?? "" },
  });
  for (const [path, selector] of [
    ["/find", "header a[href='/account']"],
    ["/plan/types", "header button [title]"],
  ] as const) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(path);
    const name = page.locator(selector).first();
    expect(await name.getAttribute("title")).toBe(await name.textContent());
    const shown = await name.evaluate((element) => {
      element.textContent = "Made-up name of somebody with a very long name";
      const { display, textOverflow } = getComputedStyle(element);
      const { right } = element.getBoundingClientRect();
      const isCut = element.scrollWidth > element.clientWidth;
      return { isBlock: /^(inline-)?block$/.test(display), textOverflow, isCut, isInside: right <= window.innerWidth };
    });
    expect(shown, path).toEqual({ isBlock: true, textOverflow: "ellipsis", isCut: true, isInside: true });
  }
});

test("language and display are chosen where one is, and one stays there", async ({ page }) => {
  await page.goto("/plan");
  await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  const opener = page.getByRole("banner").getByLabel("语言与显示").first();
  await opener.click();
  await expect(page.getByRole("radio", { name: "English" })).toBeVisible();
  await opener.click();
  await expect(page.getByRole("radio", { name: "English" })).toBeHidden();
  await opener.click();
  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("button", { name: "应用" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", /^en/);
  await expect(page).toHaveURL(/\/plan$/);
});

test("a wrong password says so, keeps the account that was typed, and the right one leads on", async ({ page }) => {
  await page.goto("/sign-in?to=/plan/city");
  const account = page.locator("input[name=login]:not([type=hidden])");
  const password = page.locator("input[name=password]:not([type=hidden])");
  await account.fill("planner@demo");
  await password.fill("wrong");
  await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("账号或密码不对");
  await expect(account).toHaveValue("planner@demo");
  await password.fill("quarter-hour-demo");
  await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
  await expect(page).toHaveURL(/\/plan\/city$/);
});

test("a page that is not there says what to do, and so does one that may not be opened", async ({ page }) => {
  expect((await page.goto("/no-such-page"))?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "没有这个页面" })).toBeVisible();
  await page.goto("/sign-in?to=/plan/city");
  await page.getByRole("button", { name: "以家属身份登录" }).click();
  await expect(page.getByRole("heading", { name: "您没有这项权限" })).toBeVisible();
});
