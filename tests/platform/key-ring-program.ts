/** Adds keys one after another, and retires what it is told, until it is told to end or killed. Each id is told once it is in the ring. */
import { addRingKey, retireRingKeys } from "~/platform/key-ring.server";

process.on("message", (asked: { add: number; retire?: string }) => {
  for (let n = 0; n < asked.add; n++) {
    process.send?.(addRingKey());
    if (asked.retire) retireRingKeys([asked.retire]);
  }
  process.send?.("done");
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
