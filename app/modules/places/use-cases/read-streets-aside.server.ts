import { inThread } from "~/platform/threads.server";
import type { Verdict } from "~/shared/verdict";
import type { ReadStreetsOptions, StreetFileRefusal, StreetsRead } from "./read-streets.server";

const LOOK_EVERY_MS = 100;

/** Reads streets in a thread of their own: whoever waits can still be told to stop, and stops at once. */
export async function readStreetsAside(
  path: string,
  { partly = false, progress, signal }: ReadStreetsOptions,
): Promise<Verdict<StreetsRead, StreetFileRefusal>> {
  signal?.throwIfAborted();
  const done = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const thousandths = new Int32Array(done);
  const tell = () => progress?.(Atomics.load(thousandths, 0) / 1_000);
  const timer = setInterval(tell, LOOK_EVERY_MS);
  try {
    return await inThread("read-streets", { path, partly, done }, signal);
  } finally {
    clearInterval(timer);
    tell();
  }
}
