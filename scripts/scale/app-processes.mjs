import { spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../project.mjs";
import { answers, until } from "./waiting.mjs";

const STARTED_WITHIN_MS = 180_000;
const STOPPED_WITHIN_MS = 30_000;

/**
 * One process of the app as an installation runs it (`QUARTERHOUR_RUNS=web` or `jobs`), in a group of its own so that a
 * kill −9 takes all of it at once. `begun` is told of it at once, so that it can be stopped before it is ready.
 */
export async function startApp({ name, runs, port, env, folder, begun }) {
  const child = spawn(process.execPath, [join(PROJECT, "scripts", "start.mjs")], {
    cwd: PROJECT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    // The name of a script: as one of npm's, it ends by itself when its parent is gone.
    env: { ...env, QUARTERHOUR_RUNS: runs, npm_lifecycle_event: "scale:try", ...(port ? { PORT: String(port) } : {}) },
  });
  const log = createWriteStream(join(folder, `${name}.log`), { flags: "a" });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      said = (said + text).slice(-20_000);
      log.write(text);
    });
  let hasEnded = false;
  const ended = new Promise((resolve) =>
    child.once("exit", (code, signal) => {
      hasEnded = true;
      resolve(signal ?? code);
    }),
  );
  const app = {
    name,
    port,
    pid: child.pid,
    origin: port && `http://127.0.0.1:${port}`,
    said: () => said,
    hasEnded: () => hasEnded,
    /** as an operator or a supervisor does it */
    async stop() {
      if (hasEnded) return ended;
      child.kill("SIGTERM");
      const impatience = setTimeout(() => app.kill(), STOPPED_WITHIN_MS);
      const how = await ended;
      clearTimeout(impatience);
      return how;
    },
    /** as the kernel does it when memory runs out */
    async kill() {
      if (hasEnded) return;
      process.kill(-child.pid, "SIGKILL");
      await ended;
    },
    /** resident memory in MB of the process and its children */
    megabytes: () => Math.round([child.pid, ...childrenOf(child.pid)].map(residentOf).reduce((sum, one) => sum + one, 0) / 1024),
  };
  begun(app);
  await until(
    name,
    () => {
      if (hasEnded) throw new Error(said.trim().split("\n").at(-1));
      return port ? answers(`${app.origin}/readyz`) : /Ctrl\+C/.test(said);
    },
    STARTED_WITHIN_MS,
  ).catch(async (error) => {
    await app.kill();
    throw error;
  });
  return app;
}

function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function residentOf(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
