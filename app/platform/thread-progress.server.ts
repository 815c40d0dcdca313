import { COUNTED, type Counted, type HowFar, type Progress, type Tick } from "~/shared/progress";

const [STEPS, STEP, KIND, DONE, OF] = [0, 1, 2, 3, 4];
const COLUMNS = 5;

/**
 * How far a worker thread is, in memory both threads see: the worker writes a number, whoever asks reads it, and no message
 * is sent. A reading may mix two moments of one step's beginning, which is a hundredth of a bar for a moment.
 */
export class ThreadProgress implements Progress {
  private readonly columns: Int32Array;

  /** @param memory of the other end; without it, made anew */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(COLUMNS * Int32Array.BYTES_PER_ELEMENT)) {
    this.columns = new Int32Array(memory);
  }

  expect(steps: number): void {
    Atomics.store(this.columns, STEPS, steps);
  }

  begin(counted: Counted, of: number): Tick {
    Atomics.store(this.columns, DONE, 0);
    Atomics.store(this.columns, OF, of);
    Atomics.store(this.columns, KIND, COUNTED.indexOf(counted));
    Atomics.add(this.columns, STEP, 1);
    return (done) => void Atomics.store(this.columns, DONE, done);
  }

  read(): HowFar {
    const at = (column: number) => Atomics.load(this.columns, column);
    return { step: at(STEP), steps: at(STEPS), counted: COUNTED[at(KIND)]!, done: at(DONE), of: at(OF) };
  }
}
