import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { PASSWORD } from "../soak/deeds";

export const PIN = "274958";

/** One caregiver's phone: a browser of its own at one address, watched for whatever it complains of. */
export class CareTab {
  /** what the console said that it should not: broken hydration, refused scripts and styles, errors of ours */
  readonly complaints: string[] = [];

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (line) => {
      if (line.type() === "error" && !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(line.text()))
        this.complaints.push(line.text());
    });
  }

  static async on(browser: Browser, address: string, locale = "zh-CN"): Promise<CareTab> {
    const context = await browser.newContext({
      ...{ baseURL: address, locale, timezoneId: "Asia/Shanghai", viewport: { width: 390, height: 844 }, hasTouch: true },
    });
    return new CareTab(context, await context.newPage());
  }

  async signIn(login: string): Promise<void> {
    const { page } = this;
    await page.goto("/sign-in?to=/care");
    await page.locator("input[name=login]:not([type=hidden])").fill(login);
    await page.locator("input[name=password]:not([type=hidden])").fill(PASSWORD);
    await page.locator("main form:has(input[name=password]:not([type=hidden])) button[type=submit]").click();
    await expect(page).toHaveURL(/\/care$/);
  }

  /** The first time of a day: a list, and a PIN over it. The worker that opens it without a network is there in the end. */
  async begin(login: string): Promise<void> {
    await this.signIn(login);
    await this.typePin(PIN, "下一步");
    await this.typePin(PIN, "设好，打开名单");
    await this.isOpen();
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  async typePin(pin: string, button = "打开"): Promise<void> {
    await this.page.locator("input[name=pin]").fill(pin);
    await this.page.getByRole("button", { name: button, exact: true }).click();
  }

  /** A new document: whoever holds the phone shows that it is theirs. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.typePin(PIN);
  }

  async isOpen(): Promise<void> {
    await expect(this.page.getByRole("navigation", { name: "手机端导航" })).toBeVisible();
    await expect(this.page.locator("input[name=pin]")).toHaveCount(0);
    await expect(this.page.getByRole("link", { name: "地图" })).toBeVisible();
  }

  /** Begins a visit to somebody of the week, says that they were seen and are well, and stands before «save». */
  async beginVisit(resident: string): Promise<void> {
    const { page } = this;
    await page.getByRole("link", { name: "本周", exact: true }).click();
    await page.getByRole("link", { name: new RegExp(resident) }).click();
    await page.getByRole("button", { name: "开始探访" }).click();
    await page.getByText("见到本人", { exact: true }).click();
    await page.getByRole("button", { name: "一切正常" }).first().click();
    await expect(page.getByRole("button", { name: "保存", exact: true })).toBeVisible();
  }

  async save(): Promise<void> {
    await this.page.getByRole("button", { name: "保存", exact: true }).click();
    await expect(this.page.getByText("已存在手机上，待上传")).toBeVisible();
  }

  async outbox(): Promise<void> {
    await this.page.getByRole("link", { name: /^待上传/ }).click();
    await expect(this.page).toHaveURL(/\/care\/outbox$/);
  }

  async isAllSent(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "都已上传" })).toBeVisible({ timeout: 20_000 });
  }

  async close(): Promise<void> {
    await this.context.close();
    expect(this.complaints).toEqual([]);
  }
}
