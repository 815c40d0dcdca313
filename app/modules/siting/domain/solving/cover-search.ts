import { seededRandom } from "~/shared/seeded-random";
import type { CoverChoice } from "./cover-choice";

const NEARLY = 1e-9;

/**
 * Good choices quickly: greedy additions, then swaps of one open site for one closed (Teitz & Bart 1968), then the same again
 * after closing a few (iterated local search). Chance comes from a seed. Only choices that break no rule are kept.
 */
export class CoverSearch {
  private readonly random: () => number;
  /** open columns of the best choice; null = none found that keeps every rule */
  best: Uint32Array | null = null;
  bestValue = -Infinity;
  /** no more sites than these are opened */
  most = Infinity;

  constructor(
    readonly choice: CoverChoice,
    seed: number,
  ) {
    this.random = seededRandom(seed);
  }

  /** Takes what is open now for the best if it is. */
  keep(): boolean {
    const { choice } = this;
    if (choice.broken > 0 || (this.best && choice.value <= this.bestValue + NEARLY * Math.abs(this.bestValue))) return false;
    this.best = choice.opened.slice(0, choice.count);
    this.bestValue = choice.value;
    return true;
  }

  /** Two beginnings: the site that adds most, and the site that adds most for what it takes. */
  begin(): void {
    for (const isForWhatItTakes of [false, true]) {
      this.choice.reset([]);
      this.repair();
      this.fill(isForWhatItTakes);
      this.swaps(() => false);
      this.keep();
    }
  }

  /** Opens what «at least» rules miss. */
  private repair(): void {
    const { choice } = this;
    while (choice.broken > 0) {
      let [best, most] = [-1, 0];
      for (let column = 0; column < choice.isOpen.length; column++) {
        if (choice.isOpen[column]) continue;
        const nearer = choice.bringsNearer(column);
        if (nearer <= 0) continue;
        const score = nearer * (1 + choice.gain[column]! / (1 + Math.abs(choice.value)));
        if (score > most) [best, most] = [column, score];
      }
      if (best < 0) return;
      choice.open(best);
    }
  }

  private fill(isForWhatItTakes: boolean): void {
    const { choice } = this;
    while (choice.count < this.most) {
      let [best, most] = [-1, 0];
      for (let column = 0; column < choice.isOpen.length; column++) {
        if (choice.isOpen[column] || choice.gain[column]! <= 0) continue;
        const score = isForWhatItTakes ? choice.gain[column]! / choice.takes(column) : choice.gain[column]!;
        if (score > most && choice.brokenWith(column) <= choice.broken) [best, most] = [column, score];
      }
      if (best < 0) return;
      choice.open(best);
    }
  }

  /** One site out, one in, while that covers more; true where it ended by itself. */
  swaps(isOver: () => boolean): boolean {
    const { choice } = this;
    if (choice.broken > 0) return true;
    for (let still = choice.count, turn = 0; still > 0 && choice.count > 0; turn++) {
      if (isOver()) return false;
      const out = choice.opened[turn % choice.count]!;
      const before = choice.value;
      choice.close(out);
      const into = this.bestBeside(out);
      choice.open(into);
      if (into === out) still--;
      else {
        this.fill(false);
        still = choice.value > before ? choice.count : still - 1;
      }
    }
    return true;
  }

  private bestBeside(out: number): number {
    const { choice } = this;
    let [best, most] = [out, choice.gain[out]! * (1 + NEARLY) + NEARLY];
    for (let column = 0; column < choice.isOpen.length; column++)
      if (!choice.isOpen[column] && choice.gain[column]! > most && choice.brokenWith(column) === 0)
        [best, most] = [column, choice.gain[column]!];
    return best;
  }

  /** Closes a few by chance, fills and swaps again; goes on from the new choice where it is no worse. */
  again(isOver: () => boolean): boolean {
    const { choice } = this;
    if (!this.best || choice.count === 0) return false;
    const before = choice.opened.slice(0, choice.count);
    const value = choice.value;
    const closed = 1 + Math.floor(this.random() * Math.min(choice.count, Math.max(3, choice.count / 8)));
    for (let n = 0; n < closed && choice.count > 0; n++) choice.close(choice.opened[Math.floor(this.random() * choice.count)]!);
    if (this.random() < 0.5 && choice.count < this.most) {
      const column = Math.floor(this.random() * choice.ground.columns);
      if (!choice.isOpen[column] && choice.brokenWith(column) <= choice.broken) choice.open(column);
    }
    this.repair();
    this.fill(this.random() < 0.5);
    const isDone = this.swaps(isOver);
    const isBetter = this.keep();
    if (choice.broken > 0 || choice.value < value - NEARLY * Math.abs(value) || !isDone) choice.reset(before);
    return isBetter;
  }
}
