import { performance } from "node:perf_hooks";
import { HeardSiting } from "~/modules/siting/domain/solving/heard-siting";
import type { SitingSolved } from "~/modules/siting/domain/solving/siting-answer";
import type { SitingProblem } from "~/modules/siting/domain/solving/siting-problem";
import { solveSiting } from "~/modules/siting/domain/solving/solve-siting";
import { openHighs } from "./highs-solver";

export interface SitingAsked {
  readonly problem: SitingProblem;
  readonly seconds: number;
  readonly seed: number;
  /** what is said on the way, and where the word «stop» is read; null = nobody listens */
  readonly memory: SharedArrayBuffer | null;
}

/** Worker thread: one siting question, its best so far told on the way. */
export async function run({ problem, seconds, seed, memory }: SitingAsked): Promise<SitingSolved> {
  const began = performance.now();
  const heard = memory ? new HeardSiting(memory) : null;
  return solveSiting(problem, {
    solve: await openHighs(),
    now: () => (performance.now() - began) / 1_000,
    seconds,
    seed,
    isStopped: () => heard?.isStopAsked ?? false,
    told: (progress) => heard?.say(progress),
  });
}
