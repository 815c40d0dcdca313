import type { SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { resealStarts, startsByKey } from "../data/caregiver-sealed.server";
import { careColumns } from "../data/care-sealed.server";
import { flagWordsByKey, resealFlagWords } from "../data/flag-words.server";
import { resealVisits, visitsByKey } from "../data/visit-sealed.server";

/** Where visits hold sealed values. */
export const sealedVisits: readonly SealedPlace[] = [
  { name: "visit_event", reseal: resealVisits, byKey: visitsByKey },
  { name: "caregiver", reseal: resealStarts, byKey: startsByKey },
  { name: "visit_flag_word", reseal: resealFlagWords, byKey: flagWordsByKey },
  ...careColumns,
];
