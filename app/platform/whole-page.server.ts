import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { EntryContext } from "@remix-run/node";
import Negotiator from "negotiator";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";

/** Less is not worth packing. */
const WORTH_PACKING_BYTES = 1_024;
/** Half the work of the usual levels, for half a kilobyte more (docs/benchmarks.md). */
const [GZIP_LEVEL, BROTLI_QUALITY] = [3, 2];

const PACKINGS: Readonly<Record<string, (page: Buffer) => Buffer>> = {
  br: (page) => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: page.length };
    return brotliCompressSync(page, { params });
  },
  gzip: (page) => gzipSync(page, { level: GZIP_LEVEL }),
};

/**
 * A page that needs nothing any more, drawn at one go: as a stream React writes it in two thousand small steps. What is not there yet
 * would be missing, so its data are read before ({@link withDataRead}) and it draws nothing lazily on the server.
 */
export const wholePage = (page: ReactElement): Buffer => Buffer.from(`<!DOCTYPE html>${renderToString(page)}`);

/** The answer that is a whole page, packed at once as its browser can unpack it: in one piece it costs half of what it does as a stream. */
export function packedPage(
  request: Request,
  page: Buffer,
  init: { readonly headers: Headers; readonly status: number },
): Response {
  const { headers } = init;
  const packing = page.length >= WORTH_PACKING_BYTES ? packingFor(request) : undefined;
  const pack = packing && PACKINGS[packing];
  headers.append("Vary", "Accept-Encoding");
  if (pack) headers.set("Content-Encoding", packing);
  const body = pack ? pack(page) : page;
  headers.set("Content-Length", String(body.length));
  return new Response(new Uint8Array(body), init);
}

/** The tighter one, where both are welcome: browsers name it last and want it no less. */
function packingFor(request: Request): string | undefined {
  const wanted = new Negotiator({
    headers: { "accept-encoding": request.headers.get("Accept-Encoding") ?? undefined },
  }).encodings();
  return Object.keys(PACKINGS).find((packing) => wanted.includes(packing));
}

/**
 * What the loaders said, read before the page is drawn: it stands in the page as one script, where React would come back for each part
 * of it. Only for pages that need all of it anyway.
 */
export async function withDataRead(context: EntryContext): Promise<EntryContext> {
  const stream = context.serverHandoffStream;
  if (!stream) return context;
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let said = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    said += decoder.decode(value, { stream: true });
  }
  reader.releaseLock();
  const read = Object.assign(Promise.resolve(), { result: { done: true, value: said } });
  return { ...context, renderMeta: { ...context.renderMeta, streamCache: { 0: read } } };
}
