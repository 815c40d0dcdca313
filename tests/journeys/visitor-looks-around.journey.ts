import { expect, test } from "@playwright/test";

test("a visitor finds her street and what can be reached there, without an account", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("textbox", { name: "您所在的区、街道或社区" }).fill("花园路");
  await page.getByRole("button", { name: "查找" }).click();
  await page.getByRole("main").getByRole("link", { name: "花园路街道" }).click();
  await expect(page).toHaveURL(/\/plan\?inside=410105/);
  await expect(page.getByTestId("area-table")).toContainText("社区");
});

test("words that name no place are answered with what to try instead", async ({ page }) => {
  await page.goto("/?q=没有这样的地方");
  await expect(page.getByRole("main").getByRole("status").first()).toContainText("没有名为「没有这样的地方」的区、街道或社区");
});

test("an address with a city that is not there says so, and whose figures these are", async ({ page }) => {
  for (const path of ["/find", "/plan"]) {
    await page.goto(`${path}?city=9999`);
    const line = page.getByRole("complementary", { name: "城市说明" });
    await expect(line).toHaveText("没有代码为“9999”的城市，以下是郑州市的内容。");
    await page.getByRole("contentinfo").getByRole("link", { name: "开放数据" }).click();
    await expect(line).toHaveCount(0);
  }
});

test("without a network the open page stays, and says so", async ({ page, context }) => {
  await page.goto("/");
  // Mantine says so once the page is alive; before that a click is the browser's own.
  await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  await page.getByRole("textbox", { name: "您所在的区、街道或社区" }).fill("花园路");
  await context.setOffline(true);
  await expect(page.getByText("网络已断开")).toBeVisible();
  await page.getByRole("main").locator("a[href='/plan']").click();
  await expect(page.getByText("这一步需要网络")).toBeVisible();
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page.getByRole("textbox", { name: "您所在的区、街道或社区" })).toHaveValue("花园路");
  await context.setOffline(false);
  await page.getByRole("main").locator("a[href='/plan']").click();
  await expect(page).toHaveURL(/\/plan$/);
});

test("a server that does not answer is told inside the frame", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  await page.route(/\.data/, (route) => route.abort());
  await page.getByRole("main").locator("a[href='/plan']").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("没有连接上");
  await expect(page.getByRole("banner")).toBeVisible();
});

test("a form no server answers stays as it was filled in, and goes at the next try", async ({ page }) => {
  await page.goto("/my/look-in");
  await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  const words = page.locator("main form textarea").first();
  await words.fill("请去看看示例家人");
  let asked = 0;
  await page.route(/look-in\.data/, (route) =>
    route.request().method() === "POST" && asked++ === 0 ? route.abort("connectionrefused") : route.continue(),
  );
  await page
    .locator("main form")
    .first()
    .evaluate((form: HTMLFormElement) => form.requestSubmit());
  const notice = page.getByRole("complementary", { name: "没有答复的提交" });
  await expect(notice).toContainText("没有收到服务器的答复");
  await expect(words).toHaveValue("请去看看示例家人");
  await notice.getByRole("button", { name: "再试一次" }).click();
  await expect(notice).toHaveText("");
  expect(asked).toBe(2);
  await expect(words).toHaveValue("请去看看示例家人");
});

test("every tab says which page it holds, in the language of the page", async ({ page, browser }) => {
  await page.goto("/sign-in");
  await expect(page).toHaveTitle("登录 · 一刻钟");
  await page.goto("/plan");
  await expect(page).toHaveTitle("服务圈 · 一刻钟");
  await page.goto("/no-such-page");
  await expect(page).toHaveTitle("没有这个页面 · 一刻钟");
  const english = await browser.newPage({ locale: "en", baseURL: process.env.JOURNEY_ADDRESS ?? "" });
  await english.goto("/preferences");
  await expect(english).toHaveTitle("Language and display · Quarterhour");
  await english.close();
});

test("whoever taps while a page is still coming alive breaks nothing", async ({ page, context }) => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  const slow = await context.newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  // A tap in every moment the page has, until Mantine says that it is alive.
  await page.addInitScript(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      if (document.querySelector("html[data-respect-reduced-motion]")) return;
      document.querySelector("body > *")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      port2.postMessage(null);
    };
    port2.postMessage(null);
  });
  for (const path of ["/", "/sign-in", "/find"]) {
    await page.goto(path);
    await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  }
  expect(complaints).toEqual([]);
});
