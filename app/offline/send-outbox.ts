import type { RecordAnswer, SealedRecord, SyncAnswer, SyncRequest } from "~/modules/visits/domain/care-record";
import { answered, type HeldItem } from "./outbox-item";
import { changeItems, heldItems, sealedOf, waitAfterRestore } from "./outbox-store";
import { keepPlain, type PhoneStore } from "./phone-store";
import { syncBatches } from "./sync-batches";

export type Halt = "no-network" | "signed-out" | "server";

/** What a round of sending asks of the page it runs in; nothing here needs a window. */
export interface Sending {
  readonly store: PhoneStore;
  readonly ask: typeof fetch;
  readonly now: () => number;
  /** told which records are under way, and after each answer */
  readonly tell: (underWay: readonly string[]) => void;
}

export interface Sent {
  readonly halt: Halt | null;
  /** something waits that the server would not take yet */
  readonly isLeft: boolean;
}

/** On the slowest line that carries a full batch at all. */
const PATIENCE_MS = 180_000;

/**
 * Hands in everything that waits, once each, visits first. A record turns green by the server's word about its id and nothing else; a
 * refused one stands aside, and what stops everything (no network, nobody signed in, the server) leaves all as it was.
 */
export async function sendOutbox(sending: Sending): Promise<Sent> {
  const tried = new Set<string>();
  for (;;) {
    const items = (await heldItems(sending.store)).filter(({ state }) => state === "waiting");
    const batch = syncBatches(items.filter(({ id }) => !tried.has(id)))[0];
    if (!batch) return { halt: null, isLeft: items.length > 0 };
    for (const { id } of batch) tried.add(id);
    const halt = await sendBatch(sending, batch);
    sending.tell([]);
    if (halt) return { halt, isLeft: true };
  }
}

async function sendBatch(sending: Sending, items: readonly HeldItem[]): Promise<Halt | null> {
  sending.tell(items.map(({ id }) => id));
  const records = await sealedOf(sending.store, items);
  const outcome = await posted(sending, records);
  switch (outcome.kind) {
    case "halt":
      await moved(sending, items, []);
      return outcome.halt;
    case "not-read": {
      // One that cannot be read must not stand before the others.
      const half = Math.ceil(items.length / 2);
      if (items.length > 1)
        return (await sendBatch(sending, items.slice(0, half))) ?? (await sendBatch(sending, items.slice(half)));
      // A proxy in front with a smaller limit can be put right: it waits.
      await moved(sending, items, [{ id: items[0]!.id, state: "later", why: outcome.status === 413 ? "too-large" : "not-read" }]);
      return null;
    }
    case "answered":
      await moved(sending, items, outcome.answer.answers, outcome.answer.epoch ?? null);
      await heardFrom(sending.store, outcome);
      return null;
  }
}

async function moved(
  { store, now }: Sending,
  items: readonly HeldItem[],
  answers: readonly RecordAnswer[],
  epoch: string | null = null,
): Promise<void> {
  const heard = { at: new Date(now()).toISOString(), epoch };
  const ids = items.map(({ id }) => id);
  await changeItems(store, ids, (item) =>
    answered(
      item,
      answers.find(({ id }) => id === item.id),
      heard,
    ),
  );
}

/** The server's clock, and whether it lives another life than the one that acknowledged earlier records. */
async function heardFrom(store: PhoneStore, { answer, clockOffset }: Answered): Promise<void> {
  if (clockOffset !== null) await keepPlain(store, { clockOffset });
  if (answer.epoch) await waitAfterRestore(store, answer.epoch);
}

interface Answered {
  readonly kind: "answered";
  readonly answer: SyncAnswer;
  readonly clockOffset: number | null;
}
type Outcome = Answered | { readonly kind: "halt"; readonly halt: Halt } | { readonly kind: "not-read"; readonly status: number };

const halted = (halt: Halt): Outcome => ({ kind: "halt", halt });

/** One POST, and what it means; whatever is not surely an answer is none. */
export async function posted({ ask, now }: Pick<Sending, "ask" | "now">, records: readonly SealedRecord[]): Promise<Outcome> {
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), PATIENCE_MS);
  const sentAt = now();
  const body: SyncRequest = { sentAt: new Date(sentAt).toISOString(), records };
  try {
    const response = await ask("/care/sync", {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      redirect: "manual",
      cache: "no-store",
      signal: impatience.signal,
    });
    if (response.status === 401 || response.type === "opaqueredirect") return halted("signed-out");
    if ([400, 413, 422].includes(response.status)) return { kind: "not-read", status: response.status };
    if (response.status !== 200) return halted("server");
    const answer = readAnswer(await response.text());
    if (!answer) return halted("server");
    return { kind: "answered", answer, clockOffset: clockOffsetOf(answer.serverTime, sentAt, now()) };
  } catch {
    return halted("no-network");
  } finally {
    clearTimeout(timer);
  }
}

/** The server's clock less the phone's, taken in the middle of the asking; null = it said no time. */
export function clockOffsetOf(serverTime: string, askedAt: number, heardAt: number): number | null {
  const there = Date.parse(serverTime);
  return Number.isFinite(there) ? Math.round(there - (askedAt + heardAt) / 2) : null;
}

function readAnswer(text: string): SyncAnswer | null {
  try {
    const read = JSON.parse(text) as Partial<SyncAnswer> | null;
    return read && Array.isArray(read.answers) && typeof read.serverTime === "string" ? (read as SyncAnswer) : null;
  } catch {
    return null;
  }
}
