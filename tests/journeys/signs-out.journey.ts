import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

test("every page has the way out, and after it the way back shows nothing", async ({ page }) => {
  await signInAs(page, "overseer", "/govern/people");
  const wayOut = page.locator("form[action='/sign-out']");
  for (const path of ["/", "/plan", "/plan/facilities", "/govern/access", "/account", "/govern/people"]) {
    const answer = await page.goto(path);
    expect(answer?.headers()["cache-control"], path).toContain("no-store");
    await page.getByRole("button", { name: /^账号/ }).click();
    await expect(wayOut, path).toBeVisible();
  }
  const people = await page.getByRole("main").innerText();
  await wayOut.locator("button").click();
  await expect(page.getByRole("link", { name: "登录" }).first()).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/sign-in|govern/);
  await expect(page.getByRole("main")).not.toHaveText(people);
  await page.goto("/govern/people");
  await expect(page).toHaveURL(/\/sign-in\?/);
});
