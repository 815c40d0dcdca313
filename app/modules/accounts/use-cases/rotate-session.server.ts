import { now } from "~/platform/clock.server";
import { newSessionToken, sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { rotateToken, sessionLimit, sessionOfToken } from "../data/sessions.server";
import { GRACE_SECONDS, isRotationDue } from "../domain/session";
import { cookieToken, sessionCookie } from "./session-cookie.server";
import { systemActor } from "./system-actor.server";

/** No token is younger than this when it is exchanged, whatever the settings: most requests need not ask. */
const LEAST_AGE_MS = 60_000;

/**
 * A new cookie where the token of this one has grown old, else null. The old token answers until the new one was seen, and a
 * minute longer; of requests sent at once, one gets the new token and the others go on.
 */
export async function rotatedCookie(cookies: string | null): Promise<string | null> {
  const held = await cookieToken(cookies);
  const at = now();
  if (!held || at.getTime() - held.madeAt.getTime() < LEAST_AGE_MS) return null;
  const from = sessionTokenHash(held.token);
  return inUnitOfWork(systemActor("session"), async (uow) => {
    const lostBefore = new Date(at.getTime() - GRACE_SECONDS * 1000);
    const session = await sessionOfToken(uow, from, lostBefore);
    if (!session) return null;
    const limit = await sessionLimit(uow, session.kind);
    if (session.isPresentToken && !isRotationDue(session.rotatedAt, limit, at)) return null;
    const token = newSessionToken();
    const rotatedBefore = new Date(at.getTime() - limit.rotationMinutes * 60_000);
    const isOurs = await rotateToken(uow, { from, to: sessionTokenHash(token), at, rotatedBefore, lostBefore });
    if (!isOurs) return null;
    const left = Math.floor((session.expiresAt.getTime() - at.getTime()) / 1000);
    return sessionCookie.serialize({ token, madeAt: at, ...(session.kind === "field" ? { keptForSeconds: left } : {}) });
  });
}
