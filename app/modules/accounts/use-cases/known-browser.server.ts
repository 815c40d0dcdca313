import { createHash } from "node:crypto";
import { now } from "~/platform/clock.server";
import { newSessionToken, sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { credentialOfLogin } from "../data/credentials.server";
import { isBrowserKnown, keepKnownBrowser } from "../data/known-browsers.server";
import { sessionOfToken } from "../data/sessions.server";
import type { Throttled } from "../domain/throttle";
import type { Arrival } from "./arrival.server";
import { browserCookie, KNOWN_FOR_DAYS } from "./browser-cookie.server";
import { systemActor } from "./system-actor.server";

const MOST_OF_A_PERSON = 20;
const DAY_MS = 86_400_000;

/** Of person and token together: rows of two people who share a browser do not tell of each other. */
const hashFor = (personId: string, token: string): string => createHash("sha256").update(`${personId}.${token}`).digest("hex");

/** Unseen for longer than this a browser is known no more. */
export const knownSince = (at: Date): Date => new Date(at.getTime() - KNOWN_FOR_DAYS * DAY_MS);

type From = Pick<Arrival, "browserToken" | "wholeAddress">;

/** Whether this person came in with this browser before. */
export async function comesFromKnownBrowser(personId: string, { browserToken }: From): Promise<boolean> {
  if (browserToken === null) return false;
  return inUnitOfWork(systemActor("known-browser"), (uow) =>
    isBrowserKnown(uow, personId, hashFor(personId, browserToken), knownSince(now())),
  );
}

/**
 * What a try of a password counts against: a browser that came in to this account before has tries of its own, which nobody
 * elsewhere can use up; any other shares those of the account and of its address with whoever tries there.
 */
export async function countedFor(login: string, from: From): Promise<readonly (readonly [Throttled, string])[]> {
  const { browserToken, wholeAddress } = from;
  const strange = [
    ["account", login],
    ["address", wholeAddress],
  ] as const;
  if (browserToken === null) return strange;
  const person = await inUnitOfWork(systemActor("known-browser"), (uow) => credentialOfLogin(uow, login));
  const isKnown = person !== null && (await comesFromKnownBrowser(person.personId, from));
  return isKnown ? [["browser", `${person.personId}.${browserToken}`]] : strange;
}

/** Whoever has wholly come in will be known here the next time: the cookie that says so, or null where a proof is still due. */
export async function knowBrowser(sessionToken: string, arrival: Arrival): Promise<string | null> {
  const at = now();
  const token = arrival.browserToken ?? newSessionToken();
  const isKept = await inUnitOfWork(systemActor("known-browser"), async (uow) => {
    const session = await sessionOfToken(uow, sessionTokenHash(sessionToken), at);
    if (session?.stage !== "open" || session.kind !== "desk") return false;
    const { personId } = session;
    const { browser, system } = arrival;
    await keepKnownBrowser(uow, { personId, tokenHash: hashFor(personId, token), browser, system, at }, MOST_OF_A_PERSON);
    return true;
  });
  return isKept ? browserCookie.serialize(token) : null;
}
