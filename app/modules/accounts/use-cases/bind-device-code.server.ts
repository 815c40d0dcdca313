import { NIL } from "uuid";
import { now } from "~/platform/clock.server";
import { newDigits } from "~/platform/one-time-secret.server";
import { hashPassword } from "~/platform/password.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { listDevices, unbindDevice, type ListedDevice } from "../data/bound-devices.server";
import { handOverSecret } from "../data/one-time-secrets.server";
import { placeOfPerson, type PersonPlace } from "../data/person-place.server";
import { findPersonByField } from "../data/person-sensitive.server";
import type { Actor } from "../domain/actor";
import { may, mayIn } from "../domain/may";
import { secretEnd } from "../domain/one-time-secret";
import { normalised } from "../domain/sensitive-field";
import type { TryLater } from "../domain/throttle";
import { lookUpHeld, takeTries } from "./count-tries.server";
import { recordAudit } from "./record-audit.server";
import { systemActor } from "./system-actor.server";
import { onlyVisitsWithin } from "./within-own.server";

export interface FieldPerson {
  readonly personId: string;
  readonly name: string;
  readonly devices: readonly ListedDevice[];
}

/**
 * Supervisors look after the phones of those who only visit, and see nothing else of them: the system looks, within what they
 * were granted. Somebody who also sits at a desk is not there.
 */
const looking = ({ personId }: Actor) => systemActor("bind-device", { personId: personId === NIL ? null : personId });

async function lookedAfter(uow: UnitOfWork, actor: Actor, personId: string | null): Promise<PersonPlace | null> {
  const place = personId ? await placeOfPerson(uow, personId) : null;
  if (!personId || place?.state !== "active" || !mayIn(actor, "bind:devices", place.areaCode, place.line)) return null;
  return (await onlyVisitsWithin(uow, actor, personId)) ? place : null;
}

/**
 * The caregiver with this phone number, if one looks after their phones; anybody else is not there. Each look is on record, and
 * numbers that lead to nobody are counted: too many within the hour wait.
 */
export async function fieldPersonByPhone(
  actor: Actor,
  phone: string,
): Promise<Verdict<FieldPerson, TryLater | { readonly kind: "phone-nobody" }>> {
  const number = normalised("phone", phone);
  if (!number.ok || !may(actor, "bind:devices")) return refused({ kind: "phone-nobody" });
  const later = await takeTries([["look-up", actor.personId]]);
  if (later) return refused(later);
  return inUnitOfWork(looking(actor), async (uow) => {
    const personId = await findPersonByField(uow, "phone", number.value);
    const place = await lookedAfter(uow, actor, personId);
    const { areaCode, line } = place ?? actor.grants[0] ?? { areaCode: "", line: "" as const };
    const subject = personId && place ? { kind: "person", id: personId } : null;
    await recordAudit(uow, {
      ...{ action: "look-up:person", subject, areaCode, line, result: "done" },
      facts: { field: "phone", found: subject !== null },
    });
    if (!personId || !place) return refused({ kind: "phone-nobody" });
    await lookUpHeld(uow, actor.personId);
    return granted({ personId, name: place.name, devices: await listDevices(uow, personId) });
  });
}

/** Eight digits, good once and for a quarter of an hour, that bind one phone to this person. */
export async function bindDeviceCode(
  actor: Actor,
  personId: string,
): Promise<Verdict<{ readonly code: string; readonly expiresAt: Date }, { readonly kind: "not-there" }>> {
  const code = newDigits();
  const hash = await hashPassword(code);
  return inUnitOfWork(looking(actor), async (uow) => {
    const place = await lookedAfter(uow, actor, personId);
    if (!place) return refused({ kind: "not-there" });
    const at = now();
    const expiresAt = secretEnd("device", at);
    const madeBy = actor.personId === NIL ? null : actor.personId;
    await handOverSecret(
      uow,
      { personId, purpose: "device", secretHash: hash, clearsSecondFactor: false, madeBy, expiresAt },
      at,
    );
    await recordAudit(uow, {
      ...{ action: "hand-over:device", subject: { kind: "person", id: personId }, result: "done" },
      ...{ areaCode: place.areaCode, line: place.line },
    });
    return granted({ code, expiresAt });
  });
}

/** Takes a phone away from somebody whose phones one looks after: lost, sold, or the person left. */
export function unbindDeviceOf(actor: Actor, personId: string, id: string): Promise<boolean> {
  return inUnitOfWork(looking(actor), async (uow) => {
    const place = await lookedAfter(uow, actor, personId);
    if (!place || !(await unbindDevice(uow, { id, personId, why: "administrator", at: now() }))) return false;
    await recordAudit(uow, {
      ...{ action: "unbind:device", subject: { kind: "device", id }, areaCode: place.areaCode, line: place.line, result: "done" },
    });
    return true;
  });
}
