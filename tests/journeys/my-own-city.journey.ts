import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

test("a planner starts an empty city, is led to what comes next, and removes it whole", async ({ page }) => {
  await signInAs(page, "planner", "/plan/city");
  await page.getByLabel("城市名称").fill("试验城");
  await page.getByLabel("城市代码").fill("12");
  await page.getByRole("button", { name: "建立城市" }).click();
  await expect(page.getByText("城市代码应为四位数字，收到的是“12”。")).toBeVisible();
  await expect(page.getByLabel("城市名称")).toHaveValue("试验城");
  await page.getByLabel("城市代码").fill("9912");
  await page.getByRole("button", { name: "建立城市" }).click();

  const card = page.getByRole("region", { name: "试验城" });
  await expect(card.getByText("当前城市")).toBeVisible();
  await expect(page.getByText("演示数据，位置为虚构，不得用于决策")).toHaveCount(0);
  await expect(card.getByRole("link", { name: /1 · 区划/ })).toBeVisible();
  for (const path of ["/plan", "/plan/facilities", "/plan/import", "/"]) {
    expect((await page.goto(path))?.status(), `${path} of an empty city`).toBe(200);
  }

  await page.goto("/plan/city");
  await card.getByText("移除这座城市…").click();
  await card.getByLabel("请输入“试验城”确认").fill("别的城");
  await card.getByRole("button", { name: "全部移除" }).click();
  await expect(card.getByRole("alert")).toContainText("没有删除任何内容");
  await card.getByLabel("请输入“试验城”确认").fill("试验城");
  await card.getByRole("button", { name: "全部移除" }).click();
  await expect(card).toHaveCount(0);
  await expect(page.getByRole("region", { name: "郑州市" })).toBeVisible();
});
