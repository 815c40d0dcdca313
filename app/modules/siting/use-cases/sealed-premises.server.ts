import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { resealStagedPremises, stagedPremisesByKey } from "../data/premises-import-batch.server";
import { premisesByKey, resealPremises } from "../data/premises-sealed.server";

/** Where idle premises hold sealed contacts. What taking a list back needs is sealed whole, with that of all private lists. */
export const sealedPremises: readonly SealedPlace[] = [
  { name: "site_proposal", reseal: resealPremises, byKey: premisesByKey },
  { name: "premises_in_preview", reseal: resealStagedPremises, byKey: stagedPremisesByKey },
];
