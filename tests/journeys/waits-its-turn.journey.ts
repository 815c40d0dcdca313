import { expect, test } from "@playwright/test";
import { anyFreePort } from "../../scripts/ports.mjs";
import { throwAwayFolder } from "../../scripts/throw-away.mjs";
import { startApp, type RunningApp } from "../factories/running-app";
import { signInAs } from "./signed-in";

/** An app of its own that takes one form a minute. */
const place = throwAwayFolder();
let app: RunningApp;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  app = await startApp({
    ...{ QUARTERHOUR_DEMO_CITY: "no", QUARTERHOUR_DATA: place.folder, PORT: String(await anyFreePort()) },
    QUARTERHOUR_LIMITS: "writes=1",
  });
});
test.afterAll(async () => {
  await app.stop();
  place.remove();
});

test("a form that must wait says so and keeps what was typed", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: app.address, locale: "zh-CN" });
  await signInAs(page, "planner", "/plan/city");
  await page.getByLabel("城市名称").fill("等待城");
  await page.getByLabel("城市代码").fill("12");
  await page.getByRole("button", { name: "建立城市" }).click();
  await expect(page.getByLabel("城市代码")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("城市代码").fill("9914");
  await page.getByRole("button", { name: "建立城市" }).click();
  const notice = page.getByRole("complementary", { name: "等待重试" });
  await expect(notice).toContainText(/请求太频繁.*您填写的内容都在，\d+ 秒后会自动再试/);
  await expect(page.getByLabel("城市名称")).toHaveValue("等待城");
  await expect(page.getByLabel("城市代码")).toHaveValue("9914");
  await page.close();
});

test("without scripts a page says the same, and Back leads to the form as it was filled in", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: app.address, locale: "en-US", javaScriptEnabled: false });
  for (let round = 0; round < 2; round++) {
    await page.goto("/preferences");
    await page.locator("main input[name=scheme][value=dark], main select[name=scheme]").first().check();
    await page.locator("main form button[type=submit]").first().click();
  }
  await expect(page.getByRole("heading", { name: "Too many requests" })).toBeVisible();
  await page.goBack();
  await expect(page.locator("main input[name=scheme][value=dark]").first()).toBeChecked();
  await page.close();
});
