import { addDays } from "date-fns";
import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { now, today } from "~/platform/clock.server";
import { newLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { City } from "~/modules/places/domain/city";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addContactConsent, consentInForce, endContactConsent } from "../data/contact-consents.server";
import * as links from "../data/contact-links.server";
import { findResident, holdResident, type ResidentRecord } from "../data/resident-record.server";
import { contactConsentSaid, LINK_DAYS } from "../domain/contact-link";
import { auditResident } from "./audit-resident.server";

export interface FamilyLinks {
  readonly id: string;
  readonly name: string;
  readonly contacts: readonly links.LinkedContact[];
  readonly reports: Awaited<ReturnType<typeof links.familyReportsOf>>;
  readonly isRegistered: boolean;
  readonly today: string;
  readonly mayWrite: boolean;
}

/** The contacts of a file with their links; null where there is none the actor may see. */
export function familyLinks(actor: Actor, city: City, residentId: string): Promise<FamilyLinks | null> {
  if (!isUuid(residentId)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const resident = await findResident(uow, residentId);
    if (!resident || resident.cityCode !== city.code) return null;
    const { id, name, areaCode, line, state } = resident;
    return {
      ...{ id, name },
      contacts: await links.linkedContacts(uow, id),
      reports: await links.familyReportsOf(uow, id),
      ...{ isRegistered: state === "registered", today: today(city.timeZone) },
      mayWrite: mayIn(actor, "write:residents", areaCode, line),
    };
  });
}

export interface LinkRefusal {
  readonly kind: "not-there" | "not-permitted" | "not-registered" | "no-consent" | "consent-whole" | "part-gone";
}

/** What a form says of a consent, by field; null = it says nothing of any. */
export type Said = ((name: string) => string) | null;

/**
 * A link for one contact, shown this once: only while the resident consents to this contact being told. Where they did not yet,
 * the consent that was taken comes with it.
 */
export function makeContactLink(
  actor: Actor,
  city: City,
  residentId: string,
  contactId: string,
  said: Said = null,
): Promise<Verdict<string, LinkRefusal>> {
  return changeLink(actor, city, residentId, contactId, async (uow, resident) => {
    if (resident.state !== "registered") return refused({ kind: "not-registered" });
    let consentId = await consentInForce(uow, residentId, contactId);
    if (!consentId) {
      if (!said) return refused({ kind: "no-consent" });
      const consent = contactConsentSaid(said, today(city.timeZone));
      if (!consent) return refused({ kind: "consent-whole" });
      consentId = await addContactConsent(uow, residentId, contactId, consent);
      if (!consentId) return refused({ kind: "part-gone" });
      const facts = { what: "give-contact-consent", part: contactId, on: consent.givenOn };
      await auditResident(uow, "write:resident", resident, facts);
    }
    const [secret, at] = [newLinkSecret(), now()];
    const link = { residentId, contactId, consentId, secretHash: secretHash(secret) };
    const id = await links.replaceLink(uow, link, at, addDays(at, LINK_DAYS));
    await auditResident(uow, "make:contact-link", resident, { link: id, part: contactId });
    return granted(secret);
  });
}

/** From now on it opens nothing. */
export function revokeContactLink(
  actor: Actor,
  city: City,
  residentId: string,
  contactId: string,
): Promise<Verdict<string, LinkRefusal>> {
  return changeLink(actor, city, residentId, contactId, async (uow, resident) => {
    if (!(await links.endLink(uow, residentId, contactId, now()))) return refused({ kind: "part-gone" });
    await auditResident(uow, "revoke:contact-link", resident, { part: contactId });
    return granted("");
  });
}

/** The resident no longer wants this contact to be told: their link ends in the same moment. */
export function withdrawContactConsent(
  actor: Actor,
  city: City,
  residentId: string,
  contactId: string,
): Promise<Verdict<string, LinkRefusal>> {
  return changeLink(actor, city, residentId, contactId, async (uow, resident) => {
    const consentId = await consentInForce(uow, residentId, contactId);
    if (!consentId || !(await endContactConsent(uow, consentId, now()))) return refused({ kind: "part-gone" });
    await auditResident(uow, "write:resident", resident, { what: "withdraw-contact-consent", part: contactId });
    return granted("");
  });
}

function changeLink(
  actor: Actor,
  city: City,
  residentId: string,
  contactId: string,
  change: (uow: UnitOfWork, resident: ResidentRecord) => Promise<Verdict<string, LinkRefusal>>,
): Promise<Verdict<string, LinkRefusal>> {
  if (!isUuid(residentId) || !isUuid(contactId)) return Promise.resolve(refused({ kind: "not-there" }));
  return inUnitOfWork<Verdict<string, LinkRefusal>>(actor, async (uow) => {
    const resident = await holdResident(uow, residentId);
    if (!resident || resident.cityCode !== city.code) return refused({ kind: "not-there" });
    if (!mayIn(actor, "write:residents", resident.areaCode, resident.line)) return refused({ kind: "not-permitted" });
    return change(uow, resident);
  });
}
