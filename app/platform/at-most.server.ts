import { TooManyWaiting } from "./in-turn.server";

/** Works of one kind, so many at once in one process; the others wait in their order, so that none waits for a connection in vain. */
export class AtMost {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.most) await this.turn();
    else this.running++;
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over, so that nobody who comes now steps in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= this.mostWaiting)
      return Promise.reject(new TooManyWaiting(`${this.waiting.length} wait already, at most ${this.mostWaiting} may`));
    return new Promise((begin) => this.waiting.push(begin));
  }
}
