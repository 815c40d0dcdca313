import type { SitingProgress } from "./siting-answer";

const [SAID, STOP, SITES, HAS_OBJECTIVE, HAS_BOUND] = [0, 1, 2, 3, 4];
/** Whole numbers at the head, then three figures, then the opened sites. */
const FIGURES_AT = 32;
const SITES_AT = FIGURES_AT + 3 * Float64Array.BYTES_PER_ELEMENT;

/**
 * What a search for sites says in a worker thread while it goes on, in memory both threads see: its best value and bound so far,
 * and the sites of the best. The number of what was said is odd while it is being written, so that nobody reads half of it. The
 * other way goes one word: stop.
 */
export class HeardSiting {
  private readonly head: Int32Array;
  private readonly figures: Float64Array;
  private readonly sites: Uint32Array;

  constructor(readonly memory: SharedArrayBuffer) {
    this.head = new Int32Array(memory, 0, FIGURES_AT / Int32Array.BYTES_PER_ELEMENT);
    this.figures = new Float64Array(memory, FIGURES_AT, 3);
    this.sites = new Uint32Array(memory, SITES_AT);
  }

  /** @param sites how many there are to choose from */
  static of(sites: number): HeardSiting {
    return new HeardSiting(new SharedArrayBuffer(SITES_AT + sites * Uint32Array.BYTES_PER_ELEMENT));
  }

  /** The thread's end. */
  say({ objective, bound, seconds, sites }: SitingProgress): void {
    Atomics.add(this.head, SAID, 1);
    this.figures.set([objective ?? 0, bound ?? 0, seconds]);
    this.sites.set(sites.slice(0, this.sites.length));
    Atomics.store(this.head, SITES, sites.length);
    Atomics.store(this.head, HAS_OBJECTIVE, objective === null ? 0 : 1);
    Atomics.store(this.head, HAS_BOUND, bound === null ? 0 : 1);
    Atomics.add(this.head, SAID, 1);
  }

  get isStopAsked(): boolean {
    return Atomics.load(this.head, STOP) === 1;
  }

  /** The other end; null while nothing was said, or while it is being written. */
  hear(): SitingProgress | null {
    const said = Atomics.load(this.head, SAID);
    if (said === 0 || said % 2 === 1) return null;
    const [objective = 0, bound = 0, seconds = 0] = this.figures;
    const heard = {
      objective: Atomics.load(this.head, HAS_OBJECTIVE) === 1 ? objective : null,
      bound: Atomics.load(this.head, HAS_BOUND) === 1 ? bound : null,
      seconds,
      sites: [...this.sites.subarray(0, Atomics.load(this.head, SITES))],
    };
    return Atomics.load(this.head, SAID) === said ? heard : null;
  }

  stop(): void {
    Atomics.store(this.head, STOP, 1);
  }
}
