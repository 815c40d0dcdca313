import type { Geometry } from "geojson";
import { FileRefused, LIMITS } from "./file-kind.server";

/** A feature collection as a table: properties are columns, the geometry stands beside each row. */
export interface FeatureTable {
  readonly headings: readonly string[];
  readonly rows: (string | number | boolean | null)[][];
  readonly geometries: (Geometry | null)[];
  /** What the crs member says, null without one. */
  readonly crs: string | null;
}

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

const isNumberPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) &&
  typeof value[0] === "number" &&
  typeof value[1] === "number" &&
  Number.isFinite(value[0]) &&
  Number.isFinite(value[1]);

const isNested = (value: unknown, depth: number): boolean =>
  depth === 0
    ? isNumberPair(value)
    : Array.isArray(value) && value.length > 0 && value.every((inner) => isNested(inner, depth - 1));

const DEPTH: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  Polygon: 2,
  MultiLineString: 2,
  MultiPolygon: 3,
};

/** A geometry whose numbers are where the format wants them, else null: a broken one must not stop the file. */
function geometryOf(value: unknown): Geometry | null {
  const found = record(value);
  const type = typeof found?.type === "string" ? found.type : "";
  const depth = DEPTH[type];
  if (!found || depth === undefined || !isNested(found.coordinates, depth)) return null;
  return { type, coordinates: found.coordinates } as Geometry;
}

const cellOf = (value: unknown): string | number | boolean | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return JSON.stringify(value)?.slice(0, 1000) ?? null;
};

export const LON_HEADING = "geometry lon";
export const LAT_HEADING = "geometry lat";
/** Stands where a file has lines: a line without properties would be an empty row. */
const SHAPE_HEADING = "geometry type";

export function readGeoJson(text: string): FeatureTable {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new FileRefused({ code: "damaged", kind: "json" });
  }
  const root = record(parsed);
  const listed = root?.features ?? (root?.type === "Feature" ? [root] : parsed);
  if (!Array.isArray(listed) || listed.length === 0) throw new FileRefused({ code: "no-features" });
  if (listed.length > LIMITS.rows) throw new FileRefused({ code: "too-many-rows", rows: listed.length, limit: LIMITS.rows });
  const names: string[] = [];
  const known = new Map<string, number>();
  const rows: FeatureTable["rows"] = [];
  const geometries: (Geometry | null)[] = [];
  let [hasPoints, hasLines] = [false, false];
  for (const item of listed) {
    const feature = record(item);
    const geometry = geometryOf(feature?.geometry);
    // A plain list of objects is read as well: no geometry, every member a property.
    const properties = record(feature?.properties) ?? (feature && !("geometry" in feature) ? feature : {});
    const row: FeatureTable["rows"][number] = [];
    const all = feature?.id !== undefined && properties.id === undefined ? { ...properties, id: feature.id } : properties;
    for (const [name, value] of Object.entries(all)) {
      let at = known.get(name);
      if (at === undefined && names.length < LIMITS.columns) {
        at = names.length;
        known.set(name, at);
        names.push(name.slice(0, 100));
      }
      if (at !== undefined) row[at] = cellOf(value);
    }
    hasPoints ||= geometry?.type === "Point";
    hasLines ||= geometry?.type === "LineString" || geometry?.type === "MultiLineString";
    rows.push(row);
    geometries.push(geometry);
  }
  const width = names.length;
  rows.forEach((row, index) => {
    for (let at = 0; at < width; at++) row[at] ??= null;
    const geometry = geometries[index];
    if (hasLines) row.unshift(geometry?.type ?? null);
    if (hasPoints)
      row.unshift(
        ...(geometry?.type === "Point" ? [geometry.coordinates[0] ?? null, geometry.coordinates[1] ?? null] : [null, null]),
      );
  });
  const crs = record(record(root?.crs)?.properties)?.name;
  return {
    headings: [...(hasPoints ? [LON_HEADING, LAT_HEADING] : []), ...(hasLines ? [SHAPE_HEADING] : []), ...names],
    rows,
    geometries,
    crs: typeof crs === "string" ? crs.slice(0, 200) : null,
  };
}
