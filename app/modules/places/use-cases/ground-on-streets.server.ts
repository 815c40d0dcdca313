import type { MultiPolygon } from "geojson";
import type { GeoPoint } from "~/shared/geo-point";
import type { Metres } from "~/shared/units";
import { pointsOnPlane } from "../domain/local-plane";
import { nestedShapes } from "../domain/nested-circles";
import { SiteCircles } from "../domain/streets/circles-on-streets";
import { streetsAsked, type StreetsAsked } from "./opened-streets.server";
import { linkerOf } from "./walks-on-streets.server";

export interface GroundAsked {
  readonly from: GeoPoint;
  readonly limits: readonly Metres[];
}

/** The ground within each limit of one point along a city's streets; null where it stands on none. In a worker thread. */
export function groundOnStreets({ from, limits }: GroundAsked, asked: StreetsAsked): MultiPolygon[] | null {
  const { view, snap } = streetsAsked(asked);
  const points = pointsOnPlane(view.graph.plane, [from.lon], [from.lat]);
  const links = linkerOf(view).linksOf(points, snap);
  const grid = new SiteCircles(view, Math.max(...limits)).gridOf(links, points, 0);
  return grid && nestedShapes(view.graph.plane, [grid], limits);
}
