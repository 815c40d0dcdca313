import { lookup } from "node:dns";
import { request as overHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as overHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { Express, Request, Response } from "express";
import { publicOrigin, type TileSource } from "./environment.server";
import { factsOf, log } from "./log.server";
import { isPrivateAddress } from "./private-address.server";

const DEEPEST = 22;
const LARGEST = 2_000_000;
const PATIENCE_MS = 10_000;
/** Asked of the host at once; whoever comes next is told to come again. */
const MOST_AT_ONCE = 64;

/**
 * The address of one tile, or null where there is none. Only whole numbers of the request enter it, and the host is the
 * configured one: nothing a request says can lead the server elsewhere.
 */
export function tileAddress(
  { url, subdomains }: Omit<TileSource, "privateHosts">,
  z: string,
  x: string,
  y: string,
): string | null {
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

/**
 * Fetches tiles for browsers from the one configured source. No redirect is followed, nothing but pictures comes back, and a
 * host name leads into a private network only where the machine's owner named that very host.
 */
export function serveTiles(app: Express, source: TileSource | null): void {
  if (!source) return;
  let asking = 0;
  app.get("/tiles/:z/:x/:y", (request, response) => {
    const { z, x, y } = request.params;
    const address = tileAddress(source, z, x, y);
    if (!address) return refuse(response, 404);
    if (asking >= MOST_AT_ONCE) return refuse(response.set("Retry-After", "1"), 503);
    asking++;
    fetchTile(source, new URL(address), refererOf(request))
      .then((tile) => (typeof tile === "number" ? refuse(response, tile) : send(response, tile)))
      .catch((error: unknown) => {
        log("warn", "tile failed", factsOf(error));
        refuse(response, 502);
      })
      .finally(() => asking--);
  });
}

/** Tile hosts tie their keys to the site that asks (Tianditu) or want to know it (OpenStreetMap): our own, never the page. */
const refererOf = (request: Request): string => {
  const origin = publicOrigin() ?? `${request.protocol}://${request.headers.host}`;
  return URL.canParse(origin) ? `${new URL(origin).origin}/` : "";
};

interface Tile {
  readonly kind: string;
  readonly bytes: Buffer;
}

/** The picture, or the status that says why there is none. */
async function fetchTile(source: TileSource, address: URL, referer: string): Promise<Tile | number> {
  const answer = await ask(address, {
    lookup: lookupOf(source),
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { Accept: "image/*", Referer: referer, "User-Agent": "Quarterhour (tiles for its own readers)" },
  });
  const { statusCode = 0 } = answer;
  if (statusCode !== 200) {
    answer.destroy();
    return [204, 404].includes(statusCode) ? 404 : 502;
  }
  const bytes = await wholeOf(answer);
  const kind = pictureKind(bytes);
  return kind ? { kind, bytes } : 502;
}

const ask = (address: URL, options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((answered, failed) => {
    (address.protocol === "https:" ? overHttps : overHttp)(address, options, answered).once("error", failed).end();
  });

async function wholeOf(answer: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST) throw new Error(`a tile of more than ${LARGEST} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * Looks a host up as the connection will: what was judged is what is connected to, so a name that means something else a
 * moment later leads nowhere new. Addresses written in the configuration are not looked up; their owner has named them.
 */
function lookupOf({ privateHosts }: TileSource): LookupFunction {
  return (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      const isNamed = privateHosts.includes(host.toLowerCase());
      const open = isNamed ? found : found?.filter(({ address }) => !isPrivateAddress(address));
      const [first] = open ?? [];
      if (error) done(error, "");
      else if (!first)
        done(new Error("the tile host leads into a private network: name it in QUARTERHOUR_BASE_MAP_PRIVATE_HOSTS"), "");
      else if (options.all) done(null, open);
      else done(null, first.address, isIP(first.address));
    });
}

/** Told by its first bytes, whatever the host calls it. */
function pictureKind(bytes: Buffer): string | null {
  const begins = (text: string, at = 0): boolean => bytes.subarray(at, at + text.length).toString("latin1") === text;
  if (begins("\x89PNG\r\n\x1a\n")) return "image/png";
  if (begins("\xff\xd8\xff")) return "image/jpeg";
  if (begins("RIFF") && begins("WEBP", 8)) return "image/webp";
  return begins("GIF87a") || begins("GIF89a") ? "image/gif" : null;
}

const send = (response: Response, { kind, bytes }: Tile): void =>
  void response
    .status(200)
    .set({ "Content-Type": kind, "Cache-Control": "public, max-age=86400", "Cross-Origin-Resource-Policy": "same-origin" })
    .send(bytes);

const refuse = (response: Response, status: number): void => void response.status(status).set("Cache-Control", "no-store").end();
