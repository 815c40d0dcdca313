import { chromium, expect, test } from "@playwright/test";
import { findBrowser } from "../../scripts/browser.mjs";
import { signInAs } from "./signed-in";

/** The same city under a name that is not this machine's own: there a browser treats http as what it is. */
test("staff on an http address are told on the page what the browser switched off; families and this machine are not", async () => {
  const found = await findBrowser();
  const browser = await chromium.launch({
    ...{ executablePath: found.executablePath, env: { ...process.env, ...found.env } as Record<string, string> },
    args: [...found.args, "--host-resolver-rules=MAP care.example 127.0.0.1"],
  });
  try {
    const { port } = new URL(process.env.JOURNEY_ADDRESS ?? "");
    const page = await browser.newPage({ baseURL: `http://care.example:${port}`, locale: "zh-CN" });
    const line = page.getByRole("complementary", { name: "连接说明" });
    await page.goto("/");
    await expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();
    await expect(line).toHaveCount(0);
    await signInAs(page, "planner", "/");
    await expect(line).toContainText("离线使用、定位和加密");
    const here = await browser.newPage({ baseURL: `http://127.0.0.1:${port}`, locale: "zh-CN" });
    await signInAs(here, "planner", "/");
    await expect(here.locator("html[data-respect-reduced-motion]")).toBeAttached();
    await expect(here.getByRole("complementary", { name: "连接说明" })).toHaveCount(0);
  } finally {
    await browser.close();
  }
});
