import { now } from "~/platform/clock.server";
import { sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { sessionLimit, sessionOfToken } from "../data/sessions.server";
import { GRACE_SECONDS, sessionOver } from "../domain/session";
import { cookieToken } from "./session-cookie.server";
import { mayComeIn } from "./sign-in.server";
import { systemActor } from "./system-actor.server";

/** Whose living session these cookies hold, without noting that it was used; null = nobody's. What they may do is asked elsewhere. */
export async function sessionHolder(cookies: string): Promise<string | null> {
  const held = await cookieToken(cookies);
  if (!held) return null;
  const at = now();
  return inUnitOfWork(systemActor("session"), async (uow) => {
    const session = await sessionOfToken(uow, sessionTokenHash(held.token), new Date(at.getTime() - GRACE_SECONDS * 1000));
    if (!session || !mayComeIn(session)) return null;
    return sessionOver(session, await sessionLimit(uow, session.kind), at) ? null : session.personId;
  });
}
