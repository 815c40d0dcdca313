import pino, { type Logger } from "pino";
import { factsOf, type Facts } from "./log-facts.server";
import { requestFacts } from "./request-facts.server";

export { factsOf };

/** One line an event, as JSON, written before the call returns: what a process said last is what one wants to know most. */
const options = {
  base: null,
  messageKey: "event",
  timestamp: () => `,"at":"${new Date().toISOString()}"`,
  formatters: { level: (level: string) => ({ level }) },
  // pino would tell an error whole; ours go through factsOf.
  serializers: { err: factsOf, error: (error: unknown) => (error instanceof Error ? factsOf(error) : error) },
};

let out: Logger | undefined;
let errors: Logger | undefined;

/**
 * Writes one event. `event` and words among the facts are literals of our own; anything that could be anything is an id, a path
 * or a sentence of log-facts. The request's id comes along by itself.
 */
export function log<const F extends object>(level: "info" | "warn" | "error", event: string, facts?: F & Facts<F>): void {
  out ??= pino(options, pino.destination({ dest: 1, sync: true }));
  errors ??= pino(options, pino.destination({ dest: 2, sync: true }));
  const request = requestFacts()?.requestId;
  (level === "info" ? out : errors)[level]({ ...(request ? { request } : {}), ...facts }, event);
}
