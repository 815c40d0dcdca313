import { now } from "~/platform/clock.server";
import { publicKeyFrom } from "~/platform/device-signature.server";
import { hashPassword, passwordMatches } from "~/platform/password.server";
import { inUnitOfWork, rollBack } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { bindDevice } from "../data/bound-devices.server";
import { deviceSecret, spendSecret } from "../data/one-time-secrets.server";
import { findPersonByField } from "../data/person-sensitive.server";
import { chosenPin, type PinRefusal } from "../domain/pin";
import { normalised } from "../domain/sensitive-field";
import type { TryLater } from "../domain/throttle";
import type { Arrival } from "./arrival.server";
import { beginSession, type Begun } from "./begin-session.server";
import { takeTries, tryHeld } from "./count-tries.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";

interface Binding {
  readonly phone: string;
  /** the eight digits a supervisor showed */
  readonly code: string;
  readonly pin: string;
  /** JSON Web Key of the phone's key pair; its private half cannot leave the phone */
  readonly publicKey: string;
}

export type BindRefusal = PinRefusal | TryLater | { readonly kind: "phone-or-code-wrong" } | { readonly kind: "phone-not-fit" };

/** Binds the phone in somebody's hand to them and signs them in on it. */
export async function bindThisDevice(
  { phone, code, pin, publicKey }: Binding,
  arrival: Arrival,
): Promise<Verdict<Begun & { readonly deviceId: string }, BindRefusal>> {
  const number = normalised("phone", phone);
  const key = publicKeyFrom(publicKey);
  if (!key) return refused({ kind: "phone-not-fit" });
  const chosen = chosenPin(pin, number.ok ? number.value : "");
  if (!chosen.ok) return chosen;
  const counted = number.ok ? `phone ${number.value}` : phone;
  const later = await takeTries([
    ["account", counted],
    ["address", arrival.wholeAddress],
  ]);
  if (later) return refused(later);
  const found = await inUnitOfWork(systemActor("bind-device"), async (uow) => {
    const personId = number.ok ? await findPersonByField(uow, "phone", number.value) : null;
    const secret = personId ? await deviceSecret(uow, personId, now()) : null;
    return personId && secret ? { personId, ...secret } : null;
  });
  // A number that is nobody's takes as long, and is answered in the same words.
  const matches = await passwordMatches(found?.secretHash ?? null, code.normalize("NFKC").replace(/\s/g, ""));
  if (!found || !matches) return refused({ kind: "phone-or-code-wrong" });
  const pinHash = await hashPassword(chosen.value);
  const { personId } = found;
  return inUnitOfWork(systemActor("bind-device", { personId }), async (uow) => {
    const at = now();
    if (!(await spendSecret(uow, found.id, at))) return rollBack(refused({ kind: "phone-or-code-wrong" }));
    const { browser, system } = arrival;
    const deviceId = await bindDevice(uow, { personId, browser, system, publicKey: key, pinHash }, at);
    await tryHeld(uow, "account", counted, arrival.wholeAddress);
    const begun = await beginSession(uow, { personId, kind: "field", stage: "open", deviceId }, arrival);
    await recordAudit(uow, {
      ...{ action: "bind:device", subject: { kind: "device", id: deviceId }, areaCode: null, line: "", result: "done" },
      facts: { person: personId, session: begun.sessionId },
    });
    return granted({ ...begun, deviceId });
  });
}
