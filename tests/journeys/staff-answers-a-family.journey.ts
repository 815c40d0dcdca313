import { expect, test, type Page } from "@playwright/test";
import { axeFindings } from "./axe-findings";
import { signInAs } from "./signed-in";

/** A family far away: what anybody may ask, what a contact with a link sees, and what staff do about both. */
const PHONE = { viewport: { width: 390, height: 844 }, baseURL: process.env.JOURNEY_ADDRESS ?? "", locale: "zh-CN" };
/** Nobody of the demo is called so, nor by an earlier run. */
const NAME = `示例远方女儿${Date.now() % 100_000}`;
const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);

test("without scripts a family asks for a look in, chooses the place from a list, and staff answer", async ({
  page,
  browser,
}) => {
  const far = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
  await far.goto("/my/look-in");
  await far.getByRole("radio", { name: "今天很担心" }).check();
  await far.getByRole("textbox", { name: "想请我们看望谁" }).fill("示例老人，今天一直没人接电话");
  await far.getByRole("textbox", { name: "住在哪个街道或社区" }).fill("示例没有的地方");
  await far.getByRole("textbox", { name: "您的姓名" }).fill("示例女儿");
  await far.getByRole("textbox", { name: "回电话打哪个号码" }).fill("13800001234");
  await far.getByRole("button", { name: "发送" }).click();
  await expect(far.getByRole("alert").filter({ hasText: "还差一点" })).toContainText("没有找到这个街道或社区");
  await expect(far.getByRole("radio", { name: /金水区/ })).toBeVisible();
  await expect(far.getByRole("textbox", { name: "想请我们看望谁" })).toHaveValue("示例老人，今天一直没人接电话");
  await far.getByRole("textbox", { name: "住在哪个街道或社区" }).fill("郑州市金水区经八路街道办");
  // Sooner than anybody types, the form asks for one more press.
  await expect(async () => {
    await far.getByRole("button", { name: "发送" }).click();
    await expect(far.getByTestId("reference")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(far.getByText("现在值班：")).toBeVisible();
  await fits(far);
  const reference = (await far.getByTestId("reference").textContent())!;
  await far.close();

  await signInAs(page, "supervisor", "/visits/requests");
  await page.getByRole("link", { name: `打开处理编号 ${reference}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(reference);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("textbox", { name: "说明" }).fill("示例：已回电");
  await page.getByRole("button", { name: "已回复家属，办结" }).click();
  await expect(page.getByText("已记下。")).toBeVisible();
});

test("a contact the elder agreed to reads how she is by a link, reports hospital, and is shut out at once", async ({
  page,
  browser,
}) => {
  await signInAs(page, "supervisor", "/visits/residents");
  const file = (await page.locator("main table a[href*='/visits/residents/']").last().getAttribute("href"))!.split("?")[0]!;
  await page.goto(file);
  await page.getByText("增加联系人").click();
  await page.locator("form:has(input[value=add-contact]) input[name=name]").fill(NAME);
  await page.locator("form:has(input[value=add-contact]) input[name=phone]").fill("13900000001");
  await page.locator("form:has(input[value=add-contact]) button[type=submit]").click();
  await expect(page.getByText(NAME).first()).toBeVisible();

  await page.goto(`${file}/family`);
  const contact = page.locator("section", { hasText: NAME });
  await expect(contact).toContainText(`老人还没有同意告知${NAME}`);
  expect(await axeFindings(page)).toEqual([]);
  await contact.getByRole("combobox", { name: "怎样取得" }).selectOption("witness");
  await contact.getByRole("button", { name: "登记同意并生成链接" }).click();
  await expect(page.getByRole("alert")).toContainText("见证人姓名");
  await contact.getByRole("textbox", { name: /见证人姓名/ }).fill("示例见证人");
  await contact.getByRole("button", { name: "登记同意并生成链接" }).click();
  const link = await page.getByTestId("family-link").inputValue();
  expect(await axeFindings(page)).toEqual([]);
  await expect(contact).toContainText("见证人：示例见证人");

  const far = await browser.newPage(PHONE);
  await far.goto("/my/family");
  expect(await axeFindings(far), "before the link").toEqual([]);
  await far.goto(link);
  await expect(far.getByText("有生命危险请拨打 120、110、119")).toBeVisible();
  expect(await axeFindings(far)).toEqual([]);
  await fits(far);
  await far.getByRole("radio", { name: "住院了" }).check();
  await far.getByRole("button", { name: "报告" }).click();
  await expect(far.getByText("已收到，社区将核实")).toBeVisible();
  const plain = await browser.newPage({ ...PHONE, locale: "en", javaScriptEnabled: false });
  await plain.goto("/my/family");
  await plain.getByRole("textbox", { name: "Link" }).fill(link);
  await plain.getByRole("button", { name: "Open" }).click();
  await expect(plain.getByText("Received; the community will verify it"), "without scripts").toBeVisible();
  await fits(plain);
  await plain.close();
  await page.goto(`${file}/family`);
  await expect(page.getByText("报告住院").first()).toBeVisible();
  await page.locator("section", { hasText: NAME }).getByRole("button", { name: "老人撤回同意" }).click();
  await expect(page.getByText("立即失效")).toBeVisible();
  await far.reload();
  await expect(far.getByRole("alert")).toContainText("这条链接打不开");
  expect(await axeFindings(far), "an ended link").toEqual([]);
  await far.close();
});
