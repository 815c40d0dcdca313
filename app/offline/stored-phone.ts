import { chosenPin } from "~/modules/accounts/domain/pin";
import type { CareList } from "~/modules/visits/domain/care-list";
import type { CarePhotoWords, CarePosition, CareVisit } from "~/modules/visits/domain/care-record";
import { CareRefused, type CareDoor, type CareDraft, type CarePhone, type Outbox, type PhotosOfVisit } from "./care-phone";
import { waitingAgain } from "./outbox-item";
import { clockOffsetIn, failedAloud, OutboxSender, ownChance } from "./outbox-sender";
import { changeItems, giveUpRecord, heldItems, waitAfterRestore, wipeAcknowledged, wipeSettled } from "./outbox-store";
import { NO_OUTBOX, outboxView } from "./outbox-view";
import { triesLeft, type PinLock } from "./pin-lock";
import { HERE } from "./page-world";
import { keepPlain, plainOf, type PhoneStore } from "./phone-store";
import { NO_PHOTOS, type Saved } from "./saved-record";
import { askOwnList, endSessionOwed } from "./session-owed-end";
import { endSession } from "./sign-out-here";
import { StoredRecords } from "./stored-records";
import { markUnsent } from "./unsent-mark";
import {
  closeVault,
  draftsIn,
  dropDraftIn,
  keepDraftIn,
  keepList,
  listIn,
  locksHere,
  newVault,
  sweepVaults,
  unlockVault,
  wipeVault,
  type OpenVault,
} from "./vault";
import { askToBeWoken, watchPage } from "./watch-page";

type Word = "outbox" | "doors";

/** A phone that keeps: list and drafts under PINs, the outbox sealed to the server. One a page; tabs tell one another. */
export class StoredPhone implements CarePhone {
  #door: CareDoor = { kind: "asking" };
  #outbox: Outbox = NO_OUTBOX;
  #open: { readonly vault: OpenVault; readonly list: CareList } | null = null;
  /** fetched for somebody whose vault is not open; never on the disk */
  #fetched: CareList | null = null;
  #isFresh = false;
  #person: string | null = null;
  /** counts who came to the door: an answer for an earlier one opens nothing */
  #standing = 0;
  #clockOffset = 0;
  #isPersisted: boolean | null = null;
  /** made anew whenever somebody else stands here: a drawing still under way fills the old one */
  #labels = new Map<string, string | null>();
  readonly #listeners = new Set<() => void>();
  readonly #tabs = "BroadcastChannel" in window ? new BroadcastChannel("quarterhour-care") : null;
  readonly #sender: OutboxSender;
  readonly #records: StoredRecords;
  #drawn: Promise<void> = Promise.resolve();

  constructor(private readonly store: PhoneStore) {
    this.#records = new StoredRecords(store);
    this.#sender = new OutboxSender({
      ...{ ...HERE, store, chance: ownChance },
      changed: () => this.#changed("outbox"),
    });
  }

  async begin(): Promise<void> {
    this.#clockOffset = await clockOffsetIn(this.store);
    await Promise.all([sweepVaults(this.store, this.now()), wipeAcknowledged(this.store, Date.now())]);
    this.#person = await plainOf(this.store, "current");
    this.#isPersisted = (await navigator.storage?.persisted?.().catch(() => null)) ?? null;
    this.#tabs?.addEventListener("message", ({ data }: MessageEvent<Word>) => {
      this.#labels = new Map();
      void (data === "doors" ? this.#doorsChanged() : this.#draw()).catch(failedAloud);
    });
    watchPage({ mayWork: () => void this.#mayWork().catch(failedAloud), isLeft: () => void this.lock().catch(failedAloud) }, () =>
      Date.now(),
    );
    if ((await locksHere(this.store)).length > 0) await this.#atDoor();
    await this.#draw();
    // Nobody's PIN is here: only the server knows who this is.
    const answer = await this.refresh();
    if (answer !== "fresh") await this.#atDoor();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  door = (): CareDoor => this.#door;
  outbox = (): Outbox => this.#outbox;
  now = (): number => Date.now() + this.#clockOffset;

  async choosePin(pin: string): Promise<void> {
    const list = this.#fetched;
    if (this.#door.kind !== "choose-pin" || !list) throw new CareRefused("locked");
    const chosen = chosenPin(pin, "");
    if (!chosen.ok) throw new CareRefused(chosen.refusal.kind);
    // Guessed too often in another tab: this list came by the session that ends.
    if (await endSessionOwed(this.store, HERE.ask)) {
      this.#fetched = null;
      await this.#atDoor();
      throw new CareRefused("signed-out");
    }
    const vault = await newVault(this.store, list, pin);
    this.#opens(vault, list, true);
    this.#isPersisted = (await navigator.storage?.persist?.().catch(() => false)) ?? null;
    await this.#draw();
  }

  async unlock(pin: string): Promise<boolean> {
    const lock = await this.#lockOfPerson();
    if (!lock) return false;
    const standing = this.#standing;
    const unlocked = await unlockVault(this.store, lock.person, pin);
    if ("triesLeft" in unlocked) {
      if (unlocked.triesLeft === 0) await this.#guessedTooOften();
      await this.#atDoor();
      return false;
    }
    const fetched = this.#fetched?.person.id === lock.person ? this.#fetched : null;
    const list = fetched ?? (await listIn(this.store, unlocked.vault));
    if (fetched) await keepList(this.store, unlocked.vault, fetched);
    // Somebody else was chosen at the door, or it was locked again, while the PIN was compared.
    if (standing !== this.#standing) return false;
    if (!list) return this.#withoutList(unlocked.vault);
    this.#opens(unlocked.vault, list, fetched !== null);
    await this.#draw();
    void this.refresh().catch(failedAloud);
    return true;
  }

  async lock(): Promise<void> {
    this.#standing++;
    if (!this.#open) return;
    this.#open = null;
    this.#fetched = null;
    this.#labels = new Map();
    await this.#atDoor();
  }

  async choosePerson(id: string): Promise<void> {
    await this.lock();
    this.#person = id;
    await this.#atDoor();
  }

  async forgetPin(): Promise<void> {
    const lock = await this.#lockOfPerson();
    if (!lock) return;
    await endSession();
    await wipeVault(this.store, lock.person);
    this.#fetched = null;
    await this.#doorsChanged();
    this.#tell("doors");
  }

  async refresh(): Promise<"fresh" | "no-network" | "signed-out" | "server"> {
    const answer = await askOwnList(this.store, HERE);
    if (answer.kind !== "fresh") return answer.kind;
    const { list, clockOffset, askedAt } = answer;
    if (clockOffset !== null) this.#clockOffset = clockOffset;
    await keepPlain(this.store, { sealTo: list.sealTo, ...(clockOffset === null ? {} : { clockOffset }) });
    if (list.epoch) await waitAfterRestore(this.store, list, askedAt);
    const open = this.#open;
    if (open?.vault.person === list.person.id) {
      await keepList(this.store, open.vault, list);
      // Locked, or another's, while the list was put away: then it stays away.
      if (this.#open === open) this.#opens(open.vault, list, true);
    } else {
      // A colleague signed in on the same phone: what was open is theirs no longer.
      if (open) this.#standing++;
      this.#open = null;
      this.#fetched = list;
      this.#person = list.person.id;
      await this.#atDoor();
    }
    await this.#draw();
    // Whoever it is: somebody is signed in, and that is enough to send.
    void this.sendNow().catch(failedAloud);
    return "fresh";
  }

  drafts = async (): Promise<readonly CareDraft[]> => draftsIn(this.store, this.#opened().vault);

  async keepDraft(draft: CareDraft): Promise<void> {
    if (!(await keepDraftIn(this.store, this.#opened().vault, draft))) throw new CareRefused("full");
  }
  dropDraft = (visitId: string): Promise<void> => dropDraftIn(this.store, this.#opened().vault, visitId);

  saveVisit(visit: Omit<CareVisit, "ticket">, label: string, { send, drop }: PhotosOfVisit = NO_PHOTOS): Promise<void> {
    const { clientId } = visit.said;
    const photos = send.map((photo) => ({ kind: "photo" as const, ...photo }));
    const drafts = [clientId, ...send.map(({ id }) => id), ...drop];
    return this.#save([{ kind: "visit", id: clientId, visit }, ...photos], label, drafts);
  }

  savePhoto = (id: string, words: Omit<CarePhotoWords, "ticket">, picture: Blob): Promise<void> =>
    this.#save([{ kind: "photo", id, words, picture }], "", [id]);

  attachPosition = (id: string, position: Omit<CarePosition, "ticket">): Promise<void> =>
    this.#save([{ kind: "position", id, position }], "", []);

  async sendNow(): Promise<void> {
    await this.#records.storeUnstored();
    await this.#sender.send();
  }

  async tryAgain(id: string): Promise<void> {
    await changeItems(this.store, [id], (item) => (item.state === "refused" ? waitingAgain(item, null) : item));
    this.#changed("outbox");
    await this.sendNow();
  }

  async giveUp(id: string): Promise<boolean> {
    const went = await giveUpRecord(this.store, id);
    this.#changed("outbox");
    return went;
  }

  exported = (): Promise<Blob> => this.#records.exported();

  async handedOver(): Promise<void> {
    await this.#records.handedOver();
    this.#changed("outbox");
  }

  async importExport(file: Blob): Promise<{ readonly added: number; readonly already: number }> {
    const imported = await this.#records.imported(file);
    this.#changed("outbox");
    void this.sendNow().catch(failedAloud);
    return imported;
  }

  async signOut(): Promise<"done" | "unsent"> {
    if (await this.#isUnsent()) return "unsent";
    await endSession();
    const lock = await this.#lockOfPerson();
    if (lock) await closeVault(this.store, lock.person);
    await this.#doorsChanged();
    this.#tell("doors");
    return "done";
  }

  async reset(): Promise<"done" | "unsent"> {
    if (await this.#isUnsent()) return "unsent";
    await endSession();
    for (const { person } of await locksHere(this.store)) await wipeVault(this.store, person);
    await wipeSettled(this.store);
    await this.#doorsChanged();
    this.#tell("doors");
    return "done";
  }

  async #save(saved: readonly [Saved, ...Saved[]], label: string, drafts: readonly string[]): Promise<void> {
    await this.#records.save(saved, { ...this.#opened(), clockOffset: this.#clockOffset }, label, drafts);
    this.#changed("outbox");
    void askToBeWoken().catch(failedAloud);
    void this.sendNow().catch(failedAloud);
  }

  async #isUnsent(): Promise<boolean> {
    await this.sendNow();
    return this.#records.isAnyUnsent();
  }

  #opened() {
    if (!this.#open) throw new CareRefused("locked");
    return this.#open;
  }

  #opens(vault: OpenVault, list: CareList, isFresh: boolean): void {
    this.#open = { vault, list };
    this.#fetched = null;
    this.#person = vault.person;
    this.#isFresh = isFresh;
    this.#labels = new Map();
    this.#door = { kind: "open", list, isFresh };
  }

  /** The PIN was right, but the list is over or was closed: the drafts are there, and the list comes with the next network. */
  async #withoutList(vault: OpenVault): Promise<boolean> {
    const answer = await askOwnList(this.store, HERE);
    if (answer.kind !== "fresh" || answer.list.person.id !== vault.person) {
      this.#door = { kind: "sign-in", isWiped: false };
      await this.#draw();
      return true;
    }
    await keepList(this.store, vault, answer.list);
    await keepPlain(this.store, { sealTo: answer.list.sealTo });
    this.#opens(vault, answer.list, true);
    await this.#draw();
    return true;
  }

  async #guessedTooOften(): Promise<void> {
    this.#fetched = null;
    await endSessionOwed(this.store, HERE.ask);
    this.#tell("doors");
  }

  async #lockOfPerson(): Promise<PinLock | null> {
    const locks = await locksHere(this.store);
    return locks.find(({ person }) => person === this.#person) ?? null;
  }

  /** Where somebody stands who has nothing open. */
  async #atDoor(): Promise<void> {
    if (this.#open) return;
    const locks = await locksHere(this.store);
    const isNew = this.#fetched !== null && !locks.some(({ person }) => person === this.#fetched?.person.id);
    const own = locks.find(({ person }) => person === this.#person) ?? locks[0];
    if (isNew) this.#door = { kind: "choose-pin" };
    else if (!own) this.#door = { kind: "sign-in", isWiped: Boolean(await plainOf(this.store, "guessed")) };
    else {
      this.#person = own.person;
      const others = locks.filter((lock) => lock !== own).map(({ person, who }) => ({ id: person, who }));
      this.#door = { kind: "locked", triesLeft: triesLeft(own), who: own.who, others };
    }
    await this.#draw();
  }

  /** A vault went, here or in another tab. */
  async #doorsChanged(): Promise<void> {
    const isThere = this.#open && (await locksHere(this.store)).some(({ person }) => person === this.#open?.vault.person);
    if (!isThere || !(await listIn(this.store, this.#open!.vault))) this.#open = null;
    this.#labels = new Map();
    await this.#atDoor();
    await this.#draw();
  }

  async #mayWork(): Promise<void> {
    await sweepVaults(this.store, this.now());
    await endSessionOwed(this.store, HERE.ask);
    if (this.#outbox.unsent > 0) await this.sendNow();
    if (this.#open && !this.#isFresh) await this.refresh();
  }

  #changed(word: Word): void {
    this.#tell(word);
    void this.#draw().catch(failedAloud);
  }

  #tell(word: Word): void {
    this.#tabs?.postMessage(word);
  }

  /** One drawing after another, so that an older one never overtakes. */
  #draw(): Promise<void> {
    return (this.#drawn = this.#drawn.catch(() => undefined).then(() => this.#redraw()));
  }

  async #redraw(): Promise<void> {
    const items = await heldItems(this.store);
    const view = await outboxView(items, this.#open?.vault ?? null, this.#sender, this.#isPersisted, this.#labels);
    this.#outbox = { ...view, unsent: view.unsent + this.#records.unstored().length };
    markUnsent(this.#outbox.unsent);
    for (const listener of this.#listeners) listener();
  }
}
