import type { Fen, Lat, Lon } from "~/shared/units";
import type { CandidateSource } from "./siting-question";

/** A place where a new one may stand. */
export interface Candidate {
  /** `area:410105001001`, `premise:<id>`, `place:<id>`, `point:3` */
  readonly id: string;
  readonly from: CandidateSource;
  readonly name: string;
  readonly nameEn: string | null;
  /** the smallest area known; null = nobody said, the nearest community is taken */
  readonly areaCode: string | null;
  /** null = no position */
  readonly lon: Lon | null;
  readonly lat: Lat | null;
  readonly build: Fen | null;
  readonly yearly: Fen | null;
  readonly capacity: number | null;
}

export const candidateId = (from: CandidateSource, key: string | number): string =>
  `${{ communities: "area", premises: "premise", facilities: "place", points: "point" }[from]}:${key}`;
