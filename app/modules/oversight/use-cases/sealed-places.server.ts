import { sealedOfPeople, sealedSecondFactors, type SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealedCatalog } from "~/modules/catalog/use-cases/sealed-catalog.server";
import { sealedContacts } from "~/modules/finder/use-cases/sealed-contacts.server";
import { sealedRows } from "~/modules/imports/use-cases/private-rows.server";
import { sealedUploads } from "~/modules/imports/use-cases/sealed-uploads.server";
import { sealedPremises } from "~/modules/siting/use-cases/sealed-premises.server";
import { sealedVisits } from "~/modules/visits/use-cases/sealed-visits.server";
import { sealedOrders } from "~/modules/work-orders/use-cases/sealed-orders.server";
import { sealedResidents } from "~/modules/residents/use-cases/sealed-residents.server";
import { sealedFamilyRequests } from "~/modules/work-orders/use-cases/sealed-family-requests.server";

/** Every place of the installation that holds sealed values: whoever adds one adds it here, or it keeps its old key for ever. */
export const sealedPlaces: readonly SealedPlace[] = [
  sealedOfPeople,
  sealedSecondFactors,
  sealedUploads,
  ...sealedRows,
  ...sealedCatalog,
  ...sealedResidents,
  ...sealedVisits,
  ...sealedOrders,
  ...sealedFamilyRequests,
  ...sealedContacts,
  ...sealedPremises,
];
