import { MOST_SYNC_BYTES, type LifeHeard, type RecordAnswer } from "~/modules/visits/domain/care-record";
import { answered, type HeldItem } from "./outbox-item";
import { changeItems, heldItems, sealedOf, waitAfterRestore } from "./outbox-store";
import { keepPlain, plainOf, type PhoneStore } from "./phone-store";
import { posted, type Answered, type Asking, type Halt } from "./post-records";
import { syncBatches } from "./sync-batches";

/** What a round of sending asks of the page it runs in. */
export interface Sending extends Asking {
  readonly store: PhoneStore;
  /** told which records are under way, and after each answer */
  readonly tell: (underWay: readonly string[]) => void;
}

export interface Sent {
  readonly halt: Halt | null;
  /** something waits that the server would not take yet */
  readonly isLeft: boolean;
  /** how long the server asks to be left alone */
  readonly retryAfterMs: number | null;
}

/** A photo or two: what a slow line is tried with first. */
const FIRST_BATCH_BYTES = 512 * 1024;
/** Below this it is not the length that keeps an answer away. */
const SMALL_BATCH_BYTES = 64 * 1024;
/** A batch that went in less time may be twice as long the next time. */
const QUICK_MS = 15_000;

type Stopped = Omit<Sent, "isLeft"> & { readonly halt: Halt };

/**
 * Hands in everything that waits, once each, visits first. A record turns green by the server's word about its id and nothing else; a
 * refused one stands aside, and what stops everything (no network, nobody signed in, the server) leaves all as it was. How much goes at
 * a time is what the line was found to carry.
 */
export async function sendOutbox(sending: Sending): Promise<Sent> {
  const tried = new Set<string>();
  for (;;) {
    const items = (await heldItems(sending.store)).filter(({ state }) => state === "waiting");
    const most = (await plainOf(sending.store, "batchBytes")) ?? FIRST_BATCH_BYTES;
    const batch = syncBatches(
      items.filter(({ id }) => !tried.has(id)),
      most,
    )[0];
    if (!batch) return { halt: null, isLeft: items.length > 0, retryAfterMs: null };
    const stopped = await sendBatch(sending, batch, most);
    sending.tell([]);
    if (stopped === "shorter") continue;
    for (const { id } of batch) tried.add(id);
    if (stopped) return { ...stopped, isLeft: true };
  }
}

/** @returns what stops the whole; `shorter` = the same again in smaller pieces; null = go on */
async function sendBatch(sending: Sending, items: readonly HeldItem[], most: number): Promise<Stopped | "shorter" | null> {
  const { store, now } = sending;
  sending.tell(items.map(({ id }) => id));
  const records = await sealedOf(store, items);
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const began = now();
  const outcome = await posted(sending, records);
  switch (outcome.kind) {
    case "too-slow": {
      const isLong = items.length > 1 && bytes > SMALL_BATCH_BYTES;
      if (isLong) await keepPlain(store, { batchBytes: halfOf(bytes) });
      else await moved(sending, items, []);
      return isLong ? "shorter" : { halt: "server", retryAfterMs: null };
    }
    case "halt":
      // A line that broke under a long batch is tried with less of it next time.
      if (outcome.isBroken && items.length > 1 && now() - began > QUICK_MS) await keepPlain(store, { batchBytes: halfOf(bytes) });
      await moved(sending, items, []);
      return { halt: outcome.halt, retryAfterMs: outcome.retryAfterMs };
    case "not-read":
      return notRead(sending, items, outcome.status, most);
    case "answered":
      if (bytes > most / 2 && most < MOST_SYNC_BYTES && now() - began < QUICK_MS)
        await keepPlain(store, { batchBytes: Math.min(MOST_SYNC_BYTES, most * 2) });
      await moved(sending, items, outcome.answer.answers, outcome.answer);
      await heardFrom(store, outcome);
      return null;
  }
}

const halfOf = (bytes: number): number => Math.max(SMALL_BATCH_BYTES, Math.floor(bytes / 2));

/** One that cannot be read must not stand before the others: halved until it stands alone. */
async function notRead(
  sending: Sending,
  items: readonly HeldItem[],
  status: number,
  most: number,
): Promise<Stopped | "shorter" | null> {
  const half = Math.ceil(items.length / 2);
  if (items.length > 1)
    return (await sendBatch(sending, items.slice(0, half), most)) ?? (await sendBatch(sending, items.slice(half), most));
  // A proxy in front with a smaller limit can be put right: it waits.
  await moved(sending, items, [{ id: items[0]!.id, state: "later", why: status === 413 ? "too-large" : "not-read" }]);
  return null;
}

async function moved(
  { store, now }: Sending,
  items: readonly HeldItem[],
  answers: readonly RecordAnswer[],
  life: LifeHeard | null = null,
): Promise<void> {
  const heard = { at: new Date(now()).toISOString(), life };
  const ids = items.map(({ id }) => id);
  const answerTo = (id: string) => answers.find((answer) => answer.id === id);
  await changeItems(store, ids, (item) => answered(item, answerTo(item.id), heard));
}

/** The server's clock, and whether it lives another life than the one that acknowledged earlier records. */
async function heardFrom(store: PhoneStore, { answer, clockOffset, askedAt }: Answered): Promise<void> {
  if (clockOffset !== null) await keepPlain(store, { clockOffset });
  if (answer.epoch) await waitAfterRestore(store, answer, askedAt);
}
