import { v7 } from "uuid";
import { randomStream } from "./random-stream";

/** UUIDv7 keys that are the same on every machine: a fixed first moment, one millisecond a hundred keys, seeded bits. */
export function demoKeys(name: string): () => string {
  const stream = randomStream(`keys/${name}`);
  const start = Date.UTC(2025, 11, 31);
  let made = 0;
  return () => {
    const random = Uint8Array.from({ length: 16 }, () => stream.whole(0, 255));
    const key = v7({ msecs: start + Math.floor(made / 100), seq: made % 100, random });
    made++;
    return key;
  };
}
