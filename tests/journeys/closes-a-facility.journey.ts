import { expect, test, type Page } from "@playwright/test";
import { signInAs } from "./signed-in";

const DAY = 86_400_000;
/** Names of this run: a second run in the same city finds its own records. */
const MARK = Date.now().toString(36);
const dayInZhengzhou = (offset: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date(Date.now() + offset * DAY));

async function facilitiesOn(page: Page, date: string): Promise<number> {
  const answer = await page.request.get(`/api/v1/counts?city=4101&date=${date}`);
  return ((await answer.json()) as { facilities: { total: number } }).facilities.total;
}

test("staff close a facility today and yesterday's count is unchanged", async ({ page }) => {
  const [yesterday, today] = [dayInZhengzhou(-1), dayInZhengzhou(0)];
  await signInAs(page, "planner", "/plan/facilities?kind=community-centre&state=operating&sort=area");
  const before = { yesterday: await facilitiesOn(page, yesterday), today: await facilitiesOn(page, today) };
  await page.locator("tr[data-facility] a").first().click();
  await page.getByRole("link", { name: "变更状态" }).click();
  await page.getByRole("radio", { name: "已关闭" }).check();
  await page.getByRole("button", { name: "确认变更" }).click();
  await expect(page.getByRole("alert")).toContainText("要写明原因");
  await page.getByLabel("原因").fill("租约到期");
  await page.getByRole("button", { name: "确认变更" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("已保存");
  await expect(page.getByText("登记承接设施")).toBeVisible();
  await expect(page.getByText(`${today} 没有服务项目`)).toBeVisible();
  await expect(page.getByText("变更状态").last()).toBeVisible();
  expect(await facilitiesOn(page, today)).toBe(before.today - 1);
  expect(await facilitiesOn(page, yesterday)).toBe(before.yesterday);
});

test("a planner registers a facility, is told what is wrong beside the field, and loses nothing", async ({ page }) => {
  await signInAs(page, "planner", "/plan/facilities/new");
  await page.getByLabel("名称").fill(`试验路社区日间照料中心${MARK}`);
  await page.getByRole("textbox", { name: "所属区划" }).fill("huayuanlu");
  await page.getByRole("listbox").getByRole("option").first().click();
  await page.getByRole("button", { name: "添加服务项目" }).click();
  await page.getByLabel("核定").fill("20");
  await page.getByLabel("可收托（可入住）").fill("24");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByText("可收托 24 超过核定 20。")).toBeVisible();
  await expect(page.getByLabel("名称")).toHaveValue(`试验路社区日间照料中心${MARK}`);
  await page.getByLabel("可收托（可入住）").fill("18");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: `试验路社区日间照料中心${MARK}` })).toBeVisible();
  await page.goto(`/plan/facilities?q=shiyanlu%20${MARK}`);
  await expect(page.getByRole("link", { name: `试验路社区日间照料中心${MARK}` })).toBeVisible();
});

test("the second of two editors sees both versions and goes on", async ({ page, context }) => {
  await signInAs(page, "planner", "/plan/facilities?sort=area&page=last");
  const id = await page.locator("tr[data-facility]").first().getAttribute("data-facility");
  const other = await context.newPage();
  for (const editor of [page, other]) {
    await editor.goto(`/plan/facilities/${id}/edit`);
    await editor.waitForLoadState("networkidle");
  }
  await other.getByLabel("地址").fill(`别人写的地址 ${MARK} 号`);
  await other.getByRole("button", { name: "保存", exact: true }).click();
  await expect(other.getByRole("main").getByRole("status")).toContainText("已保存");
  await page.getByLabel("名称").fill(`我改的名称${MARK}`);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  const notice = page.getByRole("alert").filter({ hasText: "别人已经修改过" });
  await expect(notice.getByRole("row", { name: /地址/ })).toContainText(`别人写的地址 ${MARK} 号`);
  await expect(page.getByLabel("名称")).toHaveValue(`我改的名称${MARK}`);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: `我改的名称${MARK}` })).toBeVisible();
  await expect(page.getByText(`别人写的地址 ${MARK} 号`).first()).toBeVisible();
});

test("a planner adds a service type with a circle in metres", async ({ page }) => {
  await signInAs(page, "planner", "/plan/types/new");
  await page.getByLabel("中文名称").fill(`便民理发${MARK}`);
  await page.getByLabel("英文名称").fill("Haircuts");
  await page.getByLabel("标识").fill(`haircut-${MARK}`);
  await page.getByLabel("地图符号").fill("发");
  await page.getByRole("radio", { name: "米", exact: true }).check();
  await page.getByLabel("服务圈大小").fill("3");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("应在 50 到 50000 之间。")).toBeVisible();
  await expect(page.getByLabel("中文名称")).toHaveValue(`便民理发${MARK}`);
  await page.getByLabel("服务圈大小").fill("3000");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("row", { name: `便民理发${MARK}` })).toContainText("3000 米");
});

test("a view that was kept opens its filter again, and the file holds what is listed", async ({ page }) => {
  await signInAs(page, "planner", "/plan/facilities?kind=residential-institution&date=2025-12-31");
  await expect(page.locator("[data-figure=facilities]")).toContainText("93");
  await page.locator("summary", { hasText: "保存当前筛选" }).click();
  await page.getByLabel("视图名称").fill("去年的养老机构");
  await page.getByRole("button", { name: "保存当前筛选" }).click();
  await expect(page.getByRole("link", { name: "去年的养老机构" })).toBeVisible();
  await page.goto("/plan/facilities");
  await page.getByRole("link", { name: "去年的养老机构" }).click();
  await expect(page).toHaveURL(/kind=residential-institution/);
  const file = await page.request.get(
    "/plan/facilities/export?kind=residential-institution&date=2025-12-31&state=operating&format=csv",
  );
  const lines = (await file.text()).trim().split("\r\n");
  expect(lines.slice(0, 2)).toEqual([expect.stringContaining("名称,类别"), expect.stringMatching(/,"?水印.*审计编号.*演示数据/)]);
  expect(lines).toHaveLength(1 + 93);
});
