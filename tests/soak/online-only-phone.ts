/** WeChat's browser on the real page: it keeps nothing, so what is saved is sent there and then, or the form stays and is saved again. */
import type { Browser, BrowserContext, JSHandle, Page } from "@playwright/test";
import type { CarePhone } from "../../app/offline/care-phone";
import type { CareOffice, Carer, Typed } from "./care-office";
import { PASSWORD } from "./deeds";
import { PhoneLine } from "./phone-line";
import { saveForm, type TypedForm } from "./typed-form";

const WECHAT = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/108.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.30";
const MOST_TAPS = 5;
const PATIENCE_MS = 60_000;

export class OnlineOnlySoaked {
  readonly line: PhoneLine;
  private context: BrowserContext | undefined;
  private page: Page | undefined;

  constructor(
    private readonly office: CareOffice,
    private readonly carer: Carer,
    private readonly typed: Map<string, Typed>,
    private readonly random: () => number,
  ) {
    this.line = new PhoneLine(() => office.port);
  }

  async switchOn(browser: Browser): Promise<void> {
    await this.line.open();
    this.context = await browser.newContext({ baseURL: this.line.address, userAgent: WECHAT, timezoneId: "Asia/Shanghai" });
    await this.signIn();
    this.page = await this.context.newPage();
    await this.page.goto("/care");
  }

  async switchOff(): Promise<void> {
    await this.context?.close();
    await this.line.close();
  }

  /** One visit; the first answer may get lost, and «save» is tapped again until the server has it. */
  async typeOne(losesAnswer: boolean): Promise<void> {
    const { carer } = this;
    const phone = await this.phone();
    await this.signIn();
    await phone.evaluate((one) => one.refresh());
    if (!(await phone.evaluate((one) => one.door().kind === "online-only"))) throw new Error("it promised to keep something");
    const resident = carer.residents[Math.floor(this.random() * carer.residents.length)]!;
    const none = { position: null, photo: null, lateBeganAt: null };
    const form: TypedForm = { id: this.newId(), resident, minutes: 5, capturedAt: new Date().toISOString(), ...none };
    const typed = { author: carer.id, resident, minutes: form.minutes, ...none };
    this.typed.set(form.id, { ...typed, isKept: false });
    if (losesAnswer) this.line.loseAnswers();
    for (let tap = 0; tap < MOST_TAPS; tap++) {
      const told = await phone.evaluate(saveForm, form).then(
        () => "saved",
        (error: unknown) => String(error),
      );
      this.line.mend();
      if (told.includes("other-content")) throw new Error(`a visit saved again was another one: ${told}`);
      if (told !== "saved") continue;
      this.typed.set(form.id, { ...typed, isKept: true });
      return;
    }
  }

  private phone = (): Promise<JSHandle<CarePhone>> =>
    this.page!.waitForFunction(
      () => (globalThis as unknown as Record<symbol, CarePhone | undefined>)[Symbol.for("quarterhour.care-phone")]!,
      undefined,
      { timeout: PATIENCE_MS },
    );

  private async signIn(): Promise<void> {
    const address = this.line.address;
    const answer = await this.context!.request.post(`${address}/sign-in`, {
      form: { login: this.carer.login, password: PASSWORD, to: "/care" },
      headers: { Origin: address },
      maxRedirects: 0,
    });
    if (answer.status() !== 302) throw new Error(`${this.carer.login} was not let in: ${answer.status()}`);
  }

  private newId(): string {
    const hex = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
