import type { LifeHeard, SealedRecord } from "~/modules/visits/domain/care-record";
import { isOver, isUnsent, mayBeLost, mayLeave, waitingAgain, type HeldItem } from "./outbox-item";
import { DURABLE, hasNoRoom, type PhoneStore } from "./phone-store";

/** Records on their way into the outbox, all or none: the first, and what hangs on it. `drafts` go in the same step. */
export interface Incoming {
  readonly records: readonly Held[];
  readonly drafts: readonly (readonly [person: string, name: string])[];
}
export interface Held {
  readonly record: SealedRecord;
  readonly item: HeldItem;
}

export const heldItems = (store: PhoneStore): Promise<HeldItem[]> => store.getAll("outbox");

/** On the disk when the promise is kept. @returns what was there already under the first one's id, and then nothing changes; null = they are held now */
export async function holdRecords(store: PhoneStore, incoming: Incoming): Promise<HeldItem | null> {
  try {
    return await held(store, incoming);
  } catch (error) {
    if (!hasNoRoom(error)) throw error;
    // What the server has can go before its time.
    await wipe(store, (item) => item.state === "acknowledged");
    return held(store, incoming);
  }
}

async function held(store: PhoneStore, { records, drafts }: Incoming): Promise<HeldItem | null> {
  const tx = store.transaction(["outbox", "sealed", "vault"], "readwrite", DURABLE);
  const there = records[0] && (await tx.objectStore("outbox").get(records[0].item.id));
  if (!there) {
    for (const { item, record } of records) {
      void tx.objectStore("outbox").put(item).catch(told);
      void tx.objectStore("sealed").put({ id: record.id, enc: record.enc, text: record.text }).catch(told);
    }
    for (const draft of drafts)
      void tx
        .objectStore("vault")
        .delete([...draft])
        .catch(told);
  }
  await tx.done;
  return there ?? null;
}

/** The transaction's own promise tells it. */
const told = (): void => undefined;

export async function sealedOf(store: PhoneStore, items: readonly HeldItem[]): Promise<SealedRecord[]> {
  const tx = store.transaction("sealed");
  const texts = await Promise.all(items.map(({ id }) => tx.store.get(id)));
  return items.flatMap(({ id, kind, keyId }, n) => {
    const found = texts[n];
    return found ? [{ kind, id, keyId, enc: found.enc, text: found.text }] : [];
  });
}

/** Moves records on, each from what it is by now: another tab may have moved it meanwhile. */
export async function changeItems(store: PhoneStore, ids: readonly string[], next: (item: HeldItem) => HeldItem): Promise<void> {
  const tx = store.transaction("outbox", "readwrite", DURABLE);
  for (const id of ids) {
    const item = await tx.store.get(id);
    if (item) void tx.store.put(next(item)).catch(told);
  }
  await tx.done;
}

/** What the server that speaks now may have lost waits again. `askedAt`: when it was asked, by the phone's clock */
export async function waitAfterRestore(store: PhoneStore, life: LifeHeard, askedAt: number): Promise<number> {
  const isLost = (item: HeldItem) => mayBeLost(item, life, askedAt);
  const lost = (await heldItems(store)).filter(isLost).map(({ id }) => id);
  if (lost.length > 0) await changeItems(store, lost, (item) => (isLost(item) ? waitingAgain(item, "restored") : item));
  return lost.length;
}

export const wipeAcknowledged = (store: PhoneStore, nowMs: number): Promise<void> => wipe(store, (item) => isOver(item, nowMs));

/** All that the server has in one way or another. */
export const wipeSettled = (store: PhoneStore): Promise<void> => wipe(store, () => true);

/** Takes records off the phone, never one that only the phone has. */
async function wipe(store: PhoneStore, goes: (item: HeldItem) => boolean): Promise<void> {
  const tx = store.transaction(["outbox", "sealed"], "readwrite", DURABLE);
  for (const item of await tx.objectStore("outbox").getAll()) {
    if (isUnsent(item) || !goes(item)) continue;
    void tx.objectStore("outbox").delete(item.id).catch(told);
    void tx.objectStore("sealed").delete(item.id).catch(told);
  }
  await tx.done;
}

/** A refused record leaves the phone, never the only copy of it. @returns whether it went */
export async function giveUpRecord(store: PhoneStore, id: string): Promise<boolean> {
  const tx = store.transaction(["outbox", "sealed"], "readwrite", DURABLE);
  const item = await tx.objectStore("outbox").get(id);
  const goes = item !== undefined && mayLeave(item);
  if (goes) {
    void tx.objectStore("outbox").delete(id).catch(told);
    void tx.objectStore("sealed").delete(id).catch(told);
  }
  await tx.done;
  return goes;
}
