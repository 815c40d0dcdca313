import type { CareList } from "~/modules/visits/domain/care-list";
import { CareRefused, type CareDraft } from "./care-phone";
import { isSameLock, keyUnder, newPinLock, triesLeft, type PinLock } from "./pin-lock";
import { DURABLE, hasNoRoom, isStoreClosed, keepPlain, type PhoneStore } from "./phone-store";
import { deciphered, enciphered } from "./vault-cipher";

/** What one person has open: their data key, which cannot be taken out, and never reaches the disk unwrapped. */
export interface OpenVault {
  readonly person: string;
  readonly key: CryptoKey;
  /** the lock it was opened by: once that is gone, nothing more is put under this key */
  readonly salt: PinLock["salt"];
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
  const vault = { person: list.person.id, key, salt: lock.salt };
  await keepList(store, vault, list);
  return vault;
}

export async function keepList(store: PhoneStore, { person, key, salt }: OpenVault, list: CareList): Promise<void> {
  const content = await enciphered(key, place(person, LIST), list);
  const tx = store.transaction(["vault", "lock", "plain"], "readwrite", DURABLE);
  const lock = await tx.objectStore("lock").get(person);
  // Wiped meanwhile, or begun anew with a PIN, from another tab: nothing is put under a key that is gone.
  if (lock && isSameLock(lock, { salt })) {
    void tx.objectStore("vault").put({ person, name: LIST, content });
    void tx.objectStore("lock").put({ ...lock, who: list.person.name, keptUntil: list.keptUntil });
    void tx.objectStore("plain").put(person, "current");
  }
  await tx.done;
}

export async function listIn(store: PhoneStore, { person, key }: OpenVault): Promise<CareList | null> {
  const found = await store.get("vault", [person, LIST]);
  return found ? ((await readable(key, place(person, LIST), found.content)) as CareList | null) : null;
}

/** null = another key's: whoever has that one is gone, and what was put under it is told by the server anew */
const readable = (...sealed: Parameters<typeof deciphered>): Promise<unknown> =>
  deciphered(...sealed).catch((error: unknown) => {
    if ((error as { name?: unknown }).name === "OperationError") return null;
    throw error;
  });

export type Unlocked = { readonly vault: OpenVault } | { readonly triesLeft: number };

/** The try is on the disk before the PIN is compared, so that ending the page buys nobody another. */
export async function unlockVault(store: PhoneStore, person: string, pin: string): Promise<Unlocked> {
  const tx = store.transaction("lock", "readwrite", DURABLE);
  const lock = await tx.store.get(person);
  const isOpen = lock !== undefined && triesLeft(lock) > 0;
  if (isOpen) void tx.store.put({ ...lock, tries: lock.tries + 1 });
  await tx.done;
  const key = isOpen ? await keyUnder(lock, pin) : null;
  if (lock && key) {
    // Begun anew while the PIN was compared: it is asked of the lock there is now.
    if (!(await clearTries(store, lock))) return unlockVault(store, person, pin);
    await keepPlain(store, { current: person });
    return { vault: { person, key, salt: lock.salt } };
  }
  const left = lock ? Math.max(0, triesLeft(lock) - 1) : 0;
  if (left === 0) await wipeGuessed(store, person);
  return { triesLeft: left };
}

/** @returns false where another lock stands there now, or none */
async function clearTries(store: PhoneStore, lock: PinLock): Promise<boolean> {
  const tx = store.transaction("lock", "readwrite", DURABLE);
  const there = await tx.store.get(lock.person);
  const isThere = isSameLock(there, lock);
  if (there && isThere) void tx.store.put({ ...there, tries: 0 });
  await tx.done;
  return isThere;
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
  const read = await Promise.all(found.map(({ name, content }) => readable(key, place(person, name), content)));
  const drafts = (read as (CareDraft | null)[]).filter((draft) => draft !== null);
  return drafts.sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
}

/** @returns false where the phone is full */
export async function keepDraftIn(store: PhoneStore, { person, key, salt }: OpenVault, draft: CareDraft): Promise<boolean> {
  const name = draftName(draft.visitId);
  const content = await enciphered(key, place(person, name), draft);
  try {
    const tx = store.transaction(["vault", "outbox", "lock"], "readwrite", DURABLE);
    if (!isSameLock(await tx.objectStore("lock").get(person), { salt })) throw new CareRefused("locked");
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
