import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import type { CalendarDay } from "~/shared/calendar-day";
import type { Lat, Lon, Metres } from "~/shared/units";
import { isWithin, type Bounds } from "./outline";

/** A way between two corners or doors (never a home) that somebody walked with a wheel or a phone, and how long it was. */
export interface SampledWalk {
  readonly id: string;
  /** what stands at its ends, where somebody said it */
  readonly name: string;
  readonly from: GeoPoint;
  readonly to: GeoPoint;
  readonly metres: Metres;
  readonly measuredOn: CalendarDay;
  readonly source: string;
}

/** One way is measured once a day by one source: a second time corrects the first. */
export const walkKey = ({ from, to, measuredOn }: Pick<SampledWalk, "from" | "to" | "measuredOn">): string =>
  [measuredOn, from.lon, from.lat, to.lon, to.lat].join(" ");

/** Many of them as columns, WGS-84: they travel to threads. */
export interface SampledWalks {
  readonly fromLon: ArrayLike<Lon>;
  readonly fromLat: ArrayLike<Lat>;
  readonly toLon: ArrayLike<Lon>;
  readonly toLat: ArrayLike<Lat>;
  readonly metres: ArrayLike<Metres>;
}

export const NO_WALKS: SampledWalks = { fromLon: [], fromLat: [], toLon: [], toLat: [], metres: [] };

/** Nobody measures a longer one on foot: such a number is a slip of the pen. */
export const LONGEST_WALK: Metres = 20_000;
/** Degrees outside the city's bounds that still count as the city, some 10 km. */
const MARGIN = 0.1;
/** Straight metres below which a way says more about doors than about streets. */
export const LEAST_TELLING: Metres = 100;
/** Metres walked beyond which a way says little about a quarter of an hour. */
export const MOST_TELLING: Metres = 3_000;

export type WalkProblem = "no-position" | "no-length" | "too-long" | "shorter-than-straight" | "outside-city";

/** What makes a walk impossible, or null. `bounds`: west, south, east, north of the city where they are known. */
export function walkProblem(
  { from, to, metres }: Pick<SampledWalk, "from" | "to" | "metres">,
  bounds: Bounds | null,
): WalkProblem | null {
  if (![from, to].every(({ lon, lat }) => Math.abs(lon) <= 180 && Math.abs(lat) < 90)) return "no-position";
  if (!(metres > 0)) return "no-length";
  if (metres > LONGEST_WALK) return "too-long";
  if (bounds && ![from, to].every((end) => isWithin(end, bounds, MARGIN))) return "outside-city";
  return metres < distanceBetween(from, to) ? "shorter-than-straight" : null;
}

/** Does the walk teach a detour index? Short ones and long ones are kept, and say nothing about a walk to a service. */
export const isTelling = (straight: Metres, metres: Metres): boolean =>
  straight >= LEAST_TELLING && metres >= straight && metres <= MOST_TELLING;

export const sampledWalks = (walks: readonly Pick<SampledWalk, "from" | "to" | "metres">[]): SampledWalks => ({
  fromLon: Float64Array.from(walks, ({ from }) => from.lon),
  fromLat: Float64Array.from(walks, ({ from }) => from.lat),
  toLon: Float64Array.from(walks, ({ to }) => to.lon),
  toLat: Float64Array.from(walks, ({ to }) => to.lat),
  metres: Float64Array.from(walks, ({ metres }) => metres),
});

/** A walk as a list shows it. */
export interface WalkRow extends SampledWalk {
  readonly straight: Metres;
  readonly isTelling: boolean;
}

/** The walks with their straight lines; how many teach, and the index in their middle (null where none does). */
export function walkRows(walks: readonly SampledWalk[]): {
  readonly rows: readonly WalkRow[];
  readonly count: number;
  readonly telling: number;
  readonly middleIndex: number | null;
} {
  const rows = walks.map((walk): WalkRow => {
    const straight = distanceBetween(walk.from, walk.to);
    return { ...walk, straight, isTelling: isTelling(straight, walk.metres) };
  });
  const indices = rows.flatMap((row) => (row.isTelling ? [row.metres / row.straight] : [])).sort((a, b) => a - b);
  return { rows, count: rows.length, telling: indices.length, middleIndex: indices[indices.length >> 1] ?? null };
}
