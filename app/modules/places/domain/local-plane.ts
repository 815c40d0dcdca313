import type { Lat, Lon, Metres } from "~/shared/units";

/**
 * A city laid flat: transverse Mercator on a sphere, centred on the city. Within 60 km of the centre lengths are true to
 * 5 in 100,000 and angles are kept, so kernels can work in plain metres (x east, y north).
 */
const EARTH_RADIUS: Metres = 6_371_008.8;
const RADIANS = Math.PI / 180;

export interface LocalPlane {
  readonly lon: Lon;
  readonly lat: Lat;
}

export const localPlane = (lon: Lon, lat: Lat): LocalPlane => ({ lon, lat });

/**
 * The plane through the median of all finite positions, so that one place typed on another continent moves nothing; (0, 0)
 * where there is none. Arrays of degrees, equal length.
 */
export function planeAround(lons: ArrayLike<Lon>, lats: ArrayLike<Lat>): LocalPlane {
  const known = Array.from(lons).flatMap((lon, i) => (Number.isFinite(lon) && Number.isFinite(lats[i]!) ? [i] : []));
  if (known.length === 0) return localPlane(0, 0);
  const middle = (column: ArrayLike<number>) => Float64Array.from(known, (i) => column[i]!).sort()[known.length >> 1]!;
  return localPlane(middle(lons), middle(lats));
}

/** Degrees → metres east and north of the plane's centre. NaN in, NaN out. */
export function toPlane(plane: LocalPlane, lon: Lon, lat: Lat): [x: Metres, y: Metres] {
  const turn = (lon - plane.lon) * RADIANS;
  const phi = lat * RADIANS;
  return [
    EARTH_RADIUS * Math.atanh(Math.cos(phi) * Math.sin(turn)),
    EARTH_RADIUS * (Math.atan2(Math.tan(phi), Math.cos(turn)) - plane.lat * RADIANS),
  ];
}

/** Metres → degrees. */
export function fromPlane(plane: LocalPlane, x: Metres, y: Metres): [lon: Lon, lat: Lat] {
  const d = y / EARTH_RADIUS + plane.lat * RADIANS;
  return [
    plane.lon + Math.atan2(Math.sinh(x / EARTH_RADIUS), Math.cos(d)) / RADIANS,
    Math.asin(Math.sin(d) / Math.cosh(x / EARTH_RADIUS)) / RADIANS,
  ];
}

/** Positions as two columns of metres; positions that are not on earth become NaN and stay in their row. */
export interface PlanePoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function pointsOnPlane(plane: LocalPlane, lons: ArrayLike<Lon>, lats: ArrayLike<Lat>): PlanePoints {
  const x = new Float64Array(lons.length);
  const y = new Float64Array(lons.length);
  for (let i = 0; i < x.length; i++) {
    const [lon, lat] = [lons[i]!, lats[i]!];
    const onEarth = Math.abs(lon) <= 180 && Math.abs(lat) < 90;
    [x[i], y[i]] = onEarth ? toPlane(plane, lon, lat) : [NaN, NaN];
  }
  return { x, y };
}
