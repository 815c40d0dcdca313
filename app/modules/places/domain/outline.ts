import type { Geometry, MultiPolygon, Polygon, Position } from "geojson";
import type { GeoPoint } from "~/shared/geo-point";

export type Outline = Polygon | MultiPolygon;

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export const isOutline = (geometry: Geometry | null | undefined): geometry is Outline =>
  geometry?.type === "Polygon" || geometry?.type === "MultiPolygon";

const partsOf = (outline: Outline): readonly Position[][][] =>
  outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;

/** Even-odd rule along a ray to the east. */
function isInRing(point: GeoPoint, ring: readonly Position[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    const [x2 = 0, y2 = 0] = ring[j] ?? [];
    if (y1 > point.lat !== y2 > point.lat && point.lon < ((x2 - x1) * (point.lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

export const isInside = (point: GeoPoint, outline: Outline): boolean =>
  partsOf(outline).some(
    ([shell, ...holes]) => shell !== undefined && isInRing(point, shell) && !holes.some((hole) => isInRing(point, hole)),
  );

export function boundsOf(points: Iterable<GeoPoint>): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lon, lat } of points) {
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return west === Infinity ? null : [west, south, east, north];
}

function* cornersOf(outline: Outline): Generator<GeoPoint> {
  for (const part of partsOf(outline)) for (const ring of part) for (const [lon = 0, lat = 0] of ring) yield { lon, lat };
}

export const outlineBounds = (outline: Outline): Bounds => boundsOf(cornersOf(outline)) ?? [0, 0, 0, 0];

export const isWithin = (point: GeoPoint, [west, south, east, north]: Bounds, margin = 0): boolean =>
  point.lon >= west - margin && point.lon <= east + margin && point.lat >= south - margin && point.lat <= north + margin;

/** Centre of gravity of the largest part: good enough to write a name on, and to stand for the area where it falls inside. */
export function centreOf(outline: Outline): GeoPoint {
  let best = { size: -1, lon: 0, lat: 0 };
  for (const [shell = []] of partsOf(outline)) {
    let [area, x, y] = [0, 0, 0];
    const [x0 = 0, y0 = 0] = shell[0] ?? [];
    for (let i = 0; i + 1 < shell.length; i++) {
      const [ax, ay, bx, by] = [
        (shell[i]?.[0] ?? 0) - x0,
        (shell[i]?.[1] ?? 0) - y0,
        (shell[i + 1]?.[0] ?? 0) - x0,
        (shell[i + 1]?.[1] ?? 0) - y0,
      ];
      const cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (Math.abs(area) > best.size)
      best = { size: Math.abs(area), lon: area ? x0 + x / (3 * area) : x0, lat: area ? y0 + y / (3 * area) : y0 };
  }
  return { lon: best.lon, lat: best.lat };
}

/** Closed rings of at least four finite positions on earth. */
export const isSoundOutline = (outline: Outline): boolean =>
  partsOf(outline).length > 0 &&
  partsOf(outline).every(
    (part) =>
      part.length > 0 &&
      part.every(
        (ring) =>
          ring.length >= 4 &&
          ring[0]?.[0] === ring.at(-1)?.[0] &&
          ring[0]?.[1] === ring.at(-1)?.[1] &&
          ring.every(
            ([x, y]) => Number.isFinite(x) && Number.isFinite(y) && Math.abs(x ?? 999) <= 180 && Math.abs(y ?? 999) <= 90,
          ),
      ),
  );
