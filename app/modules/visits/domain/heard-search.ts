import type { PlannedStop } from "./plan-stops";

const [SAID, LENGTH, DONE, STOP] = [0, 1, 2, 3];
const HEAD = 4 * Int32Array.BYTES_PER_ELEMENT;
/** A stop as text takes some 200 bytes. */
const BYTES_A_VISIT = 400;

/**
 * What a search in a worker thread says while it goes on, in memory both threads see: how far it is, and the best plan so far as
 * text. The number of what was said is odd while it is being written, so that nobody reads half of it. The other way goes one
 * word: stop.
 */
export class HeardSearch {
  private readonly head: Int32Array;
  private readonly body: Uint8Array;

  constructor(readonly memory: SharedArrayBuffer) {
    this.head = new Int32Array(memory, 0, HEAD / Int32Array.BYTES_PER_ELEMENT);
    this.body = new Uint8Array(memory, HEAD);
  }

  static of(visits: number): HeardSearch {
    return new HeardSearch(new SharedArrayBuffer(HEAD + BYTES_A_VISIT * (2 * visits + 10)));
  }

  /** The thread's end. */
  say(done: number, stops: readonly PlannedStop[]): void {
    const text = new TextEncoder().encode(JSON.stringify(stops));
    if (text.length > this.body.length) return;
    Atomics.add(this.head, SAID, 1);
    this.body.set(text);
    Atomics.store(this.head, LENGTH, text.length);
    Atomics.store(this.head, DONE, Math.floor(done * 1_000));
    Atomics.add(this.head, SAID, 1);
  }

  get isStopAsked(): boolean {
    return Atomics.load(this.head, STOP) === 1;
  }

  /** The other end; null while nothing was said, or while it is being written. */
  hear(): { readonly done: number; readonly stops: readonly PlannedStop[] } | null {
    const said = Atomics.load(this.head, SAID);
    if (said === 0 || said % 2 === 1) return null;
    const text = this.body.slice(0, Atomics.load(this.head, LENGTH));
    const done = Atomics.load(this.head, DONE) / 1_000;
    if (Atomics.load(this.head, SAID) !== said) return null;
    return { done, stops: JSON.parse(new TextDecoder().decode(text)) as PlannedStop[] };
  }

  stop(): void {
    Atomics.store(this.head, STOP, 1);
  }
}
