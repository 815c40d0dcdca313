import { AsyncLocalStorage } from "node:async_hooks";
import { isIP } from "node:net";

/** Where a request came from and what it is called in logs. */
export interface RequestFacts {
  readonly requestId: string;
  /** an IP address, or null where the connection has none */
  readonly address: string | null;
}

/** The server and the pages it serves are built apart and would each hold a store of their own: the process holds one. */
const KEY = Symbol.for("quarterhour.request-facts");
const shared = globalThis as { [KEY]?: AsyncLocalStorage<RequestFacts> };
const store = (shared[KEY] ??= new AsyncLocalStorage<RequestFacts>());

/** Everything `work` calls, however far down, finds these facts. */
export const withRequestFacts = <T>(facts: RequestFacts, work: () => T): T => store.run(facts, work);

/** The facts of the request being answered; undefined in jobs, commands and tests. */
export const requestFacts = (): RequestFacts | undefined => store.getStore();

/** As PostgreSQL keeps addresses: no zone, and IPv4 as itself even where it arrived through an IPv6 socket. */
export function plainAddress(text: string | undefined): string | null {
  const bare = (text ?? "").replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) ? bare : null;
}
