import { monitorEventLoopDelay } from "node:perf_hooks";
import { log } from "./log.server";

const LOOK_EVERY_MS = 5_000;
const NANOSECONDS_PER_MS = 1e6;

/** Says aloud when something computed on the request thread for longer than `limit` milliseconds. */
export function watchEventLoop(limit = 50): () => void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const timer = setInterval(() => {
    const longest = delay.max / NANOSECONDS_PER_MS;
    if (longest > limit) log("warn", "request thread was blocked", { longestMs: Math.round(longest) });
    delay.reset();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}
