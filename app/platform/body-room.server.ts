import { TooManyWaiting } from "./in-turn.server";

/**
 * Bodies that are read whole: so many at once, and so many bytes of them, in one process. Room is taken before the first byte is read
 * and given back when all work with it is done; who finds none is told so at once, for a line of readers would be the same bytes again.
 */
export class BodyRoom {
  private held = 0;
  private bytes = 0;
  private readonly heldBy = new Map<string, number>();

  constructor(
    private readonly mostAtOnce: number,
    private readonly mostBytes: number,
    /** of one person's */
    private readonly mostOfOne = mostAtOnce,
  ) {}

  async run<T>(bytes: number, whose: string, work: () => Promise<T>): Promise<T> {
    const own = this.heldBy.get(whose) ?? 0;
    if (this.held >= this.mostAtOnce || own >= this.mostOfOne || this.bytes + bytes > this.mostBytes)
      throw new TooManyWaiting(`${this.held} bodies of ${this.bytes} bytes are held, and ${bytes} more find no room`);
    this.held++;
    this.bytes += bytes;
    this.heldBy.set(whose, own + 1);
    try {
      return await work();
    } finally {
      this.held--;
      this.bytes -= bytes;
      const left = (this.heldBy.get(whose) ?? 1) - 1;
      if (left > 0) this.heldBy.set(whose, left);
      else this.heldBy.delete(whose);
    }
  }
}
