import { ThreadProgress } from "~/platform/thread-progress.server";
import type { HowFar } from "~/shared/progress";

/** @param stopped aborted when nobody waits any more */
type Make<T> = (stopped: AbortSignal, progress: ThreadProgress) => Promise<T>;

interface Making<T> {
  readonly answer: Promise<T>;
  readonly stop: AbortController;
  readonly progress: ThreadProgress;
  isMade: boolean;
  /** askers who would miss it; without end where somebody cannot leave */
  waiting: number;
}

/**
 * Answers kept by the inputs they were made from, the longest unused forgotten first, one still being made never. Two
 * askers of one answer wait for one computation; a failed one is not kept. When all who wait have left (a page walked away from), the work is stopped.
 */
export class Kept<T> {
  private readonly answers = new Map<string, Making<T>>();

  constructor(private readonly most: number) {}

  /** @param leaving aborted when this asker no longer wants the answer */
  get(key: string, make: Make<T>, leaving?: AbortSignal): Promise<T> {
    if (leaving?.aborted) return Promise.reject(leaving.reason as Error);
    const known = this.answers.get(key);
    this.answers.delete(key);
    const making = known ?? this.begin(key, make);
    this.answers.set(key, making);
    return leaving ? this.untilLeaving(key, making, leaving) : this.toTheEnd(making);
  }

  /** How far this process is with an answer; null = nobody asked for it here, or it is forgotten. */
  howFar(key: string): HowFar | "made" | null {
    const making = this.answers.get(key);
    return making ? (making.isMade ? "made" : making.progress.read()) : null;
  }

  private begin(key: string, make: Make<T>): Making<T> {
    const stop = new AbortController();
    const progress = new ThreadProgress();
    const making: Making<T> = { answer: make(stop.signal, progress), stop, progress, isMade: false, waiting: 0 };
    making.answer.then(
      () => {
        making.isMade = true;
        this.forgetUnused();
      },
      () => this.forget(key, making),
    );
    return making;
  }

  private toTheEnd(making: Making<T>): Promise<T> {
    making.waiting = Infinity;
    return making.answer;
  }

  private untilLeaving(key: string, making: Making<T>, leaving: AbortSignal): Promise<T> {
    making.waiting++;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        making.waiting--;
        if (making.waiting === 0) {
          this.forget(key, making);
          making.stop.abort();
        }
        reject(leaving.reason as Error);
      };
      leaving.addEventListener("abort", leave, { once: true });
      making.answer.then(resolve, reject).finally(() => leaving.removeEventListener("abort", leave));
    });
  }

  private forgetUnused(): void {
    const made = [...this.answers].filter(([, { isMade }]) => isMade);
    for (const [key] of made.slice(0, Math.max(0, made.length - this.most))) this.answers.delete(key);
  }

  private forget(key: string, making: Making<T>): void {
    if (this.answers.get(key) === making) this.answers.delete(key);
  }
}
