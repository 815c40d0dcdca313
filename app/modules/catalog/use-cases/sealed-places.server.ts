import { sealedOfPeople, sealedSecondFactors, type SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealedUploads } from "~/modules/imports/use-cases/sealed-uploads.server";
import { contactsByKey, resealContacts } from "../data/sealed-contact-rows.server";
import { IN_DOCUMENTS, documentsByKey, resealDocuments } from "../data/sealed-documents.server";

/** Every place of the installation that holds sealed values: whoever adds one adds it here, or it keeps its old key for ever. */
export const sealedPlaces: readonly SealedPlace[] = [
  sealedOfPeople,
  sealedSecondFactors,
  sealedUploads,
  { name: "contact", reseal: resealContacts, byKey: contactsByKey },
  ...IN_DOCUMENTS.map((table): SealedPlace => ({
    name: table.name,
    reseal: (uow, keyId, after, most) => resealDocuments(uow, table, keyId, after, most),
    byKey: (uow) => documentsByKey(uow, table),
  })),
];
