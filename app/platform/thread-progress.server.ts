import { threadId } from "node:worker_threads";
import { COUNTED, type Counted, type HowFar, type Progress, type Tick } from "~/shared/progress";

const [STEPS, STEP, KIND, DONE, OF, WORKER, STOPPED] = [0, 1, 2, 3, 4, 5, 6];
const COLUMNS = 7;

/** Nobody waits for this work any more: the worker ended it at its next step. */
export class StoppedAtWork extends Error {}

/**
 * How far a worker thread is, in memory both threads see: the worker writes a number, whoever asks reads it, and no message
 * is sent. A reading may mix two moments of one step's beginning, which is a hundredth of a bar for a moment. The other way
 * goes one word: stop. The worker reads it at every tick, so its thread lives on with all that it holds open.
 */
export class ThreadProgress implements Progress {
  private readonly columns: Int32Array;

  /** @param memory of the other end; without it, made anew */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(COLUMNS * Int32Array.BYTES_PER_ELEMENT)) {
    this.columns = new Int32Array(memory);
  }

  /** The worker's end, at the beginning of its work. */
  static atWork(memory?: SharedArrayBuffer): ThreadProgress {
    const progress = new ThreadProgress(memory);
    Atomics.store(progress.columns, WORKER, threadId);
    progress.endIfStopped();
    return progress;
  }

  expect(steps: number): void {
    this.endIfStopped();
    Atomics.store(this.columns, STEPS, steps);
  }

  begin(counted: Counted, of: number): Tick {
    this.endIfStopped();
    Atomics.store(this.columns, DONE, 0);
    Atomics.store(this.columns, OF, of);
    Atomics.store(this.columns, KIND, COUNTED.indexOf(counted));
    Atomics.add(this.columns, STEP, 1);
    return (done) => {
      Atomics.store(this.columns, DONE, done);
      this.endIfStopped();
    };
  }

  read(): HowFar {
    const at = (column: number) => Atomics.load(this.columns, column);
    return { step: at(STEP), steps: at(STEPS), counted: COUNTED[at(KIND)]!, done: at(DONE), of: at(OF) };
  }

  /** The thread that works, 0 = none has begun. */
  get worker(): number {
    return Atomics.load(this.columns, WORKER);
  }

  stop(): void {
    Atomics.store(this.columns, STOPPED, 1);
  }

  private endIfStopped(): void {
    if (Atomics.load(this.columns, STOPPED) === 1) throw new StoppedAtWork("nobody waits for this any more");
  }
}
