import type { Lat, Lon, Metres } from "./units";

/** A position on the ground, WGS-84. */
export interface GeoPoint {
  readonly lon: Lon;
  readonly lat: Lat;
}

/** Mean earth radius (IUGG 1980), metres. */
const EARTH_RADIUS: Metres = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Great-circle distance in metres (haversine). */
export function distanceBetween(a: GeoPoint, b: GeoPoint): Metres {
  const dLat = (b.lat - a.lat) * RADIANS;
  const dLon = (b.lon - a.lon) * RADIANS;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Metres in one degree of latitude and, at this latitude, of longitude. */
export const metresPerDegree = (lat: Lat): { lon: Metres; lat: Metres } => ({
  lat: EARTH_RADIUS * RADIANS,
  lon: EARTH_RADIUS * RADIANS * Math.cos(lat * RADIANS),
});
