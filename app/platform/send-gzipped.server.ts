import { promisify } from "node:util";
import { gunzip } from "node:zlib";

const unzipped = promisify(gunzip);

/** Sends bytes that are gzipped already: as they are where the client takes gzip, else unpacked off this thread. */
export async function sendGzipped(request: Request, bytes: Uint8Array, headers: Record<string, string>): Promise<Response> {
  const takesGzip = /\bgzip\b/.test(request.headers.get("Accept-Encoding") ?? "");
  const body = takesGzip ? bytes : await unzipped(bytes);
  return new Response(new Uint8Array(body), {
    headers: { ...headers, Vary: "Accept-Encoding", ...(takesGzip ? { "Content-Encoding": "gzip" } : {}) },
  });
}
