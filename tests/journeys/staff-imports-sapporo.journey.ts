import { existsSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { signInAs } from "./signed-in";

const FILE = "../shared/reference/nurseries/sapporo.geojson";

test("staff import the nurseries of Sapporo into a city of their own, see them, and take the import back", async ({ page }) => {
  test.skip(!existsSync(FILE), `${FILE} is not here`);
  test.setTimeout(150_000);
  await signInAs(page, "planner", "/plan/city");
  await page.getByLabel("城市名称").fill("札幌市");
  await page.getByLabel("城市代码").fill("0110");
  await page.getByLabel("时区").fill("Asia/Tokyo");
  await page.getByRole("button", { name: "建立城市" }).click();
  await page.waitForURL(/started=yes/);

  await page.goto("/plan/import?city=0110");
  await page.getByLabel("来源名称").fill("Code for Sapporo");
  await page.setInputFiles("input[type=file]", FILE);
  await page.getByRole("button", { name: "上传并查看" }).click();

  await expect(page.getByRole("heading", { name: "每一列是什么" })).toBeVisible({ timeout: 30_000 });
  const column = (name: string) => page.getByLabel(`${name}: 文件中的列`, { exact: true });
  const constant = (name: string) => page.getByLabel(`${name}: 固定值`, { exact: true });
  await expect(column("名称")).toHaveValue("Name");
  await expect(column("编号")).toHaveValue("HID");
  await expect(column("经度")).toHaveValue("geometry lon");
  await column("设施类型").selectOption("");
  await constant("设施类型").selectOption("nursery-institution");
  await column("地址").selectOption("Add1");
  await page.getByLabel("地址: 再接一列").selectOption("Add2");
  await constant("成立日期").fill("2013-04-01");
  await page.getByRole("button", { name: "读取并预览" }).click();

  await expect(page.getByRole("heading", { name: "写入之前" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("link", { name: /^新增\s*525/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /^待确认\s*3/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /^拒收\s*0/ })).toBeVisible();
  await expect(page.locator(".leaflet-marker-icon").first()).toBeVisible();
  await page.getByRole("button", { name: "都不是同一处，全部新增" }).click();
  await page.getByRole("button", { name: "写入 528 条" }).click();

  await expect(page.getByRole("heading", { name: "已写入" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "查看设施" }).click();
  await expect(page.getByText("528").first()).toBeVisible();

  await page.goto("/plan/import?city=0110");
  await page.getByRole("link", { name: "sapporo.geojson" }).click();
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await expect(page.getByText("已撤销 528 条。")).toBeVisible({ timeout: 60_000 });
});
