import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { contactsByKey, resealContacts } from "../data/sealed-contact-rows.server";
import { mailboxesByKey, resealMailboxes } from "../data/sealed-mailbox-rows.server";
import { IN_DOCUMENTS, documentsByKey, resealDocuments } from "../data/sealed-documents.server";

/** Where the catalog and its imports hold sealed values. */
export const sealedCatalog: readonly SealedPlace[] = [
  { name: "contact", reseal: resealContacts, byKey: contactsByKey },
  { name: "operator_mailbox", reseal: resealMailboxes, byKey: mailboxesByKey },
  ...IN_DOCUMENTS.map((table): SealedPlace => ({
    name: table.name,
    reseal: (uow, keyId, after, most) => resealDocuments(uow, table, keyId, after, most),
    byKey: (uow) => documentsByKey(uow, table),
  })),
];
