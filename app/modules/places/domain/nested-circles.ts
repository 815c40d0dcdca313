import type { MultiPolygon } from "geojson";
import type { Tick } from "~/shared/progress";
import type { Metres } from "~/shared/units";
import { bandedShapes } from "./banded-shapes";
import type { LocalPlane } from "./local-plane";
import { reachGrids, type ReachGrid, type ReachGridInput } from "./reach-grid";

/**
 * The ground within each limit of the nearest site as polygons with holes, one per limit. All limits are cut from the same
 * grid, so the nearer lies inside the farther. Drawing only: figures are computed at the points themselves. A free edge is
 * true to about a tenth of a cell; at a barrier the shape ends up to a cell before it and never behind it.
 */
export const nestedCircles = (plane: LocalPlane, input: ReachGridInput, limits: readonly Metres[]): MultiPolygon[] =>
  nestedShapes(plane, reachGrids(input), limits);

/**
 * The same from grids already made, by whatever method.
 * @param tick told after each grid: the cells gone through, cells × limits in all
 */
export function nestedShapes(
  plane: LocalPlane,
  grids: readonly ReachGrid[],
  limits: readonly Metres[],
  tick?: Tick,
): MultiPolygon[] {
  let done = 0;
  const shapes = grids.map((grid) => {
    const cut = bandedShapes(plane, { ...grid, bands: [grid] }, limits);
    tick?.((done += grid.metres.length * limits.length));
    return cut;
  });
  return limits.map((_, i) => ({ type: "MultiPolygon", coordinates: shapes.flatMap((cut) => cut[i]!.coordinates) }));
}
