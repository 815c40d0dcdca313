import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { threadFile } from "./environment.server";
import { watchGauge } from "./metrics.server";
import type { ThreadProgress } from "./thread-progress.server";

/**
 * Computations of seconds run here, so that the request thread only ever waits. One pool a process, made at first use: the
 * server and its pages are built apart and share it.
 */
const KEY = Symbol.for("quarterhour.threads");
const shared = globalThis as { [KEY]?: Pools };

/** What somebody waits for with a hand on the screen has a thread of its own, so that nothing of minutes stands in its way. */
interface Pools {
  pool: Piscina | undefined;
  urgent: Piscina | undefined;
  /** what takes minutes at somebody's wish, beside what others wait for */
  long: Piscina | undefined;
}

/** A worker that has not come to its next step by then is ended as a whole. */
const STEP_WITHIN_MS = 2_000;

/**
 * Calls `run` of `app/threads/<name>.ts` with one value and returns its answer; both are copied (structured clone).
 * @param signal ends the thread's work when aborted
 * @param progress what the work tells its steps to: it is then ended at the next of them, and its thread lives on
 */
export async function inThread<In, Out>(name: string, input: In, signal?: AbortSignal, progress?: ThreadProgress): Promise<Out> {
  signal?.throwIfAborted();
  const stopping = signal && progress ? stoppedAtStep(signal, progress) : null;
  const ending = stopping?.signal ?? signal;
  try {
    return (await threads().run(input, {
      filename: threadFile(name),
      name: "run",
      ...(ending ? { signal: ending } : {}),
    })) as Out;
  } finally {
    stopping?.settle();
  }
}

/** The same in the thread that is kept for what must be quick; it stays open for a while, and so does what it holds. */
export async function inUrgentThread<In, Out>(name: string, input: In): Promise<Out> {
  const held = pools();
  held.urgent ??= new Piscina({ minThreads: 0, maxThreads: 1, idleTimeout: 600_000, recordTiming: false });
  return (await held.urgent.run(input, { filename: threadFile(name), name: "run" })) as Out;
}

/**
 * The same in a thread for what takes up to minutes and ends by itself when it is told to: nothing else waits behind it.
 * @param signal ends the thread as a whole when aborted, whatever it is at; the next work has a new one
 */
export async function inLongThread<In, Out>(name: string, input: In, signal?: AbortSignal): Promise<Out> {
  signal?.throwIfAborted();
  const held = pools();
  held.long ??= new Piscina({ minThreads: 0, maxThreads: 1, idleTimeout: 60_000, recordTiming: false });
  return (await held.long.run(input, { filename: threadFile(name), name: "run", ...(signal ? { signal } : {}) })) as Out;
}

export async function closeThreads(): Promise<void> {
  const held = shared[KEY];
  const open = [held?.pool, held?.urgent, held?.long];
  if (held) held.pool = held.urgent = held.long = undefined;
  await Promise.all(open.map((pool) => pool?.destroy()));
}

const pools = (): Pools => (shared[KEY] ??= watched({ pool: undefined, urgent: undefined, long: undefined }));

function threads(): Piscina {
  const held = pools();
  return (held.pool ??= new Piscina({
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: 60_000,
    recordTiming: false,
  }));
}

/** What waits in line goes at once; what has begun is asked to end, and made to end only where it does not. */
function stoppedAtStep(signal: AbortSignal, progress: ThreadProgress) {
  const end = new AbortController();
  let patience: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    progress.stop();
    if (progress.worker === 0) end.abort(signal.reason);
    else patience = setTimeout(() => end.abort(signal.reason), STEP_WITHIN_MS).unref();
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

function watched(held: Pools): Pools {
  watchGauge("quarterhour_threads", "Worker threads, and computations that wait for one", ["what"], () => {
    const open = [held.pool, held.urgent, held.long];
    return [
      { labels: { what: "threads" }, value: open.reduce((sum, pool) => sum + (pool?.threads.length ?? 0), 0) },
      { labels: { what: "waiting" }, value: open.reduce((sum, pool) => sum + (pool?.queueSize ?? 0), 0) },
    ];
  });
  return held;
}

const PATIENCE_MS = 30_000;
let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;

/** Whether threads still answer. While all of them compute, a question of less than half a minute counts as busy, not as dead. */
export async function threadsAnswer(): Promise<boolean> {
  if (!asked) {
    const answer = inThread<string, string>("answer", "word").then(
      (word) => word === "word",
      () => false,
    );
    const question = { at: performance.now(), answer };
    asked = question;
    void answer.then(() => {
      if (asked === question) asked = undefined;
    });
  }
  if (performance.now() - asked.at > PATIENCE_MS) return false;
  const { answer } = asked;
  return Promise.race([answer, new Promise<boolean>((settle) => setTimeout(settle, 1_000, true).unref())]);
}
