import type { FeatureCollection, MultiPolygon } from "geojson";
import type { BarrierLine } from "~/modules/places/domain/barrier";
import { Reach, stepsToDraw, type ReachMethod, type Streets } from "~/modules/places/domain/reach";
import type { SampledWalks } from "~/modules/places/domain/sampled-walk";
import { UNHEARD, type Progress } from "~/shared/progress";
import type { KilometresPerHour, Minutes } from "~/shared/units";
import { stepMetres, stepsOf, type Limit } from "./coverage-query";

/** Minutes of the surface that shows how far the nearest place is. */
export const WALK_BANDS = [5, 10, 15, 20, 30] as const;

export interface CirclesInput {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly barriers: readonly BarrierLine[];
  readonly detour: number;
  readonly method: ReachMethod;
  readonly walks?: SampledWalks | null;
  readonly speedKmh: KilometresPerHour;
  readonly limit: Limit;
  /** minutes in place of the limit's own steps */
  readonly bands?: readonly Minutes[];
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
  { lon, lat, barriers, detour, method, walks, speedKmh, limit, bands, properties, demo }: CirclesInput,
  streets: Streets | null = null,
  progress: Progress = UNHEARD,
): Circles {
  const metres = bands ? bands.map((minutes) => (minutes * speedKmh * 1_000) / 60) : stepMetres(limit, speedKmh);
  const farthest = metres.reduce((a, b) => Math.max(a, b));
  const nobody = { lon: [], lat: [] };
  progress.expect(stepsToDraw({ method, streets }));
  const asked = { method, sites: { lon, lat }, points: nobody, farthest, detour, barriers, streets, walks, progress };
  const reach = new Reach(asked);
  const shapes = reach.cityShapes(metres);
  const features = (bands ?? stepsOf(limit)).map((step, i) => ({
    type: "Feature" as const,
    properties: { step, unit: bands ? "minutes" : limit.by, ...properties },
    geometry: shapes[i]!,
  }));
  return { type: "FeatureCollection", demo, features };
}
