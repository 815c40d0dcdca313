/** What a long computation goes through one by one; screens have a word for each. */
export const COUNTED = ["places", "homes", "metres", "streets", "squares", "shapes"] as const;
export type Counted = (typeof COUNTED)[number];

/** Told after each one: how many of the step's are done. */
export type Tick = (done: number) => void;

/** Hears how far a computation is. It is told and never asked, so whoever computes knows nothing of threads and screens. */
export interface Progress {
  /** how many steps there will be */
  expect(steps: number): void;
  /** the next step begins: it goes through so many of something */
  begin(counted: Counted, of: number): Tick;
}

export const UNHEARD: Progress = { expect: () => undefined, begin: () => () => undefined };

/** How far a computation is, as read from outside while it goes on. */
export interface HowFar {
  /** 1 … steps; 0 = not begun */
  readonly step: number;
  readonly steps: number;
  readonly counted: Counted;
  readonly done: number;
  readonly of: number;
}

/** Steps weigh the same: what is behind ÷ all, 0 … 1. */
export function shareDone({ step, steps, done, of }: HowFar): number {
  if (step === 0 || steps === 0) return 0;
  return Math.min(1, (step - 1 + (of > 0 ? Math.min(1, done / of) : 1)) / steps);
}
