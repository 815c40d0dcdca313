import { now } from "~/platform/clock.server";
import { codePicture, newCodeSecret, stepOfCode } from "~/platform/one-time-code.server";
import { newRecoveryCode, recoveryCodeAsMeant, secretHash } from "~/platform/one-time-secret.server";
import { newSessionToken, sessionTokenHash } from "~/platform/session-token.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { credentialOfPerson } from "../data/credentials.server";
import {
  confirmSecondFactor,
  proposeSecondFactor,
  recoveryCodesLeft,
  removeSecondFactor,
  replaceRecoveryCodes,
  secondFactorOf,
  spendRecoveryCode,
  spendStep,
} from "../data/second-factor.server";
import { advanceSession, closeOtherSessions } from "../data/sessions.server";
import { RECOVERY_CODES, typedCode } from "../domain/second-factor";
import type { TryLater } from "../domain/throttle";
import type { Arrival } from "./arrival.server";
import { takeTries, tryHeld } from "./count-tries.server";
import type { CurrentSession } from "./current-session.server";
import { comesFromKnownBrowser } from "./known-browser.server";
import { recordAudit } from "./record-audit.server";
import type { CookieToken } from "./session-cookie.server";
import { systemActor } from "./system-actor.server";

export type CodeRefusal = TryLater | { readonly kind: "code-wrong" } | { readonly kind: "code-used" };

export interface Enrolment {
  /** for those who cannot scan */
  readonly secret: string;
  readonly picture: string;
}

/** What there is of somebody's second factor. */
export function secondFactorState(personId: string): Promise<{ readonly isOn: boolean; readonly recoveryCodes: number }> {
  return inUnitOfWork(systemActor("second-factor", { personId }), async (uow) => ({
    isOn: (await secondFactorOf(uow, personId))?.isConfirmed ?? false,
    recoveryCodes: await recoveryCodesLeft(uow, personId),
  }));
}

/** The secret to be set up: the same one until it is confirmed, so that a reload breaks nothing. Null where codes are on already. */
export function enrolment({ personId, name }: CurrentSession): Promise<Enrolment | null> {
  return inUnitOfWork(systemActor("second-factor", { personId }), async (uow) => {
    const known = await secondFactorOf(uow, personId);
    if (known?.isConfirmed) return null;
    const secret = known?.secret ?? newCodeSecret();
    if (!known) await proposeSecondFactor(uow, personId, secret);
    const login = (await credentialOfPerson(uow, personId))?.login;
    return { secret, picture: codePicture(secret, login ?? name) };
  });
}

/** Takes a code against the secret on record; the code is spent, whatever comes after. */
async function takeCode(uow: UnitOfWork, personId: string, code: string, at: Date): Promise<CodeRefusal | null> {
  const factor = await secondFactorOf(uow, personId);
  const step = factor && stepOfCode(factor.secret, code, at);
  if (!step) return { kind: "code-wrong" };
  return (await spendStep(uow, personId, step)) ? null : { kind: "code-used" };
}

const deed = (action: string, personId: string, result: "done" | "refused", why?: string) => ({
  ...{ action, subject: { kind: "person", id: personId }, areaCode: null, line: "" as const, result },
  ...(why ? { why } : {}),
});

async function advanced(uow: UnitOfWork, session: CurrentSession): Promise<CookieToken> {
  const token = newSessionToken();
  const madeAt = now();
  await advanceSession(uow, session.id, { tokenHash: sessionTokenHash(token), at: madeAt, hasSecondProof: true });
  return { token, madeAt };
}

/** The first code confirms the set-up: other sessions end, and recovery codes are shown this once. */
export async function confirmEnrolment(
  session: CurrentSession,
  typed: string,
): Promise<Verdict<CookieToken & { readonly recoveryCodes: readonly string[] }, CodeRefusal>> {
  const { personId } = session;
  const code = typedCode(typed);
  const later = await takeTries([["code", personId]]);
  if (later) return refused(later);
  return inUnitOfWork(systemActor("second-factor", { personId }), async (uow) => {
    const refusal = code === null ? ({ kind: "code-wrong" } as const) : await takeCode(uow, personId, code, now());
    if (refusal) return refused(refusal);
    if (!(await confirmSecondFactor(uow, personId, now()))) return refused({ kind: "code-used" });
    const recoveryCodes = await freshRecoveryCodes(uow, personId);
    await tryHeld(uow, "code", personId, null);
    await closeOtherSessions(uow, personId, session.id);
    await recordAudit(uow, deed("enrol:second-factor", personId, "done"));
    return granted({ ...(await advanced(uow, session)), recoveryCodes });
  });
}

async function freshRecoveryCodes(uow: UnitOfWork, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await replaceRecoveryCodes(
    uow,
    personId,
    codes.map((code) => secretHash(recoveryCodeAsMeant(code))),
  );
  return codes;
}

/** A code, or a recovery code in its place, opens the session and vouches for it for some minutes. */
export async function giveCode(
  session: CurrentSession,
  typed: string,
  from: Pick<Arrival, "browserToken" | "wholeAddress">,
): Promise<Verdict<CookieToken & { readonly recoveryCodesLeft: number | null }, CodeRefusal>> {
  const { personId } = session;
  // The same as with the password: nobody else's tries at the same address keep a browser waiting that is known.
  const address = (await comesFromKnownBrowser(personId, from)) ? null : from.wholeAddress;
  const later = await takeTries([["code", personId], ...(address === null ? [] : ([["address", address]] as const))]);
  if (later) return refused(later);
  return inUnitOfWork(systemActor("second-factor", { personId }), async (uow) => {
    const code = typedCode(typed);
    const refusal = code === null ? await takeRecoveryCode(uow, personId, typed) : await takeCode(uow, personId, code, now());
    if (refusal) {
      await recordAudit(uow, deed("prove:second-factor", personId, "refused", refusal.kind));
      return refused(refusal);
    }
    await tryHeld(uow, "code", personId, address);
    const left = code === null ? await recoveryCodesLeft(uow, personId) : null;
    await recordAudit(uow, {
      ...deed("prove:second-factor", personId, "done"),
      facts: { by: code === null ? "recovery-code" : "code" },
    });
    return granted({ ...(await advanced(uow, session)), recoveryCodesLeft: left });
  });
}

async function takeRecoveryCode(uow: UnitOfWork, personId: string, typed: string): Promise<CodeRefusal | null> {
  const meant = recoveryCodeAsMeant(typed);
  return (await spendRecoveryCode(uow, personId, secretHash(meant), now())) ? null : { kind: "code-wrong" };
}

/** Ten new recovery codes, for somebody who has just proven who they are; the old ones are worth nothing. */
export function renewRecoveryCodes({ personId }: CurrentSession): Promise<readonly string[]> {
  return inUnitOfWork(systemActor("second-factor", { personId }), async (uow) => {
    const codes = await freshRecoveryCodes(uow, personId);
    await recordAudit(uow, deed("renew:recovery-codes", personId, "done"));
    return codes;
  });
}

/** Takes codes away again, where the installation does not require them (demo mode). */
export function dropSecondFactor({ personId }: CurrentSession): Promise<void> {
  return inUnitOfWork(systemActor("second-factor", { personId }), async (uow) => {
    if (await removeSecondFactor(uow, personId)) await recordAudit(uow, deed("remove:second-factor", personId, "done"));
  });
}
