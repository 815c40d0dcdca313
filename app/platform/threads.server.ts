import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { threadFile } from "./environment.server";

/** Computations of seconds run here, so that the request thread only ever waits. One pool a process, made at first use. */
let pool: Piscina | undefined;

/**
 * Calls `run` of `app/threads/<name>.ts` with one value and returns its answer; both are copied (structured clone).
 * @param signal ends the thread's work when aborted
 */
export async function inThread<In, Out>(name: string, input: In, signal?: AbortSignal): Promise<Out> {
  pool ??= new Piscina({
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: 60_000,
    recordTiming: false,
  });
  return (await pool.run(input, { filename: threadFile(name), name: "run", ...(signal ? { signal } : {}) })) as Out;
}

export async function closeThreads(): Promise<void> {
  await pool?.destroy();
  pool = undefined;
}
