import { now } from "~/platform/clock.server";
import { passwordMatches } from "~/platform/password.server";
import { newSessionToken, sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findLogin } from "../data/people.server";
import { openSession } from "../data/sessions.server";
import { systemActor } from "./system-actor.server";
import { SESSION_SECONDS } from "./session-cookie.server";

/** Opens a session for the person with this name and password; the value is the token for the cookie. */
export async function signIn(login: string, password: string): Promise<Verdict<string, { kind: "wrong-name-or-password" }>> {
  const found = await inUnitOfWork(systemActor("sign-in"), (uow) => findLogin(uow, login.trim().toLowerCase()));
  const matches = await passwordMatches(found?.passwordHash ?? null, password);
  if (!found || !matches) return refused({ kind: "wrong-name-or-password" });
  const token = newSessionToken();
  const expiresAt = new Date(now().getTime() + SESSION_SECONDS * 1000);
  await inUnitOfWork(systemActor("sign-in"), (uow) =>
    openSession(uow, { tokenHash: sessionTokenHash(token), personId: found.personId, expiresAt }),
  );
  return granted(token);
}
