import { expect, test, type Page } from "@playwright/test";
import { axeFindings } from "./axe-findings";
import { signInAs } from "./signed-in";

const PIN = "829174";
const TAPS = 8;
const SECONDS = 60;

/** A thumb counts every touch of the screen, also those of the keys. */
function thumb(page: Page) {
  let taps = 0;
  return {
    taps: () => taps,
    async tap(role: "button" | "radio" | "link", name: string | RegExp) {
      const target = page.getByRole(role, { name }).first();
      await target.click({ force: role === "radio" });
      taps++;
    },
  };
}

async function openList(page: Page): Promise<void> {
  await signInAs(page, "caregiver", "/care");
  for (const button of ["下一步", "设好，打开名单"]) {
    await page.getByRole("textbox", { name: "离线密码" }).fill(PIN);
    await page.getByRole("button", { name: button }).click();
  }
  await expect(page.getByRole("button", { name: "开始探访" })).toBeVisible();
}

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("a grid worker logs a normal visit with few taps, and it is on the server", async ({ page, context }, about) => {
  test.setTimeout(120_000);
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 34.7466, longitude: 113.6254, accuracy: 12 });
  await openList(page);
  const name = (await page.getByRole("region", { name: "下一位" }).locator("h2").textContent()) ?? "";
  const { tap, taps } = thumb(page);
  expect(await axeFindings(page), "today").toEqual([]);
  const began = Date.now();
  await tap("button", "开始探访");
  await tap("radio", "见到本人");
  for (let section = 0; section < 3; section++) await tap("button", "一切正常");
  await tap("button", "保存");
  await expect(page.getByText(/^已存在手机上/)).toBeVisible();
  const seconds = (Date.now() - began) / 1000;
  about.annotations.push({ type: "measured", description: `${taps()} taps, ${seconds.toFixed(1)} s` });
  process.stdout.write(`a normal visit: ${taps()} taps, ${seconds.toFixed(1)} s\n`);
  expect(taps()).toBeLessThanOrEqual(TAPS);
  expect(seconds).toBeLessThanOrEqual(SECONDS);

  await page.getByRole("link", { name: /^待上传/ }).click();
  const visit = page.getByRole("button", { name: new RegExp(`^${name} · 见到本人`) });
  await expect(visit).toContainText("✓ 服务器已收到");
  await expect(page.getByRole("button", { name: /位置/ })).toContainText("✓ 服务器已收到");
  await page.getByRole("link", { name: "今天" }).click();
  await expect(page.getByRole("link", { name: new RegExp(`${name}.*今天已访：见到本人`) })).toBeVisible();
});

test("a form left half-way is there again; a danger says what to do; two taps on «save» make one visit", async ({ page }) => {
  test.setTimeout(120_000);
  await openList(page);
  await page.getByRole("button", { name: "开始探访" }).click();
  await page.getByRole("radio", { name: "见到本人" }).click({ force: true });
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText(/老人状况还没有填/).first()).toBeVisible();
  expect(await axeFindings(page), "a form with its questions open").toEqual([]);
  await page.getByRole("button", { name: "改结果" }).click();
  await page.getByRole("radio", { name: "无人应答" }).click({ force: true });
  await page.getByLabel("备注（可不填）").fill("示例：门口有两天的报纸");
  await page.getByRole("checkbox", { name: /有危险/ }).click({ force: true });
  await page.getByRole("button", { name: "燃气味、一氧化碳" }).click();
  await expect(page.getByRole("heading", { name: /马上做/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /打 119/ })).toHaveAttribute("href", "tel:119");
  expect(await axeFindings(page), "a danger's sheet").toEqual([]);
  await page.getByRole("button", { name: "已处理，继续填写" }).click();

  await page.goto("/care/week");
  await page.getByRole("textbox", { name: "离线密码" }).fill(PIN);
  await page.getByRole("button", { name: "打开" }).click();
  await page.getByRole("link", { name: "今天", exact: true }).click();
  await page.getByRole("link", { name: /^继续/ }).click();
  await expect(page.getByLabel("备注（可不填）")).toHaveValue("示例：门口有两天的报纸");
  await expect(page.getByText("【危险】燃气味、一氧化碳")).toBeVisible();
  await page.getByRole("button", { name: "保存", exact: true }).dblclick();
  await expect(page.getByText(/^已存在手机上/)).toBeVisible();
  // Nobody opened: it is not done, and the screen says by when to go again and who is told next.
  const sought = page.getByRole("region", { name: /^还没有找到/ }).first();
  await expect(sought.getByRole("heading", { name: /\d\d:\d\d 前再试/ })).toBeVisible();
  await expect(sought.getByText(/\d\d:\d\d .*社区值班$/)).toBeVisible();
  expect(await axeFindings(page), "somebody was not found").toEqual([]);
  await page.getByRole("link", { name: /^待上传/ }).click();
  expect(await axeFindings(page), "the outbox").toEqual([]);
  await expect(page.getByRole("button", { name: /无人应答 · 探访记录/ })).toHaveCount(1);
  await expect(page.getByRole("button", { name: /无人应答 · 探访记录/ })).toContainText("✓ 服务器已收到");
});
