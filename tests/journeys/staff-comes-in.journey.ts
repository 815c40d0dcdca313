import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { signInAs } from "./signed-in";

/** One newcomer from invitation to phone: each step of theirs goes on from the one before. */
test.describe.configure({ mode: "serial", timeout: 120_000 });

const PASSWORD = "seven brown kettles";
/** Another one each time: journeys may be run again in the same city. */
const NUMBER = String(Date.now()).slice(-8);
const LOGIN = `newcomer-${NUMBER}@bureau`;
const PHONE = `139${NUMBER}`;
const PIN = "273946";
let link = "";
let person = "";
let secret = "";
let recoveryCode = "";
let lastCode = "";

const desk = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ locale: "zh-CN", baseURL: process.env.JOURNEY_ADDRESS });
const main = (page: Page) => page.getByRole("main");
/** Scripts are alive: before that a button of ours may be only a picture. */
const alive = (page: Page) => expect(page.locator("html[data-respect-reduced-motion]")).toBeAttached();

/** The present code, or the next one where the present one was given already: none opens twice. */
async function freshCode(): Promise<string> {
  const codes = new TOTP({ secret: Secret.fromBase32(secret) });
  let code = codes.generate();
  if (code === lastCode) code = codes.generate({ timestamp: Date.now() + 30_000 });
  return (lastCode = code);
}

async function withPassword(page: Page, to = "/account"): Promise<void> {
  await page.goto(`/sign-in?to=${to}`);
  await page.locator("input[name=login]:not([type=hidden])").fill(LOGIN);
  await page.locator("input[name=password]:not([type=hidden])").fill(PASSWORD);
  await main(page).getByRole("button", { name: "登录", exact: true }).click();
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "验证码" }).fill(code);
  await main(page).getByRole("button", { name: "登录", exact: true }).click();
}

test("an administrator registers a newcomer, and hands over a link that is shown once", async ({ page }) => {
  await signInAs(page, "administrator", "/govern/people/new");
  await page.getByRole("textbox", { name: "姓名" }).fill("示例新同事");
  await main(page).locator("form button[type=submit]").click();
  await expect(page.getByRole("heading", { level: 1, name: "示例新同事" })).toBeVisible();
  person = new URL(page.url()).pathname;
  const phone = page.locator("details:has(form[action*='field=phone'])");
  await phone.locator("summary").click();
  await phone.locator("input[name=value]").fill("12a");
  await phone.getByRole("button").first().click();
  await expect(main(page).getByText("电话只能由 5 到 20 位数字组成。")).toBeVisible();
  const again = main(page).locator("input[name=value]");
  await expect(again).toHaveValue("12a");
  await again.fill(PHONE);
  await main(page).getByRole("button", { name: "保存", exact: true }).click();
  await expect(page).toHaveURL(/saved/);
  await page.getByRole("link", { name: "示例新同事的登录" }).click();
  await page.getByRole("textbox", { name: "登录账号" }).fill(LOGIN);
  await page.getByRole("button", { name: "生成邀请链接" }).click();
  link = await page.getByTestId("handed-link").inputValue();
  expect(link).toMatch(/\/account\/invitation#[\w-]{43}$/);
  await page.reload();
  await expect(page.getByTestId("handed-link")).toHaveCount(0);
});

test("the newcomer opens it, chooses a password that is not a common one, and sets codes up", async ({ browser }) => {
  const context = await desk(browser);
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.url()} ${request.headers().referer ?? ""}`));
  await page.goto(link);
  await expect(page).toHaveURL(/\/account\/invitation$/);
  await page.getByRole("button", { name: "继续" }).click();
  await expect(page.getByRole("heading", { name: "示例新同事，您好" })).toBeVisible();
  await page.locator("input[name=password]").fill("qwertyuiop123");
  await page.getByRole("button", { name: "保存并登录" }).click();
  await expect(page.getByRole("alert")).toContainText("太常见");
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.getByRole("button", { name: "保存并登录" }).click();
  await expect(page).toHaveURL(/\/account$/);
  expect(asked.join("\n"), "the secret is in no address and no Referer").not.toContain(link.split("#")[1]);
  await main(page).getByRole("link", { name: "动态验证码" }).first().click();
  secret = (await page.getByTestId("code-secret").innerText()).replace(/\s/g, "");
  await page.getByRole("textbox", { name: "验证码" }).fill("000000");
  await page.getByRole("button", { name: "启用" }).click();
  await expect(page.getByRole("alert")).toContainText("验证码不对");
  await page.getByRole("textbox", { name: "验证码" }).fill(await freshCode());
  await page.getByRole("button", { name: "启用" }).click();
  await expect(page.locator("[data-recovery-code]")).toHaveCount(10);
  recoveryCode = await page.locator("[data-recovery-code]").first().innerText();
  await context.close();
});

test("the password alone no longer opens anything; a code or a recovery code does, once", async ({ browser }) => {
  const [first, second] = [await desk(browser), await desk(browser)];
  const [page, other] = [await first.newPage(), await second.newPage()];
  await withPassword(page);
  await expect(page.getByRole("heading", { name: "输入验证码" })).toBeVisible();
  await page.goto("/account/sessions");
  await expect(page.getByRole("heading", { name: "输入验证码" }), "no way round").toBeVisible();
  await giveCode(page, "123456");
  await expect(page.getByRole("alert")).toContainText("验证码不对");
  await giveCode(page, await freshCode());
  await expect(page.getByRole("link", { name: /登录的设备/ }).first()).toBeVisible();

  await withPassword(other, "/account");
  await giveCode(other, recoveryCode);
  await expect(main(other).getByText("还有9个备用码可用")).toBeVisible();

  // Ended from the first browser, the second one is nobody at its next step.
  await page.goto("/account/sessions");
  await expect(page.locator("[data-session]")).toHaveCount(3);
  await page.getByRole("button", { name: "结束", exact: true }).first().click();
  await expect(page.locator("[data-session]")).toHaveCount(2);
  await page.getByRole("button", { name: "结束其他1处登录" }).click();
  await expect(page.locator("[data-session]")).toHaveCount(1);
  await other.goto("/account/sessions");
  await expect(other).toHaveURL(/\/sign-in\?to=/);

  await withPassword(other);
  await giveCode(other, recoveryCode);
  await expect(other.getByRole("alert"), "a recovery code works once").toContainText("验证码不对");
  await first.close();
  await second.close();
});

test("a phone is bound with a code, signs in with a PIN, and is unbound from afar", async ({ browser, page }) => {
  await signInAs(page, "administrator", "/govern/phones");
  await page.getByRole("textbox", { name: "手机号" }).fill(`+86 ${PHONE}`);
  await page.getByRole("button", { name: "查找" }).click();
  await page.getByRole("button", { name: "生成绑定码" }).click();
  const code = await page.getByTestId("device-code").innerText();

  const context = await browser.newContext({
    ...{ locale: "zh-CN", baseURL: process.env.JOURNEY_ADDRESS, viewport: { width: 390, height: 844 }, hasTouch: true },
  });
  const phone = await context.newPage();
  const tap = async (digits: string) => {
    for (const digit of digits) await phone.getByRole("button", { name: digit, exact: true }).click();
  };
  await phone.goto("/sign-in/field?to=/account/sessions");
  await alive(phone);
  await phone.getByRole("textbox", { name: "手机号" }).fill(PHONE);
  await phone.getByRole("textbox", { name: "绑定码" }).fill("0000 0000");
  await tap(PIN);
  await phone.getByRole("button", { name: "绑定并登录" }).click();
  await expect(phone.getByRole("alert")).toContainText("绑定码不对");
  await expect(phone.getByRole("textbox", { name: "手机号" }), "what was typed stays").toHaveValue(PHONE);
  await phone.getByRole("textbox", { name: "绑定码" }).fill(code);
  await tap(PIN);
  await phone.getByRole("button", { name: "绑定并登录" }).click();
  await expect(phone).toHaveURL(/\/account\/sessions$/);
  await expect(phone.locator("[data-device]")).toHaveCount(1);

  await context.clearCookies();
  await phone.goto("/sign-in/field?to=/account");
  await expect(phone.getByRole("radio", { name: `尾号 ${PHONE.slice(-4)}` })).toBeVisible();
  await tap("111222");
  await main(phone).getByRole("button", { name: "登录", exact: true }).click();
  await expect(phone.getByRole("alert")).toContainText("还可以试4次");
  await tap(PIN);
  await main(phone).getByRole("button", { name: "登录", exact: true }).click();
  await expect(phone).toHaveURL(/\/account$/);

  await page.goto(`${person}/access`);
  await page.getByRole("button", { name: "解除绑定" }).click();
  await expect(page.getByText("没有绑定手机")).toBeVisible();
  await phone.goto("/account");
  await expect(phone).toHaveURL(/\/sign-in/);
  await phone.goto("/sign-in/field");
  await tap(PIN);
  await main(phone).getByRole("button", { name: "登录", exact: true }).click();
  await expect(phone.getByRole("alert")).toContainText("没有绑定");
  await context.close();
});

test("whoever keeps trying is told when to try again", async ({ page }) => {
  await page.goto("/sign-in");
  for (let tries = 0; tries < 6; tries++) {
    await page.locator("input[name=login]:not([type=hidden])").fill("somebody@bureau");
    await page.locator("input[name=password]:not([type=hidden])").fill(`wrong ${tries}`);
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await main(page).getByRole("button", { name: "登录", exact: true }).click();
    const response = await answered;
    if (tries < 5) continue;
    expect(response.status()).toBe(429);
    expect(Number(response.headers()["retry-after"])).toBeGreaterThan(20);
  }
  await expect(page.getByRole("alert")).toContainText(/请在\d+秒后再试/);
});
