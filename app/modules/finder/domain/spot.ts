// Where somebody is, or lives, or works, as an address says it: degrees rounded to about ten metres, so that no link names a door.
import type { GeoPoint } from "~/shared/geo-point";

/** 1/10,000 of a degree: 11 m north, 9 m east in the middle latitudes. */
const DIGITS = 4;
const SAID = /^(-?\d{1,3}(?:\.\d{1,12})?),(-?\d{1,2}(?:\.\d{1,12})?)$/;

export const rounded = ({ lon, lat }: GeoPoint): GeoPoint => ({
  lon: Number(lon.toFixed(DIGITS)) + 0,
  lat: Number(lat.toFixed(DIGITS)) + 0,
});

/** `113.6253,34.7466`, longitude first; null where it says no position on earth. */
export function spotFrom(text: string | null): GeoPoint | null {
  const said = SAID.exec(text?.trim() ?? "");
  if (!said) return null;
  const [lon, lat] = [Number(said[1]), Number(said[2])];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? rounded({ lon, lat }) : null;
}

export const spotText = (spot: GeoPoint): string => `${spot.lon.toFixed(DIGITS)},${spot.lat.toFixed(DIGITS)}`;
