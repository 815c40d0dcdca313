import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import {
  resealResidentContacts,
  resealResidentFields,
  residentContactsByKey,
  residentFieldsByKey,
} from "../data/resident-sealed.server";

/** Where the care register holds sealed values. */
export const sealedResidents: readonly SealedPlace[] = [
  { name: "resident_sensitive", reseal: resealResidentFields, byKey: residentFieldsByKey },
  { name: "resident_contact", reseal: resealResidentContacts, byKey: residentContactsByKey },
];
