import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { threadFile } from "./environment.server";
import { watchGauge } from "./metrics.server";

/**
 * Computations of seconds run here, so that the request thread only ever waits. One pool a process, made at first use: the
 * server and its pages are built apart and share it.
 */
const KEY = Symbol.for("quarterhour.threads");
const shared = globalThis as { [KEY]?: { pool: Piscina | undefined } };

/**
 * Calls `run` of `app/threads/<name>.ts` with one value and returns its answer; both are copied (structured clone).
 * @param signal ends the thread's work when aborted
 */
export async function inThread<In, Out>(name: string, input: In, signal?: AbortSignal): Promise<Out> {
  return (await threads().run(input, { filename: threadFile(name), name: "run", ...(signal ? { signal } : {}) })) as Out;
}

export async function closeThreads(): Promise<void> {
  const held = shared[KEY];
  const pool = held?.pool;
  if (held) held.pool = undefined;
  await pool?.destroy();
}

function threads(): Piscina {
  const held = (shared[KEY] ??= watched({ pool: undefined }));
  return (held.pool ??= new Piscina({
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: 60_000,
    recordTiming: false,
  }));
}

function watched(held: { pool: Piscina | undefined }): { pool: Piscina | undefined } {
  watchGauge("quarterhour_threads", "Worker threads, and computations that wait for one", ["what"], () => [
    { labels: { what: "threads" }, value: held.pool?.threads.length ?? 0 },
    { labels: { what: "waiting" }, value: held.pool?.queueSize ?? 0 },
  ]);
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
