import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { requestsByKey, resealRequests, resealSteps, stepsByKey } from "../data/family-request-sealed.server";

/** Where requests of families hold sealed values. */
export const sealedFamilyRequests: readonly SealedPlace[] = [
  { name: "family_request", reseal: resealRequests, byKey: requestsByKey },
  { name: "family_request_step", reseal: resealSteps, byKey: stepsByKey },
];
