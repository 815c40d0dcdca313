/** One phone on the real page of the built app: its clock may be wrong, its line may break, two people may share it. */
import type { Browser, BrowserContext, JSHandle, Page } from "@playwright/test";
import type { CarePhone } from "../../app/offline/care-phone";
import type { CareOffice, Carer, Typed } from "./care-office";
import { PASSWORD } from "./deeds";
import { PhoneLine } from "./phone-line";
import { attachPlace, keepForm, saveForm, type TypedForm } from "./typed-form";

const PIN = "274958";
const ANOTHER_PIN = "385069";
const PATIENCE_MS = 60_000;

/** The phone of a page, under its name for the whole page. */
const phoneIn = (tab: Page): Promise<JSHandle<CarePhone>> =>
  tab.evaluateHandle(() => (globalThis as unknown as Record<symbol, CarePhone>)[Symbol.for("quarterhour.care-phone")]!);

export class SoakedPhone {
  readonly line: PhoneLine;
  private context: BrowserContext | undefined;
  private tabs: Page[] = [];
  isUp = true;

  constructor(
    readonly name: string,
    private readonly office: CareOffice,
    readonly carers: readonly Carer[],
    private readonly typed: Map<string, Typed>,
    readonly random: () => number,
    private readonly clockHours: number,
  ) {
    this.line = new PhoneLine(() => office.port);
  }

  async switchOn(browser: Browser): Promise<void> {
    await this.line.open();
    this.context = await browser.newContext({ baseURL: this.line.address, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
    await this.context.addInitScript((shiftMs) => {
      if (shiftMs === 0) return;
      const RealDate = Date;
      class WrongDate extends RealDate {
        constructor(...said: unknown[]) {
          super(...((said.length === 0 ? [RealDate.now() + shiftMs] : said) as []));
        }
        static override now = () => RealDate.now() + shiftMs;
      }
      globalThis.Date = WrongDate as DateConstructor;
    }, this.clockHours * 3_600_000);
    await this.signIn(this.carers[0]!);
    this.tabs = [await this.opened(), await this.opened()];
  }

  async switchOff(): Promise<void> {
    await this.context?.close();
    await this.line.close();
  }

  cut = (): void => {
    this.isUp = false;
    this.line.cut();
  };
  loseAnswers = (): void => {
    this.isUp = false;
    this.line.loseAnswers();
  };
  slowDown = (): void => {
    this.isUp = false;
    this.line.slowDown();
  };
  mend = (): void => {
    this.isUp = true;
    this.line.mend();
  };

  private one = <T>(all: readonly T[]): T => all[Math.floor(this.random() * all.length)]!;

  /** Types some visits in one of the tabs, as one of those who share the phone. @returns how many the phone said it keeps */
  async typeVisits(howMany: number, carer = this.one(this.carers), tab = this.one(this.tabs)): Promise<number> {
    if (!(await this.standsOpen(tab, carer))) return 0;
    let kept = 0;
    for (let n = 0; n < howMany; n++) if (await this.typeOne(tab, carer)) kept++;
    return kept;
  }

  /** What a screen does with a form: kept with every touch, photos beside it, then saved with them in one step. */
  private async typeOne(tab: Page, carer: Carer): Promise<boolean> {
    const said = this.newForm(carer);
    const facts = { author: carer.id, resident: said.resident, minutes: said.minutes, lateBeganAt: said.lateBeganAt };
    // Said before it is sure: what a page was typing when it went may have got through.
    this.typed.set(said.id, { ...facts, position: null, photo: null, isKept: false });
    const outcome = await this.saved(tab, said).catch((error: unknown) =>
      /CareRefused/.test(String(error)) ? "refused" : "gone",
    );
    if (outcome === "refused") this.typed.delete(said.id);
    if (outcome !== "kept") return false;
    this.typed.set(said.id, { ...facts, position: null, photo: said.photo, isKept: true });
    const isAttached = said.position && (await this.attached(tab, said).catch(() => false));
    if (isAttached) this.typed.set(said.id, { ...facts, position: said.position, photo: said.photo, isKept: true });
    return true;
  }

  private async saved(tab: Page, form: TypedForm): Promise<"kept"> {
    const held = await phoneIn(tab);
    await held.evaluate(keepForm, form);
    await held.evaluate(saveForm, form);
    return "kept";
  }

  private async attached(tab: Page, form: TypedForm): Promise<boolean> {
    await (await phoneIn(tab)).evaluate(attachPlace, form);
    return true;
  }

  private newForm(carer: Carer): TypedForm {
    const maybe = <T>(share: number, value: () => T): T | null => (this.random() < share ? value() : null);
    return {
      ...{ id: this.newId(), resident: this.one(carer.residents), minutes: 1 + Math.floor(this.random() * 600) },
      ...{ position: maybe(0.4, () => this.newId()), photo: maybe(0.3, () => this.newId()) },
      capturedAt: null,
      // A clock on a wall was read, whatever this phone's own says.
      lateBeganAt: maybe(0.25, () => new Date(Math.floor(Date.now() / 60_000 - 2_000) * 60_000).toISOString()),
    };
  }

  /** A form is half filled when the page goes; it is there again, and is saved as the visit it was. */
  async leaveForm(): Promise<void> {
    const carer = this.one(this.carers);
    const at = Math.floor(this.random() * this.tabs.length);
    if (!(await this.standsOpen(this.tabs[at]!, carer))) return;
    const said = { ...this.newForm(carer), position: null };
    await (await phoneIn(this.tabs[at]!)).evaluate(keepForm, said);
    await this.tabs[at]!.close();
    this.mend();
    this.tabs[at] = await this.opened();
    if (!(await this.standsOpen(this.tabs[at], carer))) return;
    const held = await phoneIn(this.tabs[at]);
    const there = await held.evaluate(async (phone) => (await phone.drafts()).map(({ visitId }) => visitId));
    if (!there.includes(said.id)) throw new Error(`${this.name} lost a form that was begun: ${said.id}`);
    if (said.photo && !there.includes(said.photo)) throw new Error(`${this.name} lost a photo of a form that was begun`);
    const { resident, minutes, lateBeganAt, photo } = said;
    this.typed.set(said.id, { author: carer.id, resident, minutes, lateBeganAt, photo, position: null, isKept: true });
    await held.evaluate(saveForm, said);
    const left = await held.evaluate(async (phone) => (await phone.drafts()).map(({ visitId }) => visitId));
    if (left.includes(said.id)) throw new Error(`${this.name} still holds the form of a saved visit`);
  }

  /** From the phone's own stream of chance, so that a seed types the same ids. */
  private newId(): string {
    const hex = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** Whether this tab has this person's list open in the end, with a network or without. */
  private async standsOpen(tab: Page, carer: Carer): Promise<boolean> {
    try {
      if ((await this.onPhone(tab, carer, PIN)) === "open") return true;
      if (!this.isUp) return false;
      await this.signIn(carer);
      return (await this.onPhone(tab, carer, PIN, true)) === "open";
    } catch (error) {
      // The page went, or the line broke, while they were at the door.
      if (!this.isUp || tab.isClosed()) return false;
      throw error;
    }
  }

  /** Walks through the door with what is on the phone, and with the session where it is asked to. */
  private async onPhone(tab: Page, carer: Carer, pin: string, asksServer = false): Promise<string> {
    return (await phoneIn(tab)).evaluate(
      async (phone, { id, pin, another, asksServer }) => {
        const isOpen = () => {
          const door = phone.door();
          return door.kind === "open" && door.list.person.id === id;
        };
        if (isOpen()) return "open";
        if (asksServer) await phone.refresh();
        else await phone.choosePerson(id);
        const door = phone.door();
        if (door.kind === "choose-pin" && asksServer) await phone.choosePin(pin);
        if (door.kind === "locked" && !(await phone.unlock(pin))) await phone.unlock(another);
        return isOpen() ? "open" : "not theirs";
      },
      { id: carer.id, pin, another: ANOTHER_PIN, asksServer },
    );
  }

  async signIn(carer: Carer): Promise<void> {
    const address = this.line.address;
    const answer = await this.context!.request.post(`${address}/sign-in`, {
      form: { login: carer.login, password: PASSWORD, to: "/care" },
      // Over a connection of its own: one kept from before may have been cut since, which a browser would notice and this does not.
      headers: { Origin: address, Connection: "close" },
      maxRedirects: 0,
    });
    if (answer.status() !== 302) throw new Error(`${carer.login} was not let in: ${answer.status()}`);
  }

  private async opened(): Promise<Page> {
    const tab = await this.context!.newPage();
    await tab.goto("/care");
    await this.isThere(tab);
    return tab;
  }

  private async isThere(tab: Page): Promise<void> {
    await tab.waitForFunction(
      () => {
        const phone = (globalThis as unknown as Record<symbol, CarePhone | undefined>)[Symbol.for("quarterhour.care-phone")];
        return phone !== undefined && phone.door().kind !== "asking";
      },
      undefined,
      { timeout: PATIENCE_MS },
    );
  }

  /** The page goes, whatever it was doing, and comes again. */
  async loseTab(): Promise<void> {
    const at = Math.floor(this.random() * this.tabs.length);
    const typing = this.typeVisits(2).catch(() => 0);
    await this.tabs[at]!.close();
    await typing;
    this.mend();
    this.tabs[at] = await this.opened();
  }

  /** Five wrong PINs: list and drafts go, what waits stays. */
  async guess(): Promise<void> {
    const [tab, carer] = [this.one(this.tabs), this.one(this.carers)];
    if (!(await this.standsOpen(tab, carer))) return;
    await (
      await phoneIn(tab)
    ).evaluate(async (phone) => {
      await phone.lock();
      for (let n = 0; n < 5; n++) await phone.unlock("918273");
      if (phone.door().kind === "open") throw new Error("five wrong PINs opened the list");
    });
  }

  /** Somebody with unsent records asks to leave. */
  async asksToLeave(): Promise<void> {
    const tab = this.one(this.tabs);
    const [unsent, answer] = await (
      await phoneIn(tab)
    ).evaluate(async (phone) => {
      const before = phone.outbox().unsent;
      return [before, await phone.signOut().catch((error: Error) => error.message)] as const;
    });
    if (unsent > 0 && !this.isUp && answer === "done") throw new Error(`${this.name} signed out with ${unsent} unsent`);
  }

  /** One person in both tabs at once. */
  async typeInBothTabs(howMany: number): Promise<void> {
    const carer = this.one(this.carers);
    await Promise.all([...this.tabs.map((tab) => this.typeVisits(howMany, carer, tab)), this.sendInBothTabs()]);
  }

  async sendInBothTabs(): Promise<void> {
    await Promise.all(this.tabs.map((tab) => this.sent(tab).catch(() => undefined)));
  }

  private sent = async (tab: Page): Promise<void> => (await phoneIn(tab)).evaluate((phone) => phone.sendNow());

  /** With a line and a session again, everything goes; a record that was refused is told. */
  async settle(): Promise<void> {
    this.mend();
    await this.signIn(this.carers[0]!);
    const tab = this.tabs[0]!;
    // As on the next morning: the list is asked for, and says whether the server is the one it was.
    const asked = await (await phoneIn(tab)).evaluate((phone) => phone.refresh());
    if (asked !== "fresh") throw new Error(`${this.name} was not given its list: ${asked}`);
    await this.sent(tab);
    const held = await phoneIn(tab);
    await tab.waitForFunction(
      (phone) => {
        const { unsent, items } = phone.outbox();
        if (unsent > 0 && items.every(({ state }) => state !== "sending")) void phone.sendNow();
        return unsent === 0 || items.some(({ state }) => state === "refused");
      },
      held,
      { timeout: PATIENCE_MS, polling: 500 },
    );
    const aside = await tab.evaluate(() =>
      (globalThis as unknown as Record<symbol, CarePhone>)
        [Symbol.for("quarterhour.care-phone")]!.outbox()
        .items.filter(({ state }) => state !== "acknowledged")
        .map(({ id, kind, state, why }) => ({ id, kind, state, why })),
    );
    if (aside.length > 0) {
      const refused = await this.office.refusals();
      throw new Error(`${this.name} still holds ${JSON.stringify(aside)}; the server put aside ${JSON.stringify(refused)}`);
    }
  }
}
