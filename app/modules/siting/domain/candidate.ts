import type { Fen, Lat, Lon, Metres } from "~/shared/units";
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

/** Pairs of places that stand nearer to each other than they may, on a plane of metres. Rows of `x` and `y`, NaN = nowhere. */
export function tooNear(x: ArrayLike<Metres>, y: ArrayLike<Metres>, spacing: Metres): [number, number][] {
  // Squares as wide as the spacing: whoever is too near stands in the same or the next one.
  const cells = new Map<string, number[]>();
  const found: [number, number][] = [];
  const at = (value: number) => Math.floor(value / spacing);
  for (let row = 0; row < x.length; row++) {
    const [east, north] = [x[row]!, y[row]!];
    if (!Number.isFinite(east) || !Number.isFinite(north)) continue;
    for (let i = at(east) - 1; i <= at(east) + 1; i++)
      for (let j = at(north) - 1; j <= at(north) + 1; j++)
        for (const other of cells.get(`${i} ${j}`) ?? [])
          if (Math.hypot(x[other]! - east, y[other]! - north) < spacing) found.push([other, row]);
    const key = `${at(east)} ${at(north)}`;
    cells.set(key, [...(cells.get(key) ?? []), row]);
  }
  return found;
}
