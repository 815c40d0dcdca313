import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { SealingKey } from "~/modules/visits/domain/care-record";
import type { HeldItem } from "./outbox-item";
import type { PinLock } from "./pin-lock";
import type { Enciphered } from "./vault-cipher";

/*
 * All that stays on the phone. In clear: ids, kinds, times, states, the server's public key, the names of those who work with this
 * phone. Nobody's visit, no list, no draft: those are sealed to the server or lie under a PIN.
 */
interface CareSchema extends DBSchema {
  outbox: { key: string; value: HeldItem };
  /** the sealed text of an outbox record, apart from it: photos are long, and the outbox is read often */
  sealed: { key: string; value: { readonly id: string; readonly enc: string; readonly text: string } };
  vault: { key: [string, string]; value: { readonly person: string; readonly name: string; readonly content: Enciphered } };
  lock: { key: string; value: PinLock };
  plain: { key: string; value: unknown };
}

export type PhoneStore = IDBPDatabase<CareSchema>;

/** What a readwrite transaction must have before it is over: it is on the disk, not only on its way there. */
export const DURABLE = { durability: "strict" } as const;

const DATABASE = "quarterhour-care";

export const openPhoneStore = (): Promise<PhoneStore> =>
  openDB<CareSchema>(DATABASE, 1, {
    upgrade(db) {
      db.createObjectStore("outbox", { keyPath: "id" });
      db.createObjectStore("sealed", { keyPath: "id" });
      db.createObjectStore("vault", { keyPath: ["person", "name"] });
      db.createObjectStore("lock", { keyPath: "person" });
      db.createObjectStore("plain");
    },
    // A tab with a newer program goes first; what this one still holds finds no room, and says so.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });

/** What is kept in clear, by name. */
export interface Plain {
  readonly sealTo: SealingKey;
  /** who worked with the phone last */
  readonly current: string;
  /** the server's clock less the phone's, in milliseconds */
  readonly clockOffset: number;
  /** how much the line was found to carry at a time */
  readonly batchBytes: number;
  /** five wrong PINs wiped a list: whether the server's session has ended since; null = a PIN was chosen anew */
  readonly guessed: "session-open" | "session-ended" | null;
}

export async function keepPlain(store: PhoneStore, some: Partial<Plain>): Promise<void> {
  const tx = store.transaction("plain", "readwrite", DURABLE);
  for (const [name, value] of Object.entries(some)) void tx.store.put(value, name);
  await tx.done;
}

export const plainOf = async <K extends keyof Plain>(store: PhoneStore, name: K): Promise<Plain[K] | null> =>
  ((await store.get("plain", name)) as Plain[K] | undefined) ?? null;

/** A tab with a newer program took the store over: this page is over. */
export const isStoreClosed = (error: unknown): boolean => error instanceof DOMException && error.name === "InvalidStateError";

/** The browser has no more room for us, or took the whole store away. */
export const hasNoRoom = (error: unknown): boolean =>
  error instanceof DOMException && ["QuotaExceededError", "InvalidStateError"].includes(error.name);
