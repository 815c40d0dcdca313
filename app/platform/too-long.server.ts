import { createHash } from "node:crypto";
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { translator } from "~/ui/languages/translator";
import english from "~/ui/layout/strings.en.json";
import chinese from "~/ui/layout/strings.zh.json";
import { OPEN } from "./open-answer.server";

/** What Node itself answers to a request that it cannot read. */
const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
/** A browser still sending reads no answer, and a closed line takes the answer away from it: the rest is thrown away, so much and so long. */
const [MOST_BYTES, MOST_MS] = [4_194_304, 10_000];

const WORDS = [translator("zh", { layout: chinese }), translator("en", { layout: english })] as const;
const STYLE =
  "body{max-width:36rem;margin:15vh auto 0;padding:0 1rem;font:1.125rem/1.6 system-ui,sans-serif}hr{margin:2rem 0}@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}a{color:#8fd0c5}}";

/**
 * A request whose address or cookies are longer than the server reads never becomes one: nobody's language, page or account is known.
 * What happened and what to do is said in both languages; the limit stays Node's. Whatever else cannot be read is answered as Node does.
 */
export function sayTooLong(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => answering.set(request.socket, response));
  server.on("clientError", (error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }, socket: Duplex) => {
    const begun = answering.get(socket);
    const isTaken = begun !== undefined && begun.headersSent && !begun.writableFinished;
    if (!socket.writable || isTaken) return void socket.destroy();
    const status = STATUS[error.code ?? ""] ?? 400;
    const isProgram = /^[A-Z]+ \/api\//.test(error.rawPacket?.subarray(0, 40).toString("latin1") ?? "");
    if (status === 431) lettingItEnd(socket, isProgram ? toProgram() : toPerson());
    else socket.end(answer(status, {}, ""));
  });
}

/** Sends the answer, reads on until the other side is through, then hangs up. */
function lettingItEnd(socket: Duplex, said: string): void {
  // What comes now is no request any more: the reader of requests is taken off the line.
  socket.removeAllListeners("data");
  let left = MOST_BYTES;
  const hangUp = () => void socket.destroy();
  const patience = setTimeout(hangUp, MOST_MS);
  socket.on("data", (piece: Buffer) => {
    if ((left -= piece.length) < 0) hangUp();
  });
  socket.on("error", hangUp);
  socket.once("close", () => clearTimeout(patience));
  socket.once("end", hangUp);
  socket.end(said);
  socket.resume();
}

const toProgram = (): string => {
  const [zh, en] = WORDS.map(({ t }) => `${t("tooLong.title")} ${t("tooLong.program")}`);
  const problem = { status: 431, kind: "request-too-long", title: { zh, en } };
  return answer(431, { ...OPEN, "Content-Type": "application/problem+json" }, JSON.stringify(problem));
};

function toPerson(): string {
  const [zh, en] = WORDS.map(
    ({ t }) => `<h1>${t("tooLong.title")}</h1>
<p>${t("tooLong.what")}</p>
<p>${t("tooLong.next")}</p>
<p><a href="/">${t("error.home")}</a></p>`,
  );
  const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${WORDS.map(({ t }) => t("tooLong.title")).join(" ")}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${zh}
<hr>
<div lang="en">
${en}
</div>
</main>
</body>
</html>
`;
  const style = createHash("sha256").update(STYLE).digest("base64");
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
  };
  return answer(431, headers, page);
}

function answer(status: number, headers: Readonly<Record<string, string>>, body: string): string {
  const all = {
    ...{ Connection: "close", "Content-Length": String(Buffer.byteLength(body)) },
    ...(body === "" ? {} : { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`;
}
