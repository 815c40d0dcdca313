import { expect, test, type Page } from "@playwright/test";
import { axeFindings } from "./axe-findings";
import { signInAs } from "./signed-in";

/** A nursery's word has gone stale; its operator confirms from the link with one tap, and families read places again. */
const PHONE = { viewport: { width: 390, height: 844 }, baseURL: process.env.JOURNEY_ADDRESS ?? "", locale: "zh-CN" };
const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);

test("a stale word is unknown to families; without scripts one tap from the link makes it fresh, and a revoked link opens nothing", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, "planner", "/plan/vacancies?age=stale");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("余位是否新鲜");
  expect(await axeFindings(page)).toEqual([]);
  const place = page.locator("tbody th a").first();
  const [name, href] = [(await place.textContent())!, (await place.getAttribute("href"))!];
  const id = href.split("/").at(-1)!.split("?")[0]!;

  await page.goto(`/plan/facilities/${id}/operator`);
  expect(await axeFindings(page)).toEqual([]);
  // Whoever asked for a tour there had one made before.
  await page.getByRole("button", { name: /^(生成链接|换一条新链接)/ }).click();
  const link = await page.getByTestId("operator-link").inputValue();
  expect(link).toMatch(/\/operate#[\w-]{43}$/);
  expect(await axeFindings(page)).toEqual([]);

  const phone = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
  const family = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
  await family.goto(`/find/${id}`);
  await expect(family.getByText("未知，请打电话").first()).toBeVisible();
  await phone.goto("/operate");
  await phone.getByRole("textbox", { name: "机构链接" }).fill("https://quarterhour.invalid/operate#wrong");
  await phone.getByRole("button", { name: "打开", exact: true }).click();
  await expect(phone.getByRole("alert")).toContainText("这条链接打不开");
  await phone.getByRole("textbox", { name: "机构链接" }).fill(link);
  await phone.getByRole("button", { name: "打开", exact: true }).click();
  await expect(phone.getByText(name).first()).toBeVisible();
  await expect(phone.getByText("余位不详，请致电").first()).toBeVisible();
  await phone.getByRole("button", { name: "全部没变" }).click();
  await expect(phone.getByRole("status").filter({ hasText: "已确认" })).toBeVisible();
  await expect(phone.getByText(/(空 \d+ 个|已满)，今天确认/).first()).toBeVisible();
  await fits(phone);

  await family.reload();
  await expect(family.getByText(/余 \d+ 位|已满/).first()).toBeVisible();
  await family.close();

  // One class in numbers, a wrong one first: what was typed stays.
  const card = phone.locator("section").first();
  await card.getByRole("spinbutton", { name: "在托（在住）" }).fill("-3");
  await card.getByRole("button", { name: "保存这个班型" }).click();
  await expect(phone.getByRole("alert")).toContainText("在托数请填");
  await expect(card.getByRole("spinbutton", { name: "在托（在住）" })).toHaveValue("-3");
  await card.getByRole("spinbutton", { name: "在托（在住）" }).fill("1");
  await card.getByRole("button", { name: "保存这个班型" }).click();
  await expect(phone.getByText("已记下。")).toBeVisible();

  // Facts wait for the office: families see what was there before.
  await phone.getByRole("link", { name: "机构资料" }).click();
  await phone.getByRole("textbox", { name: "说明", exact: true }).last().fill("示例：二楼有婴儿车停放处");
  await phone.getByRole("button", { name: "提交修改" }).click();
  await expect(phone.getByText("已提交，等主管部门看。")).toBeVisible();
  await phone.goto("/operate/roster");
  await expect(phone.getByRole("heading", { level: 1 })).toHaveText("出生月份");
  await fits(phone);

  await page.goto("/plan/edits");
  await page.getByRole("link", { name }).first().click();
  await expect(page.getByText("示例：二楼有婴儿车停放处")).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "公布", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "已公布" })).toBeVisible();

  await page.goto(`/plan/facilities/${id}/operator`);
  await page.getByRole("button", { name: "停用链接" }).click();
  await expect(page.getByText("链接已停用。")).toBeVisible();
  await phone.goto("/operate");
  await expect(phone.getByRole("alert")).toContainText("这条链接打不开");
  await phone.close();
});

test("with scripts the link hands its secret over by itself and leaves no trace in the address; an account reaches its own places", async ({
  browser,
  page,
}) => {
  const phone = await browser.newPage(PHONE);
  await phone.goto("/operate");
  expect(await axeFindings(phone)).toEqual([]);
  await phone.getByRole("button", { name: "打开演示机构" }).click();
  await expect(phone.getByRole("button", { name: "全部没变" })).toBeVisible();
  expect(phone.url()).not.toContain("#");
  expect(await axeFindings(phone)).toEqual([]);
  await fits(phone);
  const card = phone.locator("section").first();
  const taken = card.getByRole("spinbutton", { name: "在托（在住）" });
  await taken.fill("4");
  await card.getByRole("button", { name: "在托（在住）: 加一" }).click();
  await expect(taken).toHaveValue("5");
  await phone.goto("/operate/facts");
  expect(await axeFindings(phone)).toEqual([]);
  await phone.goto("/operate/roster");
  expect(await axeFindings(phone)).toEqual([]);
  await phone.close();

  await signInAs(page, "operator", "/operate");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("确认余位");
  await expect(page.getByRole("button", { name: "全部没变" })).toBeVisible();
});
