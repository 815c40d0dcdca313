import type { PlanePoints } from "~/modules/places/domain/local-plane";

/**
 * Two reporting bases (口径) for one question. 上报口径: a community counts if it has a place of its own, or if one lies
 * within a straight-line radius. 步行口径: people count if the walk is within the limit. The difference is people, each
 * community's with the first reason that holds. The reasons assume that a community lives at its point.
 */
export const REPORTED_ONLY = ["barrier", "slower-walker", "far-centre", "radius"] as const;
export type ReportedOnlyReason = (typeof REPORTED_ONLY)[number];

export interface Difference {
  readonly people: number;
  readonly communities: number;
}

export interface TwoBases {
  readonly both: Difference;
  /** counted by the report, but nobody gets there in time */
  readonly reportedOnly: Readonly<Record<ReportedOnlyReason, Difference>>;
  /** within a walk, but not in the report: the nearest place stands in another community, beyond the radius */
  readonly walkingOnly: Difference;
  readonly neither: Difference;
  /** communities without a position: in neither basis, since no walk can be measured. Σ of all bins = people */
  readonly unlocated: Difference;
}

export interface BasisColumns {
  readonly points: PlanePoints;
  /** NaN = unknown */
  readonly people: Float64Array;
  readonly isPlaced: Uint8Array;
  /** 1 where a place stands in the community itself */
  readonly hasOwn: Uint8Array;
  /** straight metres to the nearest place */
  readonly straight: Float64Array;
  /** reported radius of the community's area class, metres */
  readonly radius: Float64Array;
  /** walked metres, with and without barriers */
  readonly walked: Float64Array;
  readonly unobstructed: Float64Array;
}

export const isReported = (columns: Pick<BasisColumns, "hasOwn" | "straight" | "radius">, row: number): boolean =>
  columns.hasOwn[row] === 1 || columns.straight[row]! <= columns.radius[row]!;

/**
 * @param limit metres this walker walks in time
 * @param adultLimit metres a healthy adult walks in the same time
 */
export function compareBases(columns: BasisColumns, limit: number, adultLimit: number): TwoBases {
  const none = () => ({ people: 0, communities: 0 });
  const result = {
    both: none(),
    reportedOnly: { barrier: none(), "slower-walker": none(), "far-centre": none(), radius: none() },
    walkingOnly: none(),
    neither: none(),
    unlocated: none(),
  };
  for (let row = 0; row < columns.people.length; row++) {
    const people = columns.people[row]!;
    if (!(people >= 0)) continue;
    if (!columns.isPlaced[row]) {
      result.unlocated.people += people;
      result.unlocated.communities += 1;
      continue;
    }
    const walks = columns.walked[row]! <= limit;
    const reported = isReported(columns, row);
    const bin = walks
      ? reported
        ? result.both
        : result.walkingOnly
      : reported
        ? result.reportedOnly[reasonOf(columns, row, limit, adultLimit)]
        : result.neither;
    bin.people += people;
    bin.communities += 1;
  }
  return result;
}

/** Why a reported community is not within a walk: what would have to change first. */
export function reasonOf(columns: BasisColumns, row: number, limit: number, adultLimit: number): ReportedOnlyReason {
  if (columns.unobstructed[row]! <= limit) return "barrier";
  if (columns.walked[row]! <= adultLimit) return "slower-walker";
  return columns.straight[row]! <= columns.radius[row]! ? "radius" : "far-centre";
}
