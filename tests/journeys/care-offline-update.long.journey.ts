import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { findBrowser } from "../../scripts/browser.mjs";
import { keptFiles, sizeOf } from "../../scripts/care-shell.mjs";
import { CareTab } from "./care-phone";
import { FrontDoor } from "./front-door";

/** How a newer program reaches phones, and how the worker is taken away again: nobody is signed in for that. */
const { origin } = await findBrowser();
test.skip(origin === "@sparticuz/chromium", "service workers are untried in the browser that npm brings: install Chromium");

const door = new FrontDoor(() => Number(new URL(process.env.JOURNEY_ADDRESS ?? "").port));
test.beforeAll(() => door.open());
test.afterAll(() => door.close());

const controlled = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);
const lookForNewer = (page: Page) =>
  page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration("/care"))?.update()));

test("a new version waits while a form is open in any tab, and comes by a tap once it is closed", async ({ browser }) => {
  const phone = await CareTab.on(browser, door.address);
  const { page } = phone;
  await page.goto("/care");
  await controlled(page);
  const form = await phone.context.newPage();
  await form.goto("/care");
  await form.evaluate(() => {
    const held = window as unknown as { close: () => void };
    return new Promise<void>((open) => {
      void navigator.locks.request("quarterhour-care-form", { mode: "shared" }, () => {
        open();
        return new Promise<void>((over) => (held.close = over));
      });
    });
  });
  door.workerEnding = "\n// the next version\n";
  await lookForNewer(page);
  const notice = page.getByRole("complementary", { name: "新版本" });
  await expect(notice).toContainText("有新版本");
  await notice.getByRole("button", { name: "更新" }).click();
  await expect(notice).toContainText("还有打开的表单");
  await form.evaluate(() => (window as unknown as { close: () => void }).close());
  const reloaded = page.waitForEvent("load");
  await notice.getByRole("button", { name: "更新" }).click();
  await reloaded;
  await expect(notice).not.toContainText("新版本");
  const worker = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration("/care");
    return { state: registration?.active?.state, waits: registration?.waiting !== null, caches: (await caches.keys()).length };
  });
  expect(worker).toEqual({ state: "activated", waits: false, caches: 1 });
  await phone.close();
});

test("where the server has no worker any more, a phone lets its own go", async ({ browser }) => {
  const phone = await CareTab.on(browser, door.address);
  const { page } = phone;
  await page.goto("/care");
  await controlled(page);
  door.isWorkerGone = true;
  await page.reload();
  await page.waitForFunction(
    async () => (await navigator.serviceWorker.getRegistrations()).length === 0 && (await caches.keys()).length === 0,
  );
  door.isWorkerGone = false;
  await phone.close();
});

test("the worker that docs/operations.md prints takes the kept pages away, however broken they are", async ({ browser }) => {
  const [, script = ""] = /```js\n(self\.addEventListener[\s\S]*?)```/.exec(readFileSync("docs/operations.md", "utf8")) ?? [];
  const phone = await CareTab.on(browser, door.address);
  const { page } = phone;
  await page.goto("/care");
  await controlled(page);
  door.workerInstead = script;
  const opened = page.waitForEvent("load");
  await lookForNewer(page).catch(() => undefined);
  await opened;
  await page.waitForFunction(async () => (await caches.keys()).length === 0);
  await phone.close();
  door.workerInstead = null;
});

test("families get no worker", async ({ browser }) => {
  const phone = await CareTab.on(browser, door.address);
  for (const path of ["/", "/about/privacy", "/sign-in"]) {
    await phone.page.goto(path);
    await expect(phone.page.locator("html[data-respect-reduced-motion]")).toBeAttached();
  }
  expect(await phone.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await phone.close();
});

test("the look a phone keeps is there before the first paint, without a network, in either language", async ({ browser }) => {
  const phone = await CareTab.on(browser, door.address, "en-US");
  const { page, context } = phone;
  await page.goto("/care");
  await controlled(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Language and display" }).click();
  await page.getByLabel("中文").click();
  await expect(page.getByRole("heading", { name: "请先登录" })).toBeVisible();
  await page.getByLabel("长者模式").click();
  await page.getByLabel("深色").click();
  await page.goto("/care/week", { waitUntil: "commit" });
  const look = page.locator("html[lang=zh-CN][data-elder][data-mantine-color-scheme=dark]");
  await expect(look).toBeAttached();
  await expect(page.getByRole("heading", { name: "请先登录" })).toBeVisible();
  await expect(look).toBeAttached();
  await phone.close();
});

test("what a phone fetches once and keeps stays small, and holds what /care is made of", () => {
  const files = keptFiles();
  expect(files).toEqual(expect.arrayContaining(["care-shell.html", "kept-look.js", "manifest.webmanifest", "favicon.svg"]));
  for (const chunk of ["care._index", "care.week", "care.visit._id", "care.outbox", "care.map", "desk-zh", "desk-en"])
    expect(
      files.filter((file) => file.startsWith(`assets/${chunk}-`)),
      chunk,
    ).toHaveLength(1);
  expect(files.filter((file) => /assets\/(plan|govern|visits)[._]/.test(file))).toEqual([]);
  const { kept, fetched } = sizeOf(files);
  expect(fetched, "KiB compressed").toBeLessThan(640);
  expect(kept, "KiB on the phone").toBeLessThan(2_100);
});
