import { restMs } from "./next-try";
import { plainOf, type PhoneStore } from "./phone-store";
import type { Asking, Halt } from "./post-records";
import { sendOutbox, type Sent } from "./send-outbox";
import { SENDING_LOCK } from "./update-words";

export interface SenderWorld extends Asking {
  readonly store: PhoneStore;
  /** in [0, 1) */
  readonly chance: () => number;
  /** something changed: states, what is under way, or what stands in the way */
  readonly changed: () => void;
}

/** Keeps sending until nothing waits: one tab at a time, with longer and longer rests where the server does not take it. */
export class OutboxSender {
  halt: Halt | null = null;
  nextTryAt: number | null = null;
  underWay: ReadonlySet<string> = new Set();
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(private readonly world: SenderWorld) {}

  /** Whatever was held before the call was tried when the promise is kept. */
  send(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#round().finally(() => (this.#running = null));
      return this.#running;
    }
    this.#next ??= this.#running.then(() => {
      this.#next = null;
      return this.send();
    });
    return this.#next;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #round(): Promise<void> {
    clearTimeout(this.#timer);
    const { chance: _chance, changed, ...world } = this.world;
    const sent = await alone(() =>
      sendOutbox({
        ...world,
        tell: (ids) => {
          this.underWay = new Set(ids);
          changed();
        },
      }),
    );
    this.underWay = new Set();
    this.halt = sent.halt;
    this.#rest(sent);
    changed();
  }

  #rest(sent: Sent): void {
    this.nextTryAt = null;
    if (sent.halt !== "no-network") this.#failures = sent.isLeft ? this.#failures + 1 : 0;
    if (!sent.isLeft) return;
    const rest = restMs(sent, this.#failures, this.world.chance());
    this.nextTryAt = this.world.now() + rest;
    this.#timer = setTimeout(() => void this.send().catch(failedAloud), rest);
  }
}

/** Tabs wait for one another; a browser without such locks has the server to tell what came twice. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  "locks" in navigator ? (navigator.locks.request(SENDING_LOCK, work) as Promise<T>) : work();

export const failedAloud = (error: unknown): void => console.error(error);

/** From the phone's own chance: nothing here is secret, only spread. */
export const ownChance = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;

export const clockOffsetIn = async (store: PhoneStore): Promise<number> => (await plainOf(store, "clockOffset")) ?? 0;
