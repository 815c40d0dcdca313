import { granted, refused, type Verdict } from "~/shared/verdict";

/** A body said to be JSON, read as it comes and no farther than `most` bytes. */
export async function jsonBody(request: Request, most: number): Promise<Verdict<unknown, "not-said" | "too-large" | "not-json">> {
  if (!/^application\/json\b/i.test(request.headers.get("Content-Type") ?? "")) return refused("not-said");
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let piece = await reader?.read(); reader && piece && !piece.done; piece = await reader.read()) {
    bytes += piece.value.length;
    if (bytes > most) {
      await reader.cancel();
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
