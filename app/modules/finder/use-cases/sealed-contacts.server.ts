import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { actAs } from "~/platform/unit-of-work.server";
import { contactsByKey, resealContacts, SEALED_CONTACTS } from "../data/contact-reseal.server";
import { alertKeeper } from "./alert-keeper.server";

const KEEPER = alertKeeper("key-rotation");

/** Where first contacts hold sealed values. */
export const sealedContacts: readonly SealedPlace[] = SEALED_CONTACTS.map((name) => ({
  name,
  reseal: (uow, keyId, after, most) => actAs(uow, KEEPER, (own) => resealContacts(own, name, keyId, after, most)),
  byKey: (uow) => actAs(uow, KEEPER, (own) => contactsByKey(own, name)),
}));
