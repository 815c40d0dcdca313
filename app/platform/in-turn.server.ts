/** Nobody else can be let in just now; asking again in a moment is all there is to do. */
export class TooManyWaiting extends Error {}

/** Works of one kind, one after another in one process, so that many asked at once leave the threads to others too. */
export class InTurn {
  private readonly waiting: (() => void)[] = [];
  private isBusy = false;

  constructor(private readonly mostWaiting: number) {}

  /** @param leaving aborted while it waits, the work is never begun; what has begun goes on to its end */
  async run<T>(work: () => Promise<T>, leaving: AbortSignal): Promise<T> {
    leaving.throwIfAborted();
    if (this.isBusy) await this.turn(leaving);
    this.isBusy = true;
    try {
      return await work();
    } finally {
      this.isBusy = false;
      this.waiting.shift()?.();
    }
  }

  private turn(leaving: AbortSignal): Promise<void> {
    if (this.waiting.length >= this.mostWaiting)
      return Promise.reject(new TooManyWaiting(`${this.waiting.length} wait already, at most ${this.mostWaiting} may`));
    return new Promise((begin, giveUp) => {
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(mine), 1);
        giveUp(leaving.reason as Error);
      };
      const mine = () => {
        leaving.removeEventListener("abort", leave);
        // Nobody who comes now may step in between.
        this.isBusy = true;
        begin();
      };
      this.waiting.push(mine);
      leaving.addEventListener("abort", leave, { once: true });
    });
  }
}
