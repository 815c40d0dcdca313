import type { FieldProblems } from "./premises-typed";
import type { StepRefusal } from "./premises-stage";

export type PremisesRefusal =
  | { readonly kind: "not-permitted" }
  | { readonly kind: "not-there" }
  /** the area, before or after, is somebody else's */
  | { readonly kind: "beyond-own" }
  | { readonly kind: "changed-meanwhile" }
  | { readonly kind: "fields"; readonly problems: FieldProblems }
  | { readonly kind: "not-a-facility" }
  | { readonly kind: "not-operating" }
  | { readonly kind: "facility-taken" }
  | StepRefusal;
