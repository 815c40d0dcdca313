import type { FeatureCollection, MultiPolygon } from "geojson";
import { barrierNetwork, type BarrierLine } from "~/modules/places/domain/barrier";
import { uniformDetour } from "~/modules/places/domain/detour-index";
import { planeAround, pointsOnPlane } from "~/modules/places/domain/local-plane";
import { nestedCircles } from "~/modules/places/domain/nested-circles";
import type { KilometresPerHour } from "~/shared/units";
import { stepMetres, stepsOf, type Limit } from "./coverage-query";

export interface CirclesInput {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly barriers: readonly BarrierLine[];
  readonly detour: number;
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

/** Cells of 50 m, coarser where circles are wide: a twentieth of the reach is finer than anyone can see. */
const cellFor = (farthest: number): number => Math.max(50, farthest / 20);

/** The nested circles of a city as GeoJSON (WGS-84), nearest first. */
export function circlesRun({ lon, lat, barriers, detour, speedKmh, limit, properties, demo }: CirclesInput): Circles {
  const plane = planeAround(lon, lat);
  const metres = stepMetres(limit, speedKmh);
  const farthest = metres[2];
  const shapes = nestedCircles(
    plane,
    {
      sites: pointsOnPlane(plane, lon, lat),
      detour: uniformDetour(detour),
      barriers: barrierNetwork(plane, barriers),
      farthest,
      cell: cellFor(farthest),
    },
    metres,
  );
  const features = stepsOf(limit).map((step, i) => ({
    type: "Feature" as const,
    properties: { step, unit: limit.by, ...properties },
    geometry: shapes[i]!,
  }));
  return { type: "FeatureCollection", demo, features };
}
