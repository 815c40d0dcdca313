import { expect, test, type Page } from "@playwright/test";
import { axeFindings } from "./axe-findings";
import { signInAs } from "./signed-in";

/** A parent asks a nursery, books a tour and cancels it by the link, without scripts; the operator puts hours out and answers. */
const PHONE = { viewport: { width: 390, height: 844 }, baseURL: process.env.JOURNEY_ADDRESS ?? "", locale: "zh-CN" };
const DAY = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10);
const NAME = `示例家长${Date.now() % 100_000}`;
const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
/** Sooner than anybody types, a form asks for one more press. */
const sent = (page: Page, button: string, told: RegExp) =>
  expect(async () => {
    await page.getByRole("button", { name: button, exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: told })).toBeVisible({ timeout: 1_500 });
  }).toPass();

test("a parent asks, books a tour and cancels it by its link; the operator answers from the inbox", async ({ page, browser }) => {
  await signInAs(page, "planner", "/plan/vacancies");
  const href = (await page.locator("tbody th a").first().getAttribute("href"))!;
  const id = href.split("/").at(-1)!.split("?")[0]!;
  await page.goto(`/plan/facilities/${id}/operator`);
  await page.getByRole("button", { name: "生成链接" }).click();
  const link = await page.getByTestId("operator-link").inputValue();

  const desk = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
  await desk.goto("/operate");
  await desk.getByRole("textbox", { name: "机构链接" }).fill(link);
  await desk.getByRole("button", { name: "打开", exact: true }).click();
  await desk.goto("/operate/tours");
  await desk.getByLabel("日期").fill("2020-01-01");
  await desk.getByRole("button", { name: "发布" }).click();
  await expect(desk.getByText("这个时间已经过去")).toBeVisible();
  await desk.getByLabel("日期").fill(DAY);
  await desk.getByRole("button", { name: "发布" }).click();
  await expect(desk.getByRole("status")).toContainText("已发布");
  await fits(desk);

  const parent = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
  await parent.goto(`/find/${id}/ask`);
  await parent.getByRole("button", { name: "提交咨询" }).click();
  await expect(parent.getByRole("alert")).toContainText("还有几处需要补充");
  await parent.getByRole("textbox", { name: "想问什么" }).fill("三月份还有位置吗？");
  await parent.getByRole("textbox", { name: "怎么称呼您" }).fill(NAME);
  await parent.getByRole("textbox", { name: "手机号或邮箱" }).fill("13800001234");
  await sent(parent, "提交咨询", /前答复/);
  await fits(parent);
  await parent.goto(`/find/${id}/tour`);
  await parent.getByRole("radio").first().check();
  await parent.getByRole("textbox", { name: "怎么称呼您" }).fill(NAME);
  await parent.getByRole("textbox", { name: "手机号或邮箱" }).fill("13800001234");
  await sent(parent, "预约", /已约好/);
  const mine = (await parent.getByRole("link", { name: /打开我的预约/ }).getAttribute("href"))!;
  expect(mine).toMatch(/^\/my\/tour#[\w-]{43}$/);

  await desk.goto("/operate/inbox");
  const enquiry = desk.locator("li", { hasText: NAME }).first();
  await expect(enquiry).toContainText("还有");
  await expect(desk.getByText(`${NAME} · 13800001234 · 2 人`)).toBeVisible();
  await enquiry.getByRole("textbox", { name: "答复内容" }).fill("示例：有位置");
  await enquiry.getByRole("button", { name: "已电话答复" }).click();
  await expect(desk.getByRole("status")).toContainText("已保存");
  await fits(desk);

  // Without scripts the link is pasted; with them it opens by itself, and its secret leaves the address.
  await parent.goto("/my/tour");
  await parent.getByRole("textbox", { name: "收到的链接" }).fill(mine);
  await parent.getByRole("button", { name: "打开", exact: true }).click();
  await expect(parent.getByRole("link", { name: "加入日历" })).toBeVisible();
  const scripted = await browser.newPage(PHONE);
  await scripted.goto(mine);
  await expect(scripted.getByRole("link", { name: "加入日历" })).toBeVisible();
  expect(scripted.url()).toMatch(/\/my\/tour$/);
  expect(await axeFindings(scripted)).toEqual([]);
  await parent.getByRole("button", { name: "取消参观" }).click();
  await expect(parent.getByRole("status")).toContainText("已取消");
  await desk.goto("/operate/inbox");
  await expect(desk.getByText(`${NAME} · 13800001234 · 2 人`)).toHaveCount(0);
  for (const path of [`/find/${id}/ask`, `/find/${id}/tour`, `/find/alert?facility=${id}`, "/my/alerts"]) {
    await scripted.goto(path);
    expect(await axeFindings(scripted), path).toEqual([]);
  }
  await Promise.all([desk, parent, scripted].map((one) => one.close()));
});

test("whoever makes calls finds late answers and stale words on one list", async ({ page }) => {
  await signInAs(page, "supervisor", "/plan/calls");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("待电话通知");
  expect(await axeFindings(page)).toEqual([]);
});
