import { monitorEventLoopDelay } from "node:perf_hooks";
import { log } from "./log.server";
import { pathsFact } from "./log-facts.server";

const LOOK_EVERY_MS = 1_000;
const BLOCKED_MS = 50;
const NANOSECONDS_PER_MS = 1e6;

/**
 * Says aloud when something computed on the request thread for longer than it may.
 * @param paths what was asked for since the last look; never with its query
 * @param looked after each look
 */
export function watchEventLoop(paths: () => string | undefined, looked: () => void): () => void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const timer = setInterval(() => {
    const longest = delay.max / NANOSECONDS_PER_MS;
    if (longest > BLOCKED_MS)
      log("warn", "request thread was blocked", { longestMs: Math.round(longest), asked: pathsFact(paths()) });
    delay.reset();
    looked();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}
