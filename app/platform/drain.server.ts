import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Takes no new connection, lets every answer that was begun be finished, and cuts off what takes longer than `graceMs`.
 * @param noticeMs so long everything is still answered, while /readyz already says that we leave: a balancer that asks it now
 *   and then has the time to hear so and to send people elsewhere
 */
export async function drain(server: Server, graceMs: number, noticeMs = 0): Promise<void> {
  // A connection kept alive would bring request after request: each answer from now on is its last. First in line, because
  // some answers are finished before anybody else is asked.
  server.prependListener("request", (_request, response) => response.setHeader("Connection", "close"));
  if (noticeMs > 0) await pause(noticeMs);
  const ended = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), graceMs);
  await ended;
  clearTimeout(impatience);
}
