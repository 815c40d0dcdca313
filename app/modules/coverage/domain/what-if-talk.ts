import type { GeoPoint } from "~/shared/geo-point";
import type { Lat, Lon } from "~/shared/units";
import type { WhatIfAnswer } from "./what-if";
import type { WhatIfFile } from "./what-if-file";

/** What the page and the worker that computes for it say to each other. One worker holds one ground. */
export type ToWhatIf =
  /** `near`: where the first candidates will be, tried out before anybody waits for one */
  | { readonly kind: "ground"; readonly file: WhatIfFile; readonly streets: Uint8Array | null; readonly near: GeoPoint | null }
  | { readonly kind: "move"; readonly lon: Lon; readonly lat: Lat };

export type FromWhatIf =
  /** junctions of the window held, 0 without streets */
  | { readonly kind: "ready"; readonly junctions: number }
  | { readonly kind: "unreadable" }
  | {
      readonly kind: "answer";
      readonly lon: Lon;
      readonly lat: Lat;
      readonly answer: WhatIfAnswer;
      /** milliseconds of computing, without the way there and back */
      readonly ms: number;
    };
