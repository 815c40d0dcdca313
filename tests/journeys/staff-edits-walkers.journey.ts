import { expect, test, type Page } from "@playwright/test";
import { signInAs } from "./signed-in";

const covered = async (page: Page) => {
  await page.goto("/plan?types=meals&walker=elder-85plus&group=75plus&date=2025-12-31");
  return page.getByTestId("coverage-share").textContent();
};

test("a planner says how fast the oldest walk, and every figure follows", async ({ page }) => {
  await signInAs(page, "planner");
  const before = await covered(page);
  await page.goto("/plan/coverage/walkers");
  const oldest = page.getByRole("region", { name: "85岁以上老人" });
  await oldest.getByLabel("步行速度（公里/时）").fill("1.8");
  await oldest.getByRole("button", { name: "保存" }).click();
  await expect(oldest.getByText("值改了，请写上新值的来源")).toBeVisible();
  const source = await oldest.getByLabel("速度的来源").inputValue();
  await oldest.getByLabel("速度的来源").fill("2025 年实测");
  await oldest.getByRole("button", { name: "保存" }).click();
  await expect(oldest.getByRole("status")).toContainText("已保存");
  expect(await covered(page)).not.toBe(before);

  await page.goto("/plan/coverage/walkers");
  await oldest.getByLabel("步行速度（公里/时）").fill("2.55");
  await oldest.getByLabel("速度的来源").fill(source);
  await oldest.getByRole("button", { name: "保存" }).click();
  await expect(oldest.getByRole("status")).toContainText("已保存");
  expect(await covered(page)).toBe(before);
});

test("who only reads may not change how people walk", async ({ page }) => {
  await signInAs(page, "supervisor");
  const answer = await page.goto("/plan/coverage/walkers");
  expect(answer?.status()).toBe(403);
});
