import type { GeoPoint } from "~/shared/geo-point";

/** `at=113.65000,34.76000`: five decimals are a metre. */
export const pointText = ({ lon, lat }: GeoPoint): string => `${lon.toFixed(5)},${lat.toFixed(5)}`;

/** A candidate's place as an address names it; null where it names none. */
export function pointFrom(text: string | null): GeoPoint | null {
  const match = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(text ?? "");
  const [lon, lat] = [Number(match?.[1]), Number(match?.[2])];
  return match && Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? { lon, lat } : null;
}
