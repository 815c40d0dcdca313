import { setTimeout as pause } from "node:timers/promises";
import { ask } from "./web-client.mjs";

const LOOK_EVERY_MS = 25;

/** Waits until `holds` answers something true, which it returns; an error of its own counts as «not yet». */
export async function until(what, holds, withinMs) {
  const deadline = performance.now() + withinMs;
  let last;
  for (;;) {
    const value = await Promise.resolve()
      .then(holds)
      .catch((error) => void (last = error));
    if (value) return value;
    if (performance.now() > deadline)
      throw new Error(`${what}: not within ${withinMs / 1000} s${last ? ` (${last.message})` : ""}`);
    await pause(LOOK_EVERY_MS);
  }
}

export const answers = async (address) => (await ask(address)).status === 200;

/** Milliseconds that `work` took, and its value. */
export async function timed(work) {
  const began = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - began) };
}
