import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { threadFile } from "./environment.server";
import type { ThreadProgress } from "./thread-progress.server";

/** Computations of seconds run here, so that the request thread only ever waits. One pool a process, made at first use. */
let pool: Piscina | undefined;

/** A worker that has not come to its next step by then is ended as a whole. */
const PATIENCE_MS = 2_000;

/**
 * Calls `run` of `app/threads/<name>.ts` with one value and returns its answer; both are copied (structured clone).
 * @param signal ends the thread's work when aborted
 * @param progress what the work tells its steps to: it is then ended at the next of them, and its thread lives on
 */
export async function inThread<In, Out>(name: string, input: In, signal?: AbortSignal, progress?: ThreadProgress): Promise<Out> {
  signal?.throwIfAborted();
  pool ??= new Piscina({
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: 60_000,
    recordTiming: false,
  });
  const stopping = signal && progress ? stoppedAtStep(signal, progress) : null;
  const ending = stopping?.signal ?? signal;
  try {
    return (await pool.run(input, { filename: threadFile(name), name: "run", ...(ending ? { signal: ending } : {}) })) as Out;
  } finally {
    stopping?.settle();
  }
}

/** What waits in line goes at once; what has begun is asked to end, and made to end only where it does not. */
function stoppedAtStep(signal: AbortSignal, progress: ThreadProgress) {
  const end = new AbortController();
  let patience: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    progress.stop();
    if (progress.worker === 0) end.abort(signal.reason);
    else patience = setTimeout(() => end.abort(signal.reason), PATIENCE_MS).unref();
  };
  signal.addEventListener("abort", stop, { once: true });
  return {
    signal: end.signal,
    settle() {
      clearTimeout(patience);
      signal.removeEventListener("abort", stop);
    },
  };
}

export async function closeThreads(): Promise<void> {
  await pool?.destroy();
  pool = undefined;
}
