import { isCommonPassword } from "~/platform/common-passwords.server";
import { now } from "~/platform/clock.server";
import { hashPassword, passwordMatches } from "~/platform/password.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { credentialOfPerson, setPassword } from "../data/credentials.server";
import { advanceSession, closeOtherSessions } from "../data/sessions.server";
import { newSessionToken, sessionTokenHash } from "~/platform/session-token.server";
import { chosenPassword, type PasswordRefusal } from "../domain/password-policy";
import type { TryLater } from "../domain/throttle";
import { takeTries, tryHeld } from "./count-tries.server";
import type { CurrentSession } from "./current-session.server";
import { recordAudit } from "./record-audit.server";
import type { CookieToken } from "./session-cookie.server";
import { systemActor } from "./system-actor.server";

export type ChangePasswordRefusal =
  | PasswordRefusal
  | TryLater
  | { readonly kind: "present-wrong" }
  | { readonly kind: "no-password" }
  | { readonly kind: "same-as-present" };

/** A new password for oneself, who gives the present one: every other session ends, this one goes on under a new token. */
export async function changePassword(
  session: CurrentSession,
  present: string,
  wanted: string,
): Promise<Verdict<CookieToken & { readonly ended: number }, ChangePasswordRefusal>> {
  const { personId } = session;
  const actor = systemActor("change-password", { personId });
  const credential = await inUnitOfWork(actor, (uow) => credentialOfPerson(uow, personId));
  if (!credential?.passwordHash) return refused({ kind: "no-password" });
  const later = await takeTries([["proof", personId]]);
  if (later) return refused(later);
  if (!(await passwordMatches(credential.passwordHash, present))) return refused({ kind: "present-wrong" });
  const chosen = await chosenPassword(wanted, credential, isCommonPassword);
  if (!chosen.ok) return chosen;
  if (await passwordMatches(credential.passwordHash, wanted)) return refused({ kind: "same-as-present" });
  const passwordHash = await hashPassword(chosen.value);
  const token = newSessionToken();
  return inUnitOfWork(actor, async (uow) => {
    const madeAt = now();
    await tryHeld(uow, "proof", personId, null);
    await setPassword(uow, personId, passwordHash, madeAt);
    const ended = await closeOtherSessions(uow, personId, session.id);
    await advanceSession(uow, session.id, { tokenHash: sessionTokenHash(token), at: madeAt });
    await recordAudit(uow, {
      ...{ action: "change:password", subject: { kind: "person", id: personId }, areaCode: null, line: "", result: "done" },
      facts: { sessionsEnded: ended },
    });
    return granted({ token, madeAt, ended });
  });
}
