import { expect, test, type Page } from "@playwright/test";
import { signInAs } from "./signed-in";

const main = (page: Page) => page.getByRole("main");
const asRole = (page: Page, role: string) => page.getByRole("button", { name: `以${role}身份登录`, exact: true }).click();

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("every page of somebody signed in has the way out and the way to the account", async ({ page }) => {
    await signInAs(page, "caregiver", "/");
    for (const path of ["/", "/plan/facilities", "/account"]) {
      await page.goto(path);
      const header = page.getByRole("banner");
      await expect(header.getByRole("link", { name: "我的账号" }), path).toBeVisible();
      await expect(header.getByRole("button", { name: "退出登录" }), path).toBeVisible();
    }
    await page.getByRole("banner").getByRole("button", { name: "退出登录" }).click();
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in\?/);
  });

  test("the phones' door says that it needs scripts, and leads to the desks' door", async ({ page }) => {
    await page.goto("/sign-in/field");
    await expect(page.getByText("必须启用网页脚本")).toBeVisible();
    await expect(page.getByText("正在查看这部手机")).toHaveCount(0);
    await page.getByRole("link", { name: "用账号和密码登录" }).click();
    await expect(main(page).locator("input[name=password]:not([type=hidden])")).toBeVisible();
  });
});

test("whoever asked for no page comes to their own first one; the emptier ones are not shown what they may not do", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await asRole(page, "管理员");
  await expect(page).toHaveURL(/\/govern\/people$/);
  await page.goto("/sign-in");
  await asRole(page, "探访员");
  await expect(page).toHaveURL(/\/care$/);
  await page.goto("/");
  await expect(page.getByRole("link", { name: "换成我的城市" })).toHaveCount(0);
  await page.getByRole("button", { name: /切换城市/ }).click();
  await expect(page.getByRole("menuitem", { name: "郑州市" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "换成我的城市" })).toHaveCount(0);
  expect((await page.goto("/govern"))?.status()).toBe(403);
  await expect(page.getByRole("heading", { name: "您没有这项权限" })).toBeVisible();
  await expect(page.getByRole("banner")).toBeVisible();
});

test("the sign-in page says who is in already: one goes on, or leaves", async ({ page }) => {
  await signInAs(page, "overseer", "/");
  await page.goto("/sign-in?to=/plan/facilities");
  await expect(main(page).getByRole("status")).toContainText("您已登录：示例监管员（监管人员）");
  await main(page).getByRole("link", { name: "继续" }).click();
  await expect(page).toHaveURL(/\/plan\/facilities$/);
  await page.goto("/sign-in");
  await main(page).getByRole("button", { name: "退出登录" }).click();
  await expect(page).toHaveURL(/:\d+\/$/);
  await page.goto("/sign-in");
  await expect(main(page).getByRole("status")).toHaveCount(0);
});
