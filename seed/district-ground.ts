import type { GeoPoint } from "~/shared/geo-point";
import { metresPerDegree } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import type { SourceOutline } from "./read-sources";

/** The ground a district's communities may stand on, in metres around its centre. */
export interface Ground {
  readonly centre: GeoPoint;
  /** Corners of the box around it, metres from the centre: west, south, east, north. */
  readonly box: readonly [Metres, Metres, Metres, Metres];
  holds(x: Metres, y: Metres): boolean;
}

export interface Disc {
  readonly centre: GeoPoint;
  readonly radius: Metres;
}

export function toGround(ground: Ground, point: GeoPoint): readonly [Metres, Metres] {
  const scale = metresPerDegree(ground.centre.lat);
  return [(point.lon - ground.centre.lon) * scale.lon, (point.lat - ground.centre.lat) * scale.lat];
}

/** Six decimals, a tenth of a metre: what is stored is what was tested. */
export function fromGround(ground: Ground, x: Metres, y: Metres): GeoPoint {
  const scale = metresPerDegree(ground.centre.lat);
  return { lon: rounded(ground.centre.lon + x / scale.lon), lat: rounded(ground.centre.lat + y / scale.lat) };
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** A district inside its outline, without the zones that stand on it; with `zone`, the part of the outline inside that disc. */
export function districtGround(
  outline: SourceOutline,
  { without = [], zone }: { without?: readonly Disc[]; zone?: Disc } = {},
): Ground {
  const centre = zone?.centre ?? { lon: outline.seat[0], lat: outline.seat[1] };
  const scale = metresPerDegree(centre.lat);
  const flat = (lon: number, lat: number): [Metres, Metres] => [(lon - centre.lon) * scale.lon, (lat - centre.lat) * scale.lat];
  const rings = outline.polygon.coordinates.map((ring) => ring.map(([lon = 0, lat = 0]) => flat(lon, lat)));
  const discs = without.map((disc) => ({ at: flat(disc.centre.lon, disc.centre.lat), radius: disc.radius }));
  const xs = (rings[0] ?? []).map(([x]) => x);
  const ys = (rings[0] ?? []).map(([, y]) => y);
  const reach = zone?.radius ?? Number.POSITIVE_INFINITY;
  return {
    centre,
    box: [
      Math.max(-reach, Math.min(...xs)),
      Math.max(-reach, Math.min(...ys)),
      Math.min(reach, Math.max(...xs)),
      Math.min(reach, Math.max(...ys)),
    ],
    holds: (x, y) =>
      Math.hypot(x, y) <= reach &&
      discs.every(({ at, radius }) => Math.hypot(x - at[0], y - at[1]) > radius) &&
      rings.reduce((inside, ring) => (isInRing(ring, x, y) ? !inside : inside), false),
  };
}

/** Even-odd rule; the last point of the ring repeats the first. */
function isInRing(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
