import { expect, type Page } from "@playwright/test";

/** Signs in by hand, as the role's made account, and waits for the page it leads to. */
export async function signInAs(page: Page, role: string, to = "/plan"): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
  await page.locator("input[name=login]:not([type=hidden])").fill(`${role}@demo`);
  await page.locator("input[name=password]:not([type=hidden])").fill("quarter-hour-demo");
  await page.locator("main form:has(input[name=password]:not([type=hidden])) button[type=submit]").click();
  await expect(page).not.toHaveURL(/sign-in/);
}
