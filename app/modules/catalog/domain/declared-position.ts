// Turns coordinates as a person has them into WGS-84, once, and keeps what was typed. The system is declared by who typed
// it, never guessed; two slips are only pointed out: latitude and longitude exchanged, and a point outside its area.
import booleanPointInPolygon from "@turf/boolean-point-in-polygon";
import gcoord from "gcoord";
import type { MultiPolygon, Polygon } from "geojson";
import type { GeoPoint } from "~/shared/geo-point";
import type { CoordinateSystem, Position } from "./facility";

const SYSTEMS = { "WGS-84": gcoord.WGS84, "GCJ-02": gcoord.GCJ02, "BD-09": gcoord.BD09 } as const;

/** Typed figures `x` (east) and `y` (north) in degrees → a position; about 0.1 m is lost in converting back and forth. */
export function declaredPosition(x: number, y: number, system: CoordinateSystem, quality: Position["quality"]): Position {
  const [lon, lat] = gcoord.transform([x, y], SYSTEMS[system], gcoord.WGS84) as [number, number];
  return { lon: rounded(lon), lat: rounded(lat), quality, raw: { x, y, system } };
}

/** Seven decimals, a centimetre: more is noise. */
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** [west, south, east, north] in degrees. */
export type Bounds = readonly [number, number, number, number];

/** About a kilometre each way: near enough to know the corner, wide enough to know the district. */
export const boundsAround = ({ lon, lat }: GeoPoint): Bounds => [lon - 0.015, lat - 0.011, lon + 0.015, lat + 0.011];

export type PositionWarning = "outside-its-area" | "outside-the-city" | "looks-swapped";

export function positionWarnings(
  point: GeoPoint,
  outline: Polygon | MultiPolygon | null,
  city: Bounds | null,
): PositionWarning[] {
  const isInCity = city === null || isWithin([point.lon, point.lat], city);
  if (city && !isInCity && isWithin([point.lat, point.lon], city)) return ["looks-swapped"];
  if (!isInCity) return ["outside-the-city"];
  if (outline && !booleanPointInPolygon([point.lon, point.lat], outline)) return ["outside-its-area"];
  return [];
}

/** How far beyond the city's bounds a position is taken for meant, in degrees. */
const FAR_BEYOND = 0.5;

export type PositionDoubt =
  { readonly kind: "looks-swapped" } | { readonly kind: "far-outside"; readonly x: number; readonly y: number };

/** What keeps a position typed into a form from being saved as it is: exchanged figures, or a place far from the city that nobody confirmed. */
export function positionDoubt(position: Position | null, city: Bounds | null, isConfirmed: boolean): PositionDoubt | null {
  if (!position || !city) return null;
  const { lon, lat, raw } = position;
  const [west, south, east, north] = city;
  if (!isWithin([lon, lat], city) && isWithin([lat, lon], city)) return { kind: "looks-swapped" };
  const wide: Bounds = [west - FAR_BEYOND, south - FAR_BEYOND, east + FAR_BEYOND, north + FAR_BEYOND];
  return isConfirmed || isWithin([lon, lat], wide) ? null : { kind: "far-outside", x: raw?.x ?? lon, y: raw?.y ?? lat };
}

const isWithin = ([lon, lat]: readonly [number, number], [west, south, east, north]: Bounds): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** What a form says again without having changed it keeps the stored position to the last digit. */
export function keptPosition(stored: Position | null, said: Position | null): Position | null {
  if (!stored || !said?.raw) return said;
  const shown = stored.raw ?? { x: stored.lon, y: stored.lat, system: "WGS-84" };
  const isSame = shown.x === said.raw.x && shown.y === said.raw.y && shown.system === said.raw.system;
  return isSame ? { ...stored, quality: said.quality } : said;
}
