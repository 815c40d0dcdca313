/** What stands between phones and a server: one address that outlives restarts, that can be shut, and that may serve another worker. */
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export class FrontDoor {
  private readonly server: Server;
  /** added to the end of the service worker's script: to a browser that is a new version */
  workerEnding = "";
  /** another script in its place */
  workerInstead: string | null = null;
  isWorkerGone = false;
  isShut = false;
  /** every path that was asked for */
  readonly asked: string[] = [];

  /** @param target the port on which the server listens at this moment */
  constructor(private readonly target: () => number) {
    this.server = createServer((asking, answer) => this.pass(asking, answer));
  }

  async open(): Promise<void> {
    await new Promise<void>((ready) => this.server.listen(0, "127.0.0.1", ready));
  }

  get address(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error(`no port: ${String(address)}`);
    return `http://localhost:${address.port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private pass(asking: IncomingMessage, answer: ServerResponse): void {
    const path = asking.url ?? "/";
    if (this.isShut) return void asking.socket.destroy();
    this.asked.push(path);
    if (path === "/sw.js" && this.isWorkerGone) return void answer.writeHead(404, { "Cache-Control": "no-store" }).end();
    if (path === "/sw.js" && this.workerInstead !== null)
      return void answer
        .writeHead(200, { "Content-Type": "text/javascript", "Cache-Control": "no-cache" })
        .end(this.workerInstead);
    const isWorker = path === "/sw.js" && this.workerEnding !== "" && asking.method === "GET";
    const { "if-none-match": _none, "if-modified-since": _since, ...plain } = asking.headers;
    const headers = isWorker ? { ...plain, "accept-encoding": "identity" } : asking.headers;
    const asked = request({ host: "127.0.0.1", port: this.target(), path, method: asking.method, headers }, (from) => {
      const { "content-length": length, etag: _, ...rest } = from.headers;
      answer.writeHead(from.statusCode ?? 502, isWorker ? rest : { ...rest, ...(length ? { "content-length": length } : {}) });
      from.pipe(answer, { end: !isWorker });
      if (isWorker) from.on("end", () => answer.end(this.workerEnding));
    });
    asked.on("error", () => asking.socket.destroy());
    asking.pipe(asked);
  }
}
