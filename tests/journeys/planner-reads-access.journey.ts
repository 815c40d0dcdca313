import { expect, test } from "@playwright/test";

test("a planner reads how much there is for whom, how evenly, and where least", async ({ page }) => {
  await page.goto("/plan?types=residential&date=2025-12-31");
  await page.getByRole("link", { name: "可达与公平" }).click();
  await expect(page.getByTestId("access-mean")).toContainText("个名额／千人");
  await expect(page.getByTestId("gini")).toHaveText(/基尼系数 0\.\d\d/);
  await expect(page.getByTestId("access-lowest-list").getByRole("listitem")).toHaveCount(10);
  await expect(page.locator(".recharts-surface").first()).toBeVisible();
  await page.getByText("曲线的数").click();
  await expect(page.getByRole("cell", { name: "50%", exact: true })).toBeVisible();

  await page.getByLabel("怎么衡量").selectOption("cumulative");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page).toHaveURL(/measure=cumulative/);
  await expect(page.getByTestId("access-mean")).toContainText("个名额");
  await page.getByTestId("access-table").getByRole("link", { name: "金水区" }).click();
  await expect(page.getByRole("heading", { name: "分区可达：金水区" })).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^access-410105-residential-cumulative-2025-12-31-street\.csv$/);
});

test("where no capacity is recorded, the page says why there is no figure", async ({ page }) => {
  await page.goto("/plan/coverage/access?types=job-station");
  await expect(page.getByTestId("no-access")).toContainText("零工驿站没有登记容量");
  await page.goto("/plan/coverage/access?types=residential,nursery");
  await expect(page.getByTestId("no-access")).toContainText("一次只问一种服务");
});

test("two days are compared in words, by area and in the file", async ({ page }) => {
  await page.goto("/plan?types=residential&date=2025-12-31");
  await page.getByLabel("与哪一天比").fill("2024-06-30");
  await page.getByRole("button", { name: "查看" }).click();
  await expect(page.getByTestId("compared-sentence")).toHaveText(/^比 2024-06-30 [多少]覆盖 [\d,]+ 人/);
  await expect(page.getByTestId("area-table").getByRole("columnheader", { name: "设施增减" })).toBeVisible();
  await page.getByTestId("area-table").getByRole("link", { name: "金水区" }).click();
  await expect(page).toHaveURL(/compare=2024-06-30/);
});

test("the map's layer is chosen by keyboard and kept in the address", async ({ page }) => {
  await page.goto("/plan?types=nursery&date=2025-12-31");
  await page.getByRole("link", { name: "步行分钟" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/layer=minutes/);
  await expect(page.getByText("超过 30 分钟", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: "可达", exact: true }).click();
  await expect(page.getByText("一个也够不着")).toBeVisible();
});
