import { now } from "~/platform/clock.server";
import { passwordMatches } from "~/platform/password.server";
import { newSessionToken, sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { credentialOfPerson } from "../data/credentials.server";
import { advanceSession } from "../data/sessions.server";
import type { TryLater } from "../domain/throttle";
import { takeTries, tryHeld } from "./count-tries.server";
import type { CurrentSession } from "./current-session.server";
import { recordAudit } from "./record-audit.server";
import { secondFactorState } from "./second-factor.server";
import type { CookieToken } from "./session-cookie.server";
import { systemActor } from "./system-actor.server";

/** The password again, for somebody who has set up no codes (demo mode, families): the session goes on under a new token. */
export async function provePassword(
  session: CurrentSession,
  password: string,
): Promise<Verdict<CookieToken, TryLater | { readonly kind: "present-wrong" }>> {
  const { personId } = session;
  const actor = systemActor("prove-again", { personId });
  const credential = await inUnitOfWork(actor, (uow) => credentialOfPerson(uow, personId));
  const later = await takeTries([["proof", personId]]);
  if (later) return refused(later);
  if (!(await passwordMatches(credential?.passwordHash ?? null, password))) return refused({ kind: "present-wrong" });
  const token = newSessionToken();
  const madeAt = now();
  await inUnitOfWork(actor, async (uow) => {
    await tryHeld(uow, "proof", personId, null);
    await advanceSession(uow, session.id, { tokenHash: sessionTokenHash(token), at: madeAt });
    await recordAudit(uow, {
      ...{ action: "prove:password", subject: { kind: "person", id: personId }, areaCode: null, line: "", result: "done" },
    });
  });
  return granted({ token, madeAt });
}

/** How somebody can show again who they are: "again" = neither codes nor a password here, the organisation's sign-in vouches. */
export async function wayToProve({ personId }: CurrentSession): Promise<"code" | "password" | "again"> {
  if ((await secondFactorState(personId)).isOn) return "code";
  const credential = await inUnitOfWork(systemActor("prove-again", { personId }), (uow) => credentialOfPerson(uow, personId));
  return credential?.passwordHash ? "password" : "again";
}
