import { chosenPin } from "~/modules/accounts/domain/pin";
import type { CareList } from "~/modules/visits/domain/care-list";
import { CareRefused, type CareDoor } from "./care-phone";
import { failedAloud } from "./outbox-sender";
import { HERE } from "./page-world";
import { keepPlain, plainOf, type PhoneStore } from "./phone-store";
import { triesLeft, type PinLock } from "./pin-lock";
import { askOwnList, endSessionOwed } from "./session-owed-end";
import { endSession } from "./sign-out-here";
import { closeVault, keepList, listIn, locksHere, newVault, unlockVault, wipeVault, type OpenVault } from "./vault";

interface DoorWorld {
  readonly store: PhoneStore;
  /** words that were opened for somebody are shown no longer */
  readonly forgetLabels: () => void;
  /** screens look again */
  readonly draw: () => Promise<void>;
  /** other tabs look again at who has a list here */
  readonly tellTabs: () => void;
  /** asks the server for the list of whoever is signed in; what comes is told by `takeList` */
  readonly refresh: () => Promise<unknown>;
}

interface Open {
  readonly vault: OpenVault;
  readonly list: CareList;
  readonly isFresh: boolean;
}

/** Who stands at this phone, and what is open for them: one person's list at a time, each behind their PIN. */
export class PhoneDoor {
  #shown: CareDoor = { kind: "asking" };
  #open: Open | null = null;
  /** fetched for somebody whose vault is not open; never on the disk */
  #fetched: CareList | null = null;
  #person: string | null = null;
  /** whose session the server last answered, since the open list was opened by its PIN; "" = nobody's, null = not heard yet */
  #session: string | null = null;
  /** counts who came to the door: an answer for an earlier one opens nothing */
  #standing = 0;
  readonly #store: PhoneStore;

  constructor(private readonly world: DoorWorld) {
    this.#store = world.store;
  }

  shown = (): CareDoor => this.#shown;
  openVault = (): OpenVault | null => this.#open?.vault ?? null;
  /** a list is open that the server did not give just now */
  isOpenButOld = (): boolean => this.#open !== null && !this.#open.isFresh;

  opened(): Open {
    if (!this.#open) throw new CareRefused("locked");
    return this.#open;
  }

  async recallPerson(): Promise<void> {
    this.#person = await plainOf(this.#store, "current");
  }

  choosePin = async (pin: string): Promise<void> => {
    const list = this.#fetched;
    if (this.#shown.kind !== "choose-pin" || !list) throw new CareRefused("locked");
    const chosen = chosenPin(pin, "");
    if (!chosen.ok) throw new CareRefused(chosen.refusal.kind);
    // Guessed too often in another tab: this list came by the session that ends.
    if (await endSessionOwed(this.#store, HERE.ask)) {
      this.#fetched = null;
      await this.atDoor();
      throw new CareRefused("signed-out");
    }
    this.#opens(await newVault(this.#store, list, pin), list, true);
  };

  unlock = async (pin: string): Promise<boolean> => {
    const standing = this.#standing;
    const lock = await this.#lockOfPerson();
    if (!lock) return false;
    const unlocked = await unlockVault(this.#store, lock.person, pin);
    if ("triesLeft" in unlocked) {
      if (unlocked.triesLeft === 0) await this.#guessedTooOften();
      await this.atDoor();
      return false;
    }
    const fetched = this.#fetched?.person.id === lock.person ? this.#fetched : null;
    const list = fetched ?? (await listIn(this.#store, unlocked.vault));
    if (fetched) await keepList(this.#store, unlocked.vault, fetched);
    // Somebody else was chosen at the door, or it was locked again, while the PIN was compared.
    if (standing !== this.#standing) return false;
    this.#session = null;
    if (!list) return this.#withoutList(unlocked.vault);
    this.#opens(unlocked.vault, list, fetched !== null);
    await this.world.draw();
    void this.world.refresh().catch(failedAloud);
    return true;
  };

  lock = async (): Promise<void> => {
    this.#standing++;
    if (!this.#open) return;
    this.#open = null;
    this.#fetched = null;
    this.world.forgetLabels();
    await this.atDoor();
  };

  choosePerson = async (id: string): Promise<void> => {
    await this.lock();
    this.#person = id;
    await this.atDoor();
  };

  forgetPin = async (): Promise<void> => {
    const lock = await this.#lockOfPerson();
    if (!lock) return;
    await endSession();
    await wipeVault(this.#store, lock.person);
    this.#fetched = null;
    await this.vaultWent();
  };

  /** Drafts stay under the PIN of whoever stands here; their list goes. */
  async signOut(): Promise<void> {
    await endSession();
    const lock = await this.#lockOfPerson();
    if (lock) await closeVault(this.#store, lock.person);
    await this.vaultWent();
  }

  /** The list of whoever is signed in, as the server just gave it. */
  async takeList(list: CareList): Promise<void> {
    const open = this.#open;
    const session = this.#session;
    this.#session = list.person.id;
    if (open?.vault.person === list.person.id) {
      await keepList(this.#store, open.vault, list);
      // Locked, or another's, while the list was put away: then it stays away.
      if (this.#open === open) this.#opens(open.vault, list, true);
      return;
    }
    // Whoever just showed by their PIN who they are works on, though a colleague is signed in on the same phone.
    if (open && !open.isFresh && (session === null || session === list.person.id)) return;
    // A colleague signed in since: what was open is theirs no longer.
    if (open) this.#standing++;
    this.#open = null;
    this.world.forgetLabels();
    this.#fetched = list;
    this.#person = list.person.id;
    await this.atDoor();
  }

  /** The server knows nobody here: whoever signs in from now on came later. */
  nobodySignedIn(): void {
    this.#session = "";
  }

  /** Where somebody stands who has nothing open. */
  async atDoor(): Promise<void> {
    if (this.#open) return;
    const locks = await locksHere(this.#store);
    const isNew = this.#fetched !== null && !locks.some(({ person }) => person === this.#fetched?.person.id);
    const own = locks.find(({ person }) => person === this.#person) ?? locks[0];
    if (isNew) this.#shown = { kind: "choose-pin" };
    else if (!own) this.#shown = { kind: "sign-in", isWiped: Boolean(await plainOf(this.#store, "guessed")) };
    else {
      this.#person = own.person;
      const others = locks.filter((lock) => lock !== own).map(({ person, who }) => ({ id: person, who }));
      this.#shown = { kind: "locked", triesLeft: triesLeft(own), who: own.who, others };
    }
    await this.world.draw();
  }

  /** A vault went, here or in another tab. */
  async lookAgain(): Promise<void> {
    const isThere = this.#open && (await locksHere(this.#store)).some(({ person }) => person === this.#open?.vault.person);
    if (!isThere || !(await listIn(this.#store, this.#open!.vault))) this.#open = null;
    this.world.forgetLabels();
    await this.atDoor();
    await this.world.draw();
  }

  async vaultWent(): Promise<void> {
    await this.lookAgain();
    this.world.tellTabs();
  }

  #opens(vault: OpenVault, list: CareList, isFresh: boolean): void {
    this.#open = { vault, list, isFresh };
    this.#fetched = null;
    this.#person = vault.person;
    this.world.forgetLabels();
    this.#shown = { kind: "open", list, isFresh };
  }

  /** The PIN was right, but the list is over or was closed: the drafts are there, and the list comes with the next network. */
  async #withoutList(vault: OpenVault): Promise<boolean> {
    const answer = await askOwnList(this.#store, HERE);
    if (answer.kind !== "fresh" || answer.list.person.id !== vault.person) {
      this.#shown = { kind: "sign-in", isWiped: false };
      await this.world.draw();
      return true;
    }
    await keepList(this.#store, vault, answer.list);
    await keepPlain(this.#store, { sealTo: answer.list.sealTo });
    this.#opens(vault, answer.list, true);
    await this.world.draw();
    return true;
  }

  async #guessedTooOften(): Promise<void> {
    this.#fetched = null;
    await endSessionOwed(this.#store, HERE.ask);
    this.world.tellTabs();
  }

  async #lockOfPerson(): Promise<PinLock | null> {
    const locks = await locksHere(this.#store);
    return locks.find(({ person }) => person === this.#person) ?? null;
  }
}
