import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { Express, Request, Response } from "express";
import { factsOf, log } from "./log.server";

/** Where browsers find the pictures under the map; the tile host never hears from them. */
export const TILES_ADDRESS = "/tiles/{z}/{x}/{y}";
const DEEPEST = 22;
const LARGEST = 2_000_000;
const PATIENCE_MS = 10_000;
const PICTURES = /^image\/(png|jpeg|webp|gif)\b/;

export interface TileSource {
  /** of tiles with {z} {x} {y} and, if they have several hosts, {s} */
  readonly url: string;
  /** letters or digits that {s} stands for */
  readonly subdomains: string;
}

/**
 * The address of one tile, or null where there is none. Only whole numbers of the request enter it, and the host is the
 * configured one: nothing a request says can lead the server elsewhere.
 */
export function tileAddress({ url, subdomains }: TileSource, z: string, x: string, y: string): string | null {
  if (![z, x, y].every((part) => /^\d{1,7}$/.test(part))) return null;
  const [depth, column, row] = [Number(z), Number(x), Number(y)];
  const across = 2 ** depth;
  if (depth > DEEPEST || column >= across || row >= across) return null;
  const host = subdomains[(column + row) % Math.max(1, subdomains.length)] ?? "";
  return url
    .replaceAll("{s}", host)
    .replaceAll("{z}", String(depth))
    .replaceAll("{x}", String(column))
    .replaceAll("{y}", String(row));
}

/** Fetches tiles for browsers from the one configured source: no redirect is followed, nothing but pictures comes back. */
export function serveTiles(app: Express, source: TileSource | null): void {
  if (!source) return;
  app.get("/tiles/:z/:x/:y", (request, response) => {
    void sendTile(source, request, response).catch((error: unknown) => {
      log("warn", "tile failed", factsOf(error));
      if (response.headersSent) response.destroy();
      else refuse(response, 502);
    });
  });
}

async function sendTile(source: TileSource, request: Request, response: Response): Promise<void> {
  const { z, x, y } = request.params;
  const address = tileAddress(source, String(z), String(x), String(y));
  if (!address) return refuse(response, 404);
  const answer = await fetch(address, {
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { Accept: "image/*" },
  });
  const kind = answer.headers.get("Content-Type") ?? "";
  const length = Number(answer.headers.get("Content-Length") ?? 0);
  if (!answer.ok || !answer.body || !PICTURES.test(kind) || length > LARGEST) {
    await answer.body?.cancel();
    return refuse(response, answer.status === 404 ? 404 : 502);
  }
  response
    .status(200)
    .set({ "Content-Type": kind, "Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff" });
  let sent = 0;
  for await (const piece of Readable.fromWeb(answer.body as ReadableStream<Uint8Array>)) {
    sent += (piece as Uint8Array).length;
    if (sent > LARGEST) throw new Error(`a tile of more than ${LARGEST} bytes`);
    response.write(piece);
  }
  response.end();
}

const refuse = (response: Response, status: number): void => void response.status(status).set("Cache-Control", "no-store").end();
