import { granted, refused, type Verdict } from "~/shared/verdict";

type NotRead = "not-said" | "too-large" | "not-json" | "stands-still";

/**
 * A body said to be JSON, read as it comes and no farther than `most` bytes.
 * @param stillFor milliseconds after which a body of which nothing more came is given up
 */
export async function jsonBody(request: Request, most: number, stillFor = 3_600_000): Promise<Verdict<unknown, NotRead>> {
  if (!/^application\/json\b/i.test(request.headers.get("Content-Type") ?? "")) return refused("not-said");
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  let isStill = false;
  const giveUp = () => {
    isStill = true;
    void reader?.cancel().catch(() => undefined);
  };
  for (;;) {
    const timer = setTimeout(giveUp, stillFor);
    const piece = await reader?.read().finally(() => clearTimeout(timer));
    clearTimeout(timer);
    if (isStill) return refused("stands-still");
    if (!piece || piece.done) break;
    bytes += piece.value.length;
    if (bytes > most) {
      await reader?.cancel();
      return refused("too-large");
    }
    pieces.push(piece.value);
  }
  try {
    return granted(JSON.parse(Buffer.concat(pieces).toString("utf8")));
  } catch {
    return refused("not-json");
  }
}
