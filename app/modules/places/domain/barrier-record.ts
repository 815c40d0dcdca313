// Lines nobody walks across and the places where one can, as a city keeps them: with their ground, day and source.
import type { CalendarDay } from "~/shared/calendar-day";
import { distanceBetween, type GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import type { DegreeLine } from "./crossings-on-lines";
import { isWithin, type Bounds } from "./outline";

export const BARRIER_KINDS = ["river", "railway", "expressway", "other"] as const;
export type BarrierKind = (typeof BARRIER_KINDS)[number];
export const CROSSING_KINDS = ["bridge", "underpass", "level-crossing", "crossing"] as const;
export type CrossingKind = (typeof CROSSING_KINDS)[number];

interface Kept {
  readonly id: string;
  /** "" = nobody said */
  readonly nameZh: string;
  readonly nameEn: string;
  readonly knownOn: CalendarDay;
  readonly quality: string;
  readonly source: string;
}

export interface BarrierRecord extends Kept {
  readonly kind: BarrierKind;
  readonly parts: readonly DegreeLine[];
}

export interface CrossingRecord extends Kept, GeoPoint {
  readonly kind: CrossingKind;
}

/** A line of more corners is cut in pieces or simplified first: whole provinces are drawn with fewer. */
export const MOST_CORNERS = 50_000;
/** Degrees outside the city's bounds that still count as the city, some 10 km. */
const MARGIN = 0.1;
/** Nobody plans walks nearer to a pole. */
const FARTHEST_NORTH = 85;

export type BarrierProblem = "too-few-corners" | "too-many-corners" | "no-position" | "outside-city";

const isOnEarth = ({ lon, lat }: GeoPoint): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= FARTHEST_NORTH;

/** What makes a line no barrier of this city, or null. A river may go on outside the city; some of it must be near. */
export function barrierProblem(parts: readonly DegreeLine[], bounds: Bounds | null): BarrierProblem | null {
  const corners = parts.flat();
  if (parts.length === 0 || parts.some((part) => !part.some(([lon, lat]) => lon !== part[0]![0] || lat !== part[0]![1])))
    return "too-few-corners";
  if (corners.length > MOST_CORNERS) return "too-many-corners";
  if (!corners.every(([lon, lat]) => isOnEarth({ lon, lat }))) return "no-position";
  return !bounds || parts.some((part) => comesNear(part, bounds)) ? null : "outside-city";
}

export function crossingProblem(at: GeoPoint, bounds: Bounds | null): "no-position" | "outside-city" | null {
  if (!isOnEarth(at)) return "no-position";
  return !bounds || isWithin(at, bounds, MARGIN) ? null : "outside-city";
}

/** Two corners far apart may have the city between them: a leg counts by the ground it spans. */
function comesNear(part: DegreeLine, [west, south, east, north]: Bounds): boolean {
  return part.some(([lon, lat], at) => {
    const [before, below] = part[Math.max(0, at - 1)]!;
    return (
      Math.max(lon, before) >= west - MARGIN &&
      Math.min(lon, before) <= east + MARGIN &&
      Math.max(lat, below) >= south - MARGIN &&
      Math.min(lat, below) <= north + MARGIN
    );
  });
}

/** Ends meet: nobody comes in or out of such a line but at its crossings. */
const MEETING: Metres = 1;
export function isClosed(part: DegreeLine): boolean {
  const [first, last] = [part[0], part.at(-1)];
  return part.length >= 4 && distanceBetween({ lon: first![0], lat: first![1] }, { lon: last![0], lat: last![1] }) <= MEETING;
}

/** Metres along all its parts. */
export const lengthOf = (parts: readonly DegreeLine[]): Metres =>
  parts.reduce(
    (sum, part) =>
      sum +
      part.reduce((length, [lon, lat], at) => {
        const [x, y] = part[Math.max(0, at - 1)]!;
        return length + distanceBetween({ lon, lat }, { lon: x, lat: y });
      }, 0),
    0,
  );

/** GeoJSON as it is kept and drawn. */
export const geometryOf = (parts: readonly DegreeLine[]) =>
  parts.length === 1
    ? ({ type: "LineString", coordinates: parts[0]! } as const)
    : ({ type: "MultiLineString", coordinates: parts } as const);
