import { validate as isUuid } from "uuid";
import { now } from "~/platform/clock.server";
import { isSignedBy, newNonce } from "~/platform/device-signature.server";
import { passwordMatches } from "~/platform/password.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import {
  boundDevice,
  isStillBound,
  keepChallenge,
  noteDeviceUse,
  spendChallenge,
  takePinTry,
  unbindDevice,
} from "../data/bound-devices.server";
import { findPersonByField } from "../data/person-sensitive.server";
import { PIN_TRIES } from "../domain/pin";
import { normalised } from "../domain/sensitive-field";
import type { TryLater } from "../domain/throttle";
import type { Arrival } from "./arrival.server";
import { beginSession, type Begun } from "./begin-session.server";
import { addressHeld, takeTries } from "./count-tries.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

const CHALLENGE_MS = 120_000;

export interface Challenge {
  readonly id: string;
  readonly nonce: string;
}

/** What the phone is to sign: good once and for two minutes. Null where the phone is not bound (any longer). */
export function challengeFor(deviceId: string): Promise<Challenge | null> {
  if (!isUuid(deviceId)) return Promise.resolve(null);
  return inUnitOfWork(systemActor("field-sign-in"), async (uow) => {
    if (!(await boundDevice(uow, deviceId))) return null;
    const nonce = newNonce();
    const expiresAt = new Date(now().getTime() + CHALLENGE_MS);
    return { id: await keepChallenge(uow, { deviceId, nonce, expiresAt }), nonce };
  });
}

interface Answer {
  /** the owner's number where it was typed; "" where the phone's own list was tapped: the binding holds it already */
  readonly phone: string;
  readonly deviceId: string;
  readonly challengeId: string;
  readonly signature: string;
  readonly pin: string;
}

export type FieldRefusal =
  | TryLater
  /** the phone is not bound, or not to this number: a supervisor binds it */
  | { readonly kind: "not-bound" }
  /** the two minutes are over: the page asks for a new challenge by itself */
  | { readonly kind: "stale" }
  | { readonly kind: "pin-wrong"; readonly left: number }
  | { readonly kind: "unbound" };

/**
 * Signs a caregiver in by their number, the phone's signature and the PIN. Only the phone itself can use up tries of the PIN:
 * a wrong signature is refused before one is counted. After the last try the phone is bound no longer.
 */
export async function fieldSignIn(answer: Answer, arrival: Arrival): Promise<Verdict<Begun, FieldRefusal>> {
  const { deviceId, challengeId, signature, pin } = answer;
  const later = await takeTries([["address", arrival.wholeAddress]]);
  if (later) return refused(later);
  if (!isUuid(deviceId) || !isUuid(challengeId)) return refused({ kind: "not-bound" });
  const number = answer.phone === "" ? null : normalised("phone", answer.phone);
  const taken = await inUnitOfWork(systemActor("field-sign-in"), async (uow) => {
    const device = await boundDevice(uow, deviceId);
    const isTheirs = number === null || (number.ok && (await findPersonByField(uow, "phone", number.value)) === device?.personId);
    if (!device || !isTheirs) return refused({ kind: "not-bound" } as const);
    const nonce = await spendChallenge(uow, challengeId, deviceId, now());
    if (nonce === null) return refused({ kind: "stale" } as const);
    if (!isSignedBy(device.publicKey, nonce, signature)) return refused({ kind: "not-bound" } as const);
    const tries = await takePinTry(uow, deviceId, PIN_TRIES);
    return tries === null ? refused({ kind: "unbound" } as const) : granted({ ...device, tries });
  });
  if (!taken.ok) return taken;
  const { personId, pinHash, tries } = taken.value;
  const matches = await passwordMatches(pinHash, pin);
  return inUnitOfWork(systemActor("field-sign-in", { personId }), async (uow) => {
    const at = now();
    const deed = { subject: { kind: "device", id: deviceId }, areaCode: null, line: "" } as const;
    if (matches) {
      // It took a moment to compare: unbinding in between counts.
      if (!(await isStillBound(uow, deviceId))) return refused({ kind: "unbound" });
      await noteDeviceUse(uow, deviceId, at);
      await addressHeld(uow, arrival.wholeAddress);
      const begun = await beginSession(uow, { personId, kind: "field", stage: "open", deviceId }, arrival);
      await recordAudit(uow, {
        ...deed,
        action: "open:session",
        result: "done",
        facts: { by: "device", session: begun.sessionId },
      });
      return granted(begun);
    }
    await recordAudit(uow, { ...deed, action: "open:session", result: "refused", why: "pin-wrong" });
    if (tries < PIN_TRIES) return refused({ kind: "pin-wrong", left: PIN_TRIES - tries });
    await unbindDevice(uow, { id: deviceId, personId, why: "pin", at });
    await recordAudit(uow, { ...deed, action: "unbind:device", result: "done", why: "pin-tries" });
    return refused({ kind: "unbound" });
  });
}
