import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

/**
 * A planner has seen enough. Of five hundred places for a whole city nobody proves within minutes which make the longest walk
 * shortest, so the question stands whenever it is stopped.
 */
test("a question stopped early keeps the best so far and says how far from the best it can be", async ({ page }) => {
  test.setTimeout(300_000);
  await signInAs(page, "planner", "/plan/siting");
  await page.getByRole("textbox", { name: "几处" }).fill("500");
  await page.getByRole("combobox", { name: "怎样算好" }).selectOption("farthest");
  await page.locator("summary", { hasText: "更多条件" }).click();
  await page.getByRole("textbox", { name: "最多算多久（秒）" }).fill("600");
  await page.getByRole("textbox", { name: "方案名称" }).fill("示例提前停止");
  await page.getByRole("button", { name: "开始测算" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("示例提前停止");

  // Before anything is found there is only «停止»; with a best so far the button says what becomes of it.
  const enough = page.getByRole("button", { name: "停止，用目前最好的" });
  await expect(enough).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText(/^目前最好：[\d,]+ 米$/)).toBeVisible();
  await expect(page.getByText(/^与最优相差不超过 [\d.]+%$/)).toBeVisible();
  await enough.click();

  await expect(page.getByTestId("siting-result")).toBeVisible({ timeout: 120_000 });
  await expect(page.getByTestId("proof")).toHaveText(/^提前停止，与最优相差不超过 [\d.]+%。$/);
  await expect(page.locator("ol > li").filter({ hasText: "必须选它" }).first()).toBeVisible();
  await page.goto("/plan/siting");
  await expect(page.getByRole("row", { name: /示例提前停止/ })).toContainText(/与最优相差不超过|相差/);
});
