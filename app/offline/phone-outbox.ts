import type { Outbox } from "./care-phone";
import { waitingAgain } from "./outbox-item";
import { failedAloud, OutboxSender, ownChance } from "./outbox-sender";
import { changeItems, giveUpRecord, heldItems } from "./outbox-store";
import { NO_OUTBOX, outboxView } from "./outbox-view";
import { HERE } from "./page-world";
import type { PhoneStore } from "./phone-store";
import type { Saved } from "./saved-record";
import { StoredRecords, type Writing } from "./stored-records";
import { markUnsent } from "./unsent-mark";
import type { OpenVault } from "./vault";
import { askToBeWoken } from "./watch-page";

interface OutboxWorld {
  readonly store: PhoneStore;
  /** of whom the records' own words are shown; null = nobody's */
  readonly openVault: () => OpenVault | null;
  /** other tabs look again at the records */
  readonly tellTabs: () => void;
  /** it was drawn anew: screens look again */
  readonly drawn: () => void;
}

/** What was saved on this phone, on its way to the server, and how a screen shows it. */
export class PhoneOutbox {
  #shown: Outbox = NO_OUTBOX;
  #isPersisted: boolean | null = null;
  /** made anew whenever somebody else stands here: a drawing still under way fills the old one */
  #labels = new Map<string, string | null>();
  #drawn: Promise<void> = Promise.resolve();
  readonly #sender: OutboxSender;
  readonly #records: StoredRecords;

  constructor(private readonly world: OutboxWorld) {
    this.#records = new StoredRecords(world.store);
    this.#sender = new OutboxSender({
      ...{ ...HERE, store: world.store, chance: ownChance },
      changed: () => this.#changed(),
    });
  }

  shown = (): Outbox => this.#shown;

  forgetLabels = (): void => {
    this.#labels = new Map();
  };

  async save(saved: readonly [Saved, ...Saved[]], writing: Writing, label: string, drafts: readonly string[]): Promise<void> {
    await this.#records.save(saved, writing, label, drafts);
    this.#changed();
    void askToBeWoken().catch(failedAloud);
    void this.sendNow().catch(failedAloud);
  }

  sendNow = async (): Promise<void> => {
    await this.#records.storeUnstored();
    await this.#sender.send();
  };

  /** Whatever can be sent is sent first. */
  async isUnsent(): Promise<boolean> {
    await this.sendNow();
    return this.#records.isAnyUnsent();
  }

  tryAgain = async (id: string): Promise<void> => {
    await changeItems(this.world.store, [id], (item) => (item.state === "refused" ? waitingAgain(item, null) : item));
    this.#changed();
    await this.sendNow();
  };

  giveUp = async (id: string): Promise<boolean> => {
    const went = await giveUpRecord(this.world.store, id);
    this.#changed();
    return went;
  };

  exported = (): Promise<Blob> => this.#records.exported();

  handedOver = async (): Promise<void> => {
    await this.#records.handedOver();
    this.#changed();
  };

  importExport = async (file: Blob): Promise<{ readonly added: number; readonly already: number }> => {
    const imported = await this.#records.imported(file);
    this.#changed();
    void this.sendNow().catch(failedAloud);
    return imported;
  };

  async lookIfPersisted(): Promise<void> {
    this.#isPersisted = (await navigator.storage?.persisted?.().catch(() => null)) ?? null;
  }

  async askToPersist(): Promise<void> {
    this.#isPersisted = (await navigator.storage?.persist?.().catch(() => false)) ?? null;
  }

  /** One drawing after another, so that an older one never overtakes. */
  draw = (): Promise<void> => (this.#drawn = this.#drawn.catch(() => undefined).then(() => this.#redraw()));

  async #redraw(): Promise<void> {
    const items = await heldItems(this.world.store);
    const view = await outboxView(items, this.world.openVault(), this.#sender, this.#isPersisted, this.#labels);
    this.#shown = { ...view, unsent: view.unsent + this.#records.unstored().length };
    markUnsent(this.#shown.unsent);
    this.world.drawn();
  }

  #changed(): void {
    this.world.tellTabs();
    void this.draw().catch(failedAloud);
  }
}
