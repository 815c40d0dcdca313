import type { MultiPolygon } from "geojson";
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
}

export interface DrawnStep {
  readonly step: number;
  readonly geometry: MultiPolygon;
}

/** Cells of 50 m, coarser where circles are wide: a twentieth of the reach is finer than anyone can see. */
const cellFor = (farthest: number): number => Math.max(50, farthest / 20);

/** The nested circles of a city, nearest first. */
export function circlesRun({ lon, lat, barriers, detour, speedKmh, limit }: CirclesInput): DrawnStep[] {
  const plane = planeAround(lon, lat);
  const metres = stepMetres(limit, speedKmh);
  const farthest = metres[2];
  const shapes = nestedCircles(
    plane,
    { sites: pointsOnPlane(plane, lon, lat), detour: uniformDetour(detour), barriers: barrierNetwork(plane, barriers), farthest, cell: cellFor(farthest) },
    metres,
  );
  return stepsOf(limit).map((step, i) => ({ step, geometry: shapes[i]! }));
}
