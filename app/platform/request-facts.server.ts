import { AsyncLocalStorage } from "node:async_hooks";
import { isIP } from "node:net";
import { publicOrigin, tlsFiles } from "./environment.server";

/** Where a request came from and what it is called in logs. */
export interface RequestFacts {
  readonly requestId: string;
  /** an IP address, or null where the connection has none */
  readonly address: string | null;
  /** whether the reader's browser came over HTTPS; absent = as the installation is set up */
  readonly isSecure?: boolean;
}

/** The server and the pages it serves are built apart and would each hold a store of their own: the process holds one. */
const KEY = Symbol.for("quarterhour.request-facts");
const shared = globalThis as { [KEY]?: AsyncLocalStorage<RequestFacts> };
const store = (shared[KEY] ??= new AsyncLocalStorage<RequestFacts>());

/** Everything `work` calls, however far down, finds these facts. */
export const withRequestFacts = <T>(facts: RequestFacts, work: () => T): T => store.run(facts, work);

/** The facts of the request being answered; undefined in jobs, commands and tests. */
export const requestFacts = (): RequestFacts | undefined => store.getStore();

/** Whether the reader's browser keeps a secure cookie and may be told to come over HTTPS only. */
export const isSecureRequest = (): boolean =>
  requestFacts()?.isSecure ?? publicOrigin()?.startsWith("https:") ?? tlsFiles() !== undefined;

/** As PostgreSQL keeps addresses: no zone, no port, and IPv4 as itself even where it arrived through an IPv6 socket. */
export function plainAddress(text: string | undefined): string | null {
  const withoutPort = (text ?? "").replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
  const bare = withoutPort.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) ? bare : null;
}

const GROUPS = 8;
const OF_THE_NETWORK = 4;

/**
 * The address as counters know it. Of IPv6 the first half, `2001:db8:0:7::/64`: one household or office holds all addresses that
 * begin so, and could come from another with each request.
 */
export function countedAddress(address: string | null): string {
  if (address === null) return "unknown";
  if (isIP(address) !== 6) return address;
  const [head = "", tail = ""] = address.replace(/:\d+(\.\d+){3}$/, ":0:0").split("::");
  const [before, after] = [head, tail].map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, GROUPS - before!.length - after!.length) }, () => "0");
  const groups = [...before!, ...zeros, ...after!].slice(0, OF_THE_NETWORK);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(":")}::/64`;
}
