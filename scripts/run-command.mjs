import { setTimeout as pause } from "node:timers/promises";

const TIDIES_WITHIN_MS = 3_000;
const BY_CTRL_C = 130;
/** What shells say of a program that a signal ended. */
const CODES = { SIGINT: BY_CTRL_C, SIGTERM: 143, SIGHUP: 129 };
const STOPPED = "已停止 · Stopped.";

/** Until a command runs there is nothing to tidy: whoever asks to stop is obeyed at once. */
export function stopAtOnce(launch) {
  launch.answerSignals((signal) => launch.leave(CODES[signal], STOPPED));
}

/** Runs a command of the terminal to its end, or to the first wish to stop; a second wish is not made to wait. */
export async function runCommand(main, words, machine, launch) {
  const stop = new AbortController();
  let asked;
  launch.answerSignals(async (signal) => {
    if (asked) return launch.leave(CODES[signal], STOPPED);
    asked = signal;
    stop.abort();
    await pause(TIDIES_WITHIN_MS, undefined, { ref: false });
    await launch.leave(CODES[signal], STOPPED);
  });
  try {
    const code = await main(words, { ...machine, stop: stop.signal });
    await launch.leave(asked && code === BY_CTRL_C ? CODES[asked] : code);
  } catch (error) {
    await launch.stop();
    throw error;
  }
}
