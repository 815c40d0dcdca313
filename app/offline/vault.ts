import type { CareList } from "~/modules/visits/domain/care-list";
import { CareRefused, type CareDraft } from "./care-phone";
import { keyUnder, newPinLock, triesLeft, type PinLock } from "./pin-lock";
import { DURABLE, hasNoRoom, isStoreClosed, keepPlain, type PhoneStore } from "./phone-store";
import { deciphered, enciphered } from "./vault-cipher";

/** What one person has open: their data key, which cannot be taken out, and never reaches the disk unwrapped. */
export interface OpenVault {
  readonly person: string;
  readonly key: CryptoKey;
}

const LIST = "list";
const draftName = (visitId: string): string => `draft:${visitId}`;
const place = (person: string, name: string): string => `${person}/${name}`;

export const locksHere = (store: PhoneStore): Promise<PinLock[]> => store.getAll("lock");

/** A new vault for the person of the list, in place of one they had. */
export async function newVault(store: PhoneStore, list: CareList, pin: string): Promise<OpenVault> {
  const { lock, key } = await newPinLock(pin, list.person);
  await wipeVault(store, list.person.id);
  await store.put("lock", lock);
  await keepPlain(store, { guessed: null });
  const vault = { person: list.person.id, key };
  await keepList(store, vault, list);
  return vault;
}

export async function keepList(store: PhoneStore, { person, key }: OpenVault, list: CareList): Promise<void> {
  const content = await enciphered(key, place(person, LIST), list);
  const tx = store.transaction(["vault", "lock", "plain"], "readwrite", DURABLE);
  const lock = await tx.objectStore("lock").get(person);
  // Wiped meanwhile, from another tab: nothing is put under a key that is gone.
  if (lock) {
    void tx.objectStore("vault").put({ person, name: LIST, content });
    void tx.objectStore("lock").put({ ...lock, who: list.person.name, keptUntil: list.keptUntil });
    void tx.objectStore("plain").put(person, "current");
  }
  await tx.done;
}

export async function listIn(store: PhoneStore, { person, key }: OpenVault): Promise<CareList | null> {
  const found = await store.get("vault", [person, LIST]);
  return found ? ((await deciphered(key, place(person, LIST), found.content)) as CareList) : null;
}

export type Unlocked = { readonly vault: OpenVault } | { readonly triesLeft: number };

/** The try is on the disk before the PIN is compared, so that ending the page buys nobody another. */
export async function unlockVault(store: PhoneStore, person: string, pin: string): Promise<Unlocked> {
  const tx = store.transaction("lock", "readwrite", DURABLE);
  const lock = await tx.store.get(person);
  const isOpen = lock !== undefined && triesLeft(lock) > 0;
  if (isOpen) void tx.store.put({ ...lock, tries: lock.tries + 1 });
  await tx.done;
  const key = isOpen ? await keyUnder(lock, pin) : null;
  if (key) {
    await setTries(store, person, 0);
    await keepPlain(store, { current: person });
    return { vault: { person, key } };
  }
  const left = lock ? Math.max(0, triesLeft(lock) - 1) : 0;
  if (left === 0) await wipeGuessed(store, person);
  return { triesLeft: left };
}

async function setTries(store: PhoneStore, person: string, tries: number): Promise<void> {
  const tx = store.transaction("lock", "readwrite", DURABLE);
  const lock = await tx.store.get(person);
  if (lock) void tx.store.put({ ...lock, tries });
  await tx.done;
}

const ofPerson = (person: string): IDBKeyRange => IDBKeyRange.bound([person, ""], [person, "\uffff"]);

/** List, drafts and the key to them: gone for good. The outbox is no part of it. */
export async function wipeVault(store: PhoneStore, person: string): Promise<void> {
  const tx = store.transaction(["vault", "lock"], "readwrite", DURABLE);
  void tx.objectStore("vault").delete(ofPerson(person));
  void tx.objectStore("lock").delete(person);
  await tx.done;
}

/** The mark first: a page that ends in between leaves a list that is swept, never a session that is not owed its end. */
async function wipeGuessed(store: PhoneStore, person: string): Promise<void> {
  await keepPlain(store, { guessed: "session-open" });
  await wipeVault(store, person);
}

/** After the end of a day's work: the list goes; drafts stay under the PIN, where there are any. */
export async function closeVault(store: PhoneStore, person: string): Promise<void> {
  await store.delete("vault", [person, LIST]);
  if ((await store.count("vault", ofPerson(person))) === 0) await wipeVault(store, person);
}

/** Lists that are over, and vaults that were being wiped when the page ended. */
export async function sweepVaults(store: PhoneStore, serverNow: number): Promise<void> {
  for (const lock of await locksHere(store)) {
    if (triesLeft(lock) === 0) await wipeGuessed(store, lock.person);
    else if (lock.keptUntil !== null && serverNow > Date.parse(lock.keptUntil)) await closeVault(store, lock.person);
  }
}

export async function draftsIn(store: PhoneStore, { person, key }: OpenVault): Promise<CareDraft[]> {
  const found = (await store.getAll("vault", ofPerson(person))).filter(({ name }) => name.startsWith(draftName("")));
  const drafts = await Promise.all(found.map(({ name, content }) => deciphered(key, place(person, name), content)));
  return (drafts as CareDraft[]).sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
}

/** @returns false where the phone is full */
export async function keepDraftIn(store: PhoneStore, { person, key }: OpenVault, draft: CareDraft): Promise<boolean> {
  const name = draftName(draft.visitId);
  const content = await enciphered(key, place(person, name), draft);
  try {
    const tx = store.transaction(["vault", "outbox"], "readwrite", DURABLE);
    // Typing that comes in after the saving does not bring the form back.
    if (!(await tx.objectStore("outbox").getKey(draft.visitId)))
      void tx
        .objectStore("vault")
        .put({ person, name, content })
        .catch(() => undefined);
    await tx.done;
    return true;
  } catch (error) {
    if (isStoreClosed(error)) throw new CareRefused("closed");
    if (hasNoRoom(error)) return false;
    throw error;
  }
}

export const dropDraftIn = (store: PhoneStore, { person }: OpenVault, visitId: string): Promise<void> =>
  store.delete("vault", [person, draftName(visitId)]);

export const draftKey = ({ person }: OpenVault, visitId: string): readonly [string, string] => [person, draftName(visitId)];
