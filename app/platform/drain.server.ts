import type { Server } from "node:http";

/** Takes no new connection, lets every answer that was begun be finished, and cuts off what takes longer than `graceMs`. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const ended = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  // A connection kept alive would bring request after request: each answer from now on is its last.
  server.on("request", (_request, response) => response.setHeader("Connection", "close"));
  const impatience = setTimeout(() => server.closeAllConnections(), graceMs);
  await ended;
  clearTimeout(impatience);
}
