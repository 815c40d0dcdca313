// Everything the catalog may say no with, and nothing else.
import type { DraftRefusal } from "./check-facility";
import type { StateRefusal } from "./life-cycle";
import type { ChangedMeanwhile } from "./meet-other-edit";
import type { OperatorKindOfOthers } from "./operator-kind";
import type { BeyondOwn } from "./within-reach";

export type CatalogRefusal =
  | { readonly kind: "not-permitted" }
  | { readonly kind: "not-found" }
  | { readonly kind: "others-write" }
  | { readonly kind: "no-predecessor" }
  | { readonly kind: "fields"; readonly fields: readonly DraftRefusal[] }
  | BeyondOwn
  | ChangedMeanwhile
  | OperatorKindOfOthers
  | StateRefusal;

export const NOT_PERMITTED = { kind: "not-permitted" } as const;
export const NOT_FOUND = { kind: "not-found" } as const;
/** The facility named as the one before is not of this city, or has not closed. */
export const NO_PREDECESSOR = { kind: "no-predecessor" } as const;
/** An import or another editor holds the record; nothing was written. */
export const OTHERS_WRITE = { kind: "others-write" } as const;
