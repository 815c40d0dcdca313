import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";

/** Computations of seconds run here, so that the request thread only ever waits. One pool a process, made at first use. */
let pool: Piscina | undefined;

/** Where the built thread entries are: by environment, else beside the running build, else where tests build them. */
function threadFile(name: string): string {
  const folders = process.env.QUARTERHOUR_THREADS ? [process.env.QUARTERHOUR_THREADS] : [];
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    folders.push(join(folder, "build", "threads"), join(folder, "node_modules", ".cache", "quarterhour", "threads"));
  }
  const file = folders.map((folder) => join(folder, `${name}.js`)).find((path) => existsSync(path));
  if (!file) throw new Error(`the worker thread «${name}» is not built: looked for ${name}.js in ${folders.slice(0, 4).join(", ")}`);
  return file;
}

/**
 * Calls `run` of `app/threads/<name>.ts` with one value and returns its answer; both are copied (structured clone).
 * @param signal ends the thread's work when aborted
 */
export async function inThread<In, Out>(name: string, input: In, signal?: AbortSignal): Promise<Out> {
  pool ??= new Piscina({ minThreads: 0, maxThreads: Math.max(1, availableParallelism() - 1), idleTimeout: 60_000, recordTiming: false });
  return (await pool.run(input, { filename: threadFile(name), name: "run", ...(signal ? { signal } : {}) })) as Out;
}

export async function closeThreads(): Promise<void> {
  await pool?.destroy();
  pool = undefined;
}
