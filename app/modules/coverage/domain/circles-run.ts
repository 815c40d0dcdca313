import type { FeatureCollection, MultiPolygon } from "geojson";
import type { BarrierLine } from "~/modules/places/domain/barrier";
import { Reach, type ReachMethod, type Streets } from "~/modules/places/domain/reach";
import type { KilometresPerHour } from "~/shared/units";
import { stepMetres, stepsOf, type Limit } from "./coverage-query";

export interface CirclesInput {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly barriers: readonly BarrierLine[];
  readonly detour: number;
  readonly method: ReachMethod;
  readonly speedKmh: KilometresPerHour;
  readonly limit: Limit;
  /** written beside each shape, so that the file explains itself: method, date, demo mark … */
  readonly properties: Readonly<Record<string, string | number | null>>;
  /** stands on top of the file; null = real data */
  readonly demo: { readonly zh: string; readonly en: string } | null;
}

export interface Circles extends FeatureCollection<MultiPolygon, { readonly step: number; readonly unit: "minutes" | "metres" }> {
  readonly demo: CirclesInput["demo"];
}

/** The nested circles of a city as GeoJSON (WGS-84), nearest first. */
export function circlesRun(
  { lon, lat, barriers, detour, method, speedKmh, limit, properties, demo }: CirclesInput,
  streets: Streets | null = null,
): Circles {
  const metres = stepMetres(limit, speedKmh);
  const nobody = { lon: [], lat: [] };
  const reach = new Reach({ method, sites: { lon, lat }, points: nobody, farthest: metres[2], detour, barriers, streets });
  const shapes = reach.cityShapes(metres);
  const features = stepsOf(limit).map((step, i) => ({
    type: "Feature" as const,
    properties: { step, unit: limit.by, ...properties },
    geometry: shapes[i]!,
  }));
  return { type: "FeatureCollection", demo, features };
}
