import gcoord from "gcoord";
import type { Geometry, Position } from "geojson";
import type { GeoPoint } from "~/shared/geo-point";

/** The systems a file may be in. WGS-84 is stored; GCJ-02 is what Amap and Tencent give, BD-09 what Baidu gives. */
export const COORDINATE_SYSTEMS = ["WGS-84", "GCJ-02", "BD-09"] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

export const isCoordinateSystem = (text: string): text is CoordinateSystem =>
  (COORDINATE_SYSTEMS as readonly string[]).includes(text);

const CRS = { "GCJ-02": gcoord.GCJ02, "BD-09": gcoord.BD09 } as const;

/** Once, from the declared system to WGS-84. Outside China the shifted systems do not shift. */
export function toWgs84(lon: number, lat: number, system: CoordinateSystem): GeoPoint {
  if (system === "WGS-84") return { lon, lat };
  const [x, y] = gcoord.transform([lon, lat], CRS[system], gcoord.WGS84);
  return { lon: Math.round(x * 1e7) / 1e7, lat: Math.round(y * 1e7) / 1e7 };
}

/** A converted copy: gcoord changes geometries in place. */
export function geometryToWgs84(geometry: Geometry, system: CoordinateSystem): Geometry {
  if (system === "WGS-84") return geometry;
  const turn = (position: Position): Position => {
    const point = toWgs84(position[0] ?? 0, position[1] ?? 0, system);
    return [point.lon, point.lat];
  };
  switch (geometry.type) {
    case "Point":
      return { type: "Point", coordinates: turn(geometry.coordinates) };
    case "LineString":
    case "MultiPoint":
      return { type: geometry.type, coordinates: geometry.coordinates.map(turn) };
    case "Polygon":
    case "MultiLineString":
      return { type: geometry.type, coordinates: geometry.coordinates.map((ring) => ring.map(turn)) };
    case "MultiPolygon":
      return { type: "MultiPolygon", coordinates: geometry.coordinates.map((part) => part.map((ring) => ring.map(turn))) };
    default:
      return geometry;
  }
}

/** The system a GeoJSON crs member names; null where it is one we do not read. No member means WGS-84 (RFC 7946). */
export function systemOfCrs(name: string): CoordinateSystem | null {
  if (/CRS84|EPSG:+(?:[\d.]*:)?(4326|4490)$|WGS\s*-?_?84|CGCS/i.test(name)) return "WGS-84";
  if (/GCJ-?_?02|火星|高德|腾讯/i.test(name)) return "GCJ-02";
  if (/BD-?_?09|百度/i.test(name)) return "BD-09";
  return null;
}
