import type { NextFunction, Request, RequestHandler, Response } from "express";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Door } from "./environment.server";
import type { Counted, RequestCounts } from "./request-counts.server";
import { doorOf } from "./request-doors.server";
import { countedAddress, requestFacts } from "./request-facts.server";
import { sayTooMany } from "./too-many.server";

/** Whose session the cookies hold, if anybody's. */
export type HolderOf = (cookies: string) => Promise<string | null>;

const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 20_000;
/** Sessions looked up for one address a minute: whoever invents them is counted by the address instead. */
const LOOKS_A_MINUTE = 600;

/** Lets a request through, or says when it may come again. Signed-in people are counted one by one, all others by their address. */
export function limitRequests(counts: RequestCounts, holderOf: HolderOf): RequestHandler {
  const holders = rememberedHolders(holderOf);
  return (request: Request, response: Response, next: NextFunction) => {
    const door = doorOf(request);
    if (!door) return next();
    whoAsks(door, request, holders)
      .then((counted) => counts.count(door, counted))
      .then((seconds) => (seconds === null ? next() : sayTooMany(request, response, seconds)))
      .catch(next);
  };
}

async function whoAsks(
  door: Door,
  request: Request,
  holders: (cookies: string, address: string) => Promise<string | null>,
): Promise<Counted> {
  const address = countedAddress(requestFacts()?.address ?? null);
  const { cookie } = request.headers;
  // Whoever tries secrets is not who they say until one fits.
  const person = door === "sign-in" || cookie === undefined ? null : await holders(cookie, address);
  return person === null ? { whose: "address", id: address } : { whose: "person", id: person };
}

/** Holders of sessions, kept for a minute: an allowance may outlive a session that long, nothing else hangs on it. */
function rememberedHolders(holderOf: HolderOf) {
  const known = new Map<string, { readonly person: string; readonly until: number }>();
  const looks = new RateLimiterMemory({ points: LOOKS_A_MINUTE, duration: REMEMBERED_MS / 1000 });
  return async (cookies: string, address: string): Promise<string | null> => {
    const session = /(?:^|;\s*)((?:__Host-)?quarterhour_session=[^;]*)/.exec(cookies)?.[1];
    if (session === undefined) return null;
    const at = performance.now();
    const held = known.get(session);
    if (held && held.until > at) return held.person;
    known.delete(session);
    if (
      !(await looks.consume(address).then(
        () => true,
        () => false,
      ))
    )
      return null;
    // Without a database nobody is known; the page itself says that it is away.
    const person = await holderOf(cookies).catch(() => null);
    if (person === null) return null;
    if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value!);
    known.set(session, { person, until: at + REMEMBERED_MS });
    return person;
  };
}
