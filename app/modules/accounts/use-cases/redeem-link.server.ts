import { isCommonPassword } from "~/platform/common-passwords.server";
import { now } from "~/platform/clock.server";
import { secretHash } from "~/platform/one-time-secret.server";
import { hashPassword } from "~/platform/password.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { credentialOfPerson, setPassword } from "../data/credentials.server";
import { forgetKnownBrowsers } from "../data/known-browsers.server";
import { linkSecret, spendSecret } from "../data/one-time-secrets.server";
import { removeSecondFactor } from "../data/second-factor.server";
import { closeOtherSessions } from "../data/sessions.server";
import type { SecretPurpose } from "../domain/one-time-secret";
import { chosenPassword, type PasswordRefusal } from "../domain/password-policy";
import type { TryLater } from "../domain/throttle";
import type { Arrival } from "./arrival.server";
import type { Begun } from "./begin-session.server";
import { addressHeld, takeTries } from "./count-tries.server";
import { recordAudit } from "./record-audit.server";
import { comeIn, mayComeIn } from "./sign-in.server";
import { systemActor } from "./system-actor.server";

export interface LinkFor {
  readonly login: string;
  readonly name: string;
  readonly purpose: SecretPurpose;
}

/** Whom a link is for, before they choose a password; null when it was used, has expired or never was. */
export function linkFor(secret: string): Promise<LinkFor | null> {
  return inUnitOfWork(systemActor("one-time-link"), async (uow) => {
    const found = await linkSecret(uow, secretHash(secret), now());
    const credential = found && (await credentialOfPerson(uow, found.personId));
    if (!found || !credential || !mayComeIn(credential)) return null;
    return { login: credential.login, name: credential.name, purpose: found.purpose };
  });
}

export type RedeemRefusal = PasswordRefusal | TryLater | { readonly kind: "secret-unknown" };

/**
 * Uses a link up: its person has the password they chose, every session from before is over, and this browser is signed in. Only
 * a link that opens nothing costs its address a try: a new office sits behind one address on its first day.
 */
export async function redeemLink(secret: string, password: string, arrival: Arrival): Promise<Verdict<Begun, RedeemRefusal>> {
  const later = await takeTries([["address", arrival.wholeAddress]]);
  if (later) return refused(later);
  const whose = await linkFor(secret);
  if (!whose) return refused({ kind: "secret-unknown" });
  const chosen = await chosenPassword(password, whose, isCommonPassword);
  if (!chosen.ok) {
    await inUnitOfWork(systemActor("one-time-link"), (uow) => addressHeld(uow, arrival.wholeAddress));
    return chosen;
  }
  const passwordHash = await hashPassword(chosen.value);
  const at = now();
  return inUnitOfWork(systemActor("one-time-link"), async (uow) => {
    const found = await linkSecret(uow, secretHash(secret), at);
    if (!found || !(await spendSecret(uow, found.id, at))) return rollBack(refused({ kind: "secret-unknown" }));
    const { personId, purpose, clearsSecondFactor } = found;
    await setPassword(uow, personId, passwordHash, at);
    if (clearsSecondFactor) await removeSecondFactor(uow, personId);
    await closeOtherSessions(uow, personId, null);
    await forgetKnownBrowsers(uow, personId, null);
    await addressHeld(uow, arrival.wholeAddress);
    await recordAudit(uow, {
      ...{ action: `redeem:${purpose}`, subject: { kind: "person", id: personId }, areaCode: null, line: "", result: "done" },
      facts: { secret: found.id, clearsSecondFactor },
    });
    const person = await credentialOfPerson(uow, personId);
    return granted(await comeIn(uow, person!, arrival, "link"));
  });
}
