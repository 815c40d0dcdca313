import { fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { BUILD, PROJECT } from "./project.mjs";

const STOPPED_WITHIN_MS = 8_000;
const CALM_AFTER_MS = 60_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Keeps the jobs process alive: a crash is told and answered with a new one, ever more patiently. It ends by itself when
 * our side of the channel closes, so that nothing is left after a kill −9.
 */
export function startJobs(env, { say, file = join(BUILD, "jobs.js") }) {
  let stopping = false;
  let child;
  let failures = 0;
  let restarting = false;
  const start = () => {
    const began = performance.now();
    child = fork(file, [], { cwd: PROJECT, env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
    child.once("exit", async (code, signal) => {
      if (stopping) return;
      if (restarting) {
        restarting = false;
        return start();
      }
      failures = performance.now() - began > CALM_AFTER_MS ? 1 : failures + 1;
      const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (failures - 1));
      say(
        `后台任务进程停止，${wait / 1000} 秒后重启 · The jobs process ended (${signal ?? code}) and starts again in ${wait / 1000} s`,
      );
      // Where only jobs run, nothing else keeps this process alive until then.
      await pause(wait);
      if (!stopping) start();
    });
  };
  start();
  return {
    pid: () => child.pid,
    restart: () => {
      restarting = child.kill("SIGTERM");
    },
    stop: () => {
      stopping = true;
      return endOf(child);
    },
  };
}

export async function endOf(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), STOPPED_WITHIN_MS);
  await ended;
  clearTimeout(kill);
}
