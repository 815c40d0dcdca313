import { isMask, maskOf } from "~/modules/accounts/domain/sensitive-field";
import { isSealed, keyIdOf } from "~/platform/cipher.server";
import { openValue, sealAnew, sealValue, unlessUnopened } from "~/platform/sealed-value.server";
import type { DraftRefusal } from "../domain/check-facility";
import type { Contact, Facility } from "../domain/facility";

/*
 * A contact that is not public may be somebody's own number. In the database, in the revisions and in what an import keeps
 * for taking it back its `phone` is sealed for the facility; what leaves for a page is a mask. Rows of contacts are written
 * anew with each edit, so the place is the facility's, not the row's.
 */
const placeOf = (facilityId: string): string => `contact.phone.${facilityId}`;

/** What can no longer be opened: shown, kept, and never mistaken for a number. */
const DAMAGED = "****";

type WithContacts = Pick<Facility, "id" | "contacts">;

/** Every private number sealed, every public one readable. A number that was sealed before keeps its seal: nothing changed. */
export function sealedFacility<F extends WithContacts>(facility: F, before: WithContacts | null = null): F {
  const place = placeOf(facility.id);
  const kept = (before?.contacts ?? []).flatMap(({ phone }) => {
    const plain = isSealed(phone) ? unlessUnopened(() => openValue(phone, place)) : null;
    return plain === null ? [] : [{ plain, phone }];
  });
  const sealed = (contact: Contact): Contact => {
    const { phone, isPublic } = contact;
    if (isPublic) return isSealed(phone) ? { ...contact, phone: openValue(phone, place) } : contact;
    if (isSealed(phone)) return contact;
    return { ...contact, phone: kept.find(({ plain }) => plain === phone)?.phone ?? sealValue(phone, place) };
  };
  return facility.contacts.every(({ isPublic, phone }) => isPublic !== isSealed(phone))
    ? facility
    : { ...facility, contacts: facility.contacts.map(sealed) };
}

/** The numbers themselves, for deciding what a row of a file means: never for a page. */
export const openedFacility = <F extends WithContacts>(facility: F): F => withPhones(facility, (plain) => plain);

/** What a page, a form, a history or an export may show. */
export const maskedFacility = <F extends WithContacts>(facility: F): F =>
  withPhones(facility, (plain) => maskOf("phone", plain) ?? DAMAGED);

function withPhones<F extends WithContacts>(facility: F, shown: (plain: string) => string): F {
  const place = placeOf(facility.id);
  const contacts = facility.contacts.map((contact) => {
    if (contact.isPublic) return contact;
    const { phone } = contact;
    const plain = isSealed(phone) ? unlessUnopened(() => openValue(phone, place)) : phone;
    return { ...contact, phone: plain === null ? DAMAGED : shown(plain) };
  });
  return { ...facility, contacts };
}

/**
 * Masks that a form sent back unread become the numbers they were made of, in their order. Others stay masks, and so does one
 * that is now called public: whoever publishes a number has to know it.
 */
export function unmaskedContacts(said: readonly Contact[], before: WithContacts): Contact[] {
  const [shown, plain] = [maskedFacility(before).contacts, openedFacility(before).contacts];
  const left = plain.flatMap((contact, at) => (contact.isPublic ? [] : [{ phone: contact.phone, mask: shown[at]?.phone }]));
  return said.map((contact) => {
    const at = contact.isPublic || !isMask(contact.phone) ? -1 : left.findIndex(({ mask }) => mask === contact.phone);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found ? { ...contact, phone: found.phone } : contact;
  });
}

/** Masks nobody can turn back into a number, as problems of the form's fields. */
export const maskedPhones = (contacts: readonly Contact[]): DraftRefusal[] =>
  contacts.flatMap(({ phone }, at) =>
    isMask(phone) ? [{ at: `contacts[${at}].phone`, problem: { kind: "phone-masked" } }] : [],
  );

/** How the number of the nth contact is opened. */
export const openContact = ({ id, contacts }: WithContacts, nth: number): (() => string) | null => {
  const contact = contacts[nth];
  return contact && !contact.isPublic ? () => openValue(contact.phone, placeOf(id)) : null;
};

/** Contacts as they stand in a row or a document, under the key in force; null where nothing had to be done. */
export function resealedContacts(facilityId: string, contacts: readonly Contact[], keyId: string) {
  let resealed = 0;
  let unopened = 0;
  const after = contacts.map((contact) => {
    if (contact.isPublic || keyIdOf(contact.phone) === keyId) return contact;
    const place = placeOf(facilityId);
    const phone = isSealed(contact.phone)
      ? unlessUnopened(() => sealAnew(contact.phone, place))
      : sealValue(contact.phone, place);
    if (phone === null) unopened++;
    else resealed++;
    return phone === null ? contact : { ...contact, phone };
  });
  return { contacts: after, resealed, unopened };
}
